using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace PowerShellHost;

/// <summary>The engine's view of the console.</summary>
internal sealed class ConsoleHost(ConsoleStreams streams) : PSHost
{
    private readonly ConsoleHostUserInterface _ui = new(streams);

    /// <summary>The code of the script's <c>exit</c>, if it came to one.</summary>
    public int? RequestedExitCode { get; private set; }

    /// <summary>Until it is disposed, what is written as output goes to the error stream: for the error a script ended with.</summary>
    public IDisposable WriteOutputAsError() => _ui.WriteOutputAsError();

    public override string Name => "PowerShellHost";

    public override Version Version => typeof(ConsoleHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI => _ui;

    public override void SetShouldExit(int exitCode) => RequestedExitCode = exitCode;

    public override void EnterNestedPrompt() =>
        throw new PSNotSupportedException("This host has no prompt to suspend a command for: answer Yes or No.");

    public override void ExitNestedPrompt() =>
        throw new PSNotSupportedException("This host has no nested prompt to leave.");

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
