using System.Collections;
using System.Management.Automation.Runspaces;

namespace SsmSessionLogging.Tests.Module;

/// <summary>A PowerShell session with the built module, whose commands talk to a sandbox, in Ireland, unless they say otherwise.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly StringWriter _screen = new();
    private readonly Runspace _runspace;

    /// <param name="sandbox">Where the commands go.</param>
    /// <param name="input">What a person would type.</param>
    /// <param name="defaults">Parameters of every command; the first account's keys and the sandbox's address where not given.</param>
    /// <param name="canPrompt">Whether there is a person at all.</param>
    public ModuleSession(SandboxServer sandbox, string input = "", Hashtable? defaults = null, bool canPrompt = true)
    {
        var host = new ScriptedHost(canPrompt ? new StringReader(input) : null, _screen);
        var state = InitialSessionState.CreateDefault2();
        state.Variables.Add(new SessionStateVariableEntry("Url", sandbox.Url, ""));
        state.Variables.Add(new SessionStateVariableEntry("StoredAWSRegion", SandboxAccounts.Ireland, ""));
        state.Variables.Add(new SessionStateVariableEntry(
            "PSDefaultParameterValues", new DefaultParameterDictionary(defaults ?? KeysOf(SandboxAccounts.First, sandbox)), ""));
        _runspace = RunspaceFactory.CreateRunspace(host, state);
        _runspace.Open();
        Run($"Import-Module '{Repository.PathOf("out", "SsmSessionLogging", "SsmSessionLogging.psd1")}'").ThrowOnError();
    }

    /// <summary>What the host has written since the last run began.</summary>
    public string Screen => _screen.ToString();

    /// <summary>Default parameters with an account's keys.</summary>
    public static Hashtable KeysOf(SandboxAccount account, SandboxServer sandbox) => new()
    {
        ["*-Ssm*:AccessKey"] = account.AccessKeyId,
        ["*-Ssm*:SecretKey"] = account.SecretAccessKey,
        ["*-Ssm*:EndpointUrl"] = sandbox.Url,
    };

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">The script; <paramref name="arguments"/> are its <c>$args</c>.</param>
    /// <param name="arguments">Objects for the script.</param>
    public ModuleRun Run(string script, params object?[] arguments)
    {
        using var powerShell = Start(script, arguments);
        _screen.GetStringBuilder().Clear();
        var output = new PSDataCollection<PSObject>();
        ErrorRecord? ended = null;
        try
        {
            powerShell.Invoke(input: null, output);
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
            [.. powerShell.Streams.Progress],
            _screen.ToString());
    }

    /// <summary>A script that is not yet run, for tests that stop it.</summary>
    public PowerShell Start(string script, params object?[] arguments)
    {
        var powerShell = PowerShell.Create(_runspace);
        powerShell.AddScript(script);
        foreach (var argument in arguments)
        {
            powerShell.AddArgument(argument);
        }

        return powerShell;
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _screen.Dispose();
    }
}
