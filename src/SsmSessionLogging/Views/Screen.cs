using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Views;

/// <summary>How wide the screen is that objects are laid out for.</summary>
internal static class Screen
{
    /// <summary>The width that tables fit, and that Run Command, scheduled tasks and logs have: 80 columns but the last, which PowerShell leaves free on some hosts.</summary>
    internal const int Least = 79;

    private static readonly ConditionalWeakTable<Runspace, Session> Sessions = new();

    /// <summary>The columns that -Width of Out-String or Out-File asks for, else those of the session's host but the last; <see cref="Least"/> where there are fewer or none.</summary>
    internal static int Width
    {
        get
        {
            try
            {
                return Math.Max(Least, Runspace.DefaultRunspace is { } runspace ? Sessions.GetValue(runspace, Ask).Width : 0);
            }
            catch (Exception failure) when (Prompts.NobodyAnswers(failure) || failure is RuntimeException)
            {
                return Least;
            }
        }
    }

    /// <summary>A view is handed its object alone; the host is a variable of the session.</summary>
    private static Session Ask(Runspace runspace)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        var engine = (EngineIntrinsics)shell.AddScript("$ExecutionContext", useLocalScope: true).Invoke()[0].BaseObject;
        return new Session(engine);
    }

    private sealed class Session(EngineIntrinsics engine)
    {
        internal int Width => AskedWidth.In(engine) ?? (engine.Host?.UI?.RawUI is { } screen ? screen.BufferSize.Width - 1 : 0);
    }
}
