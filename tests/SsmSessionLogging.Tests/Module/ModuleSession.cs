using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PowerShellHost;
using SessionLogging.Sandbox;

namespace SsmSessionLogging.Tests.Module;

/// <summary>A PowerShell session with the built module, whose commands talk to a sandbox unless they say otherwise.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly StringWriter _screen = new();
    private readonly Runspace _runspace;

    /// <param name="sandbox">Where the commands go.</param>
    /// <param name="input">What a person would type.</param>
    /// <param name="account">Whose keys the commands use; the first account's by default.</param>
    public ModuleSession(SandboxServer sandbox, string input = "", SandboxAccount? account = null)
    {
        account ??= SandboxAccounts.First;
        var host = new ConsoleHost(new ConsoleStreams(new StringReader(input), _screen, _screen));
        var state = InitialSessionState.CreateDefault2();
        state.Variables.Add(new SessionStateVariableEntry("Url", sandbox.Url, ""));
        state.Variables.Add(new SessionStateVariableEntry(
            "PSDefaultParameterValues",
            new DefaultParameterDictionary(new Hashtable
            {
                ["*-Ssm*:AccessKey"] = account.AccessKeyId,
                ["*-Ssm*:SecretKey"] = account.SecretAccessKey,
                ["*-Ssm*:EndpointUrl"] = sandbox.Url,
            }),
            ""));
        _runspace = RunspaceFactory.CreateRunspace(host, state);
        _runspace.Open();
        Run($"Import-Module '{Repository.PathOf("out", "SsmSessionLogging", "SsmSessionLogging.psd1")}'").ThrowOnError();
    }

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">The script; <paramref name="arguments"/> are its <c>$args</c>.</param>
    /// <param name="arguments">Objects for the script.</param>
    public ModuleRun Run(string script, params object?[] arguments)
    {
        using var powerShell = Start(script, arguments);
        return Finish(powerShell, () => powerShell.Invoke());
    }

    /// <summary>A script that is not yet run, for tests that stop it.</summary>
    public PowerShell Start(string script, params object?[] arguments)
    {
        var powerShell = PowerShell.Create(_runspace);
        powerShell.AddScript(script);
        foreach (var argument in arguments)
            powerShell.AddArgument(argument);
        return powerShell;
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _screen.Dispose();
    }

    private ModuleRun Finish(PowerShell powerShell, Func<ICollection<PSObject>> invoke)
    {
        _screen.GetStringBuilder().Clear();
        ICollection<PSObject> output = [];
        ErrorRecord? ended = null;
        try
        {
            output = invoke();
        }
        catch (RuntimeException failure)
        {
            ended = failure.ErrorRecord;
        }

        return new ModuleRun(
            [.. output],
            [.. powerShell.Streams.Error, .. ended is null ? Array.Empty<ErrorRecord>() : [ended]],
            [.. powerShell.Streams.Warning.Select(record => record.Message)],
            [.. powerShell.Streams.Verbose.Select(record => record.Message)],
            _screen.ToString());
    }
}
