using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace PowerShellHost;

/// <summary>One runspace with the console at its end, in which a script file or a command's text runs to its exit code.</summary>
internal sealed class ScriptRunner : IDisposable
{
    private readonly ConsoleHost _host;
    private readonly Runspace _runspace;
    private readonly Lock _stopping = new();
    private PowerShell? _running;
    private volatile bool _stopped;

    public ScriptRunner(ConsoleStreams streams)
    {
        // The engine reads this once, before its first use. Nothing here phones home.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        _host = new ConsoleHost(streams);
        _runspace = RunspaceFactory.CreateRunspace(_host, CreateSessionState());
        _runspace.Open();
        _runspace.SessionStateProxy.Path.SetLocation(WildcardPattern.Escape(Environment.CurrentDirectory));
    }

    /// <summary>Runs what <paramref name="commandLine"/> names; errors have been written when it returns.</summary>
    public int Run(CommandLine commandLine)
    {
        try
        {
            if (commandLine.Action == CommandLineAction.RunFile) RunFile(commandLine);
            else RunCommand(commandLine.Text);
        }
        catch (PipelineStoppedException) when (_stopped)
        {
            // The code below tells; a pipeline that was stopped while it wound up ends without this exception.
        }
        catch (RuntimeException failure)
        {
            Report(failure.ErrorRecord);
            return _host.RequestedExitCode ?? ExitCode.Failure;
        }

        return _stopped ? ExitCode.Stopped : _host.RequestedExitCode ?? ExitCode.Success;
    }

    /// <summary>Asks the running pipeline to stop, from any thread.</summary>
    public void Stop()
    {
        lock (_stopping)
        {
            _stopped = true;
            _running?.BeginStop(callback: null, state: null);
        }
    }

    public void Dispose() => _runspace.Dispose();

    private static InitialSessionState CreateSessionState()
    {
        // CreateDefault looks for the snap-ins of the companion assemblies, which are not in the engine's package.
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows()) state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        return state;
    }

    /// <summary>
    /// The file runs as a function of its own name: its block knows its file ($PSScriptRoot), the binder's messages name the script, and
    /// <c>exit</c> reaches the host, where the engine would keep it inside a script that is called by its path.
    /// </summary>
    private void RunFile(CommandLine commandLine)
    {
        var path = Path.GetFullPath(commandLine.Text);
        var script = Parser.ParseFile(path, out _, out var errors);
        if (errors.Length > 0) throw new ParseException(errors);

        var name = Path.GetFileName(path);
        _runspace.SessionStateProxy.InvokeProvider.Item.Set(
            [$"function:global:{name}"], script.GetScriptBlock(), force: true, literalPath: true);
        Invoke(shell =>
        {
            shell.AddCommand(name, useLocalScope: false);
            foreach (var argument in ScriptArguments.Read(commandLine.Arguments)) shell.Commands.Commands[0].Parameters.Add(argument);
        });
    }

    /// <summary>The last command's success decides. The engine forgets <c>$?</c> between two pipelines, so the text asks for it.</summary>
    private void RunCommand(string text)
    {
        Parser.ParseInput(text, out _, out var errors);
        if (errors.Length > 0) throw new ParseException(errors);

        Invoke(shell => shell.AddScript($"{text}\nif (-not $?) {{ exit {ExitCode.Failure} }}", useLocalScope: false));
    }

    private void Invoke(Action<PowerShell> addCommand)
    {
        using var shell = PowerShell.Create(_runspace);
        addCommand(shell);
        // Errors travel with the output so that Out-Default writes both in the order in which they came.
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        lock (_stopping)
        {
            if (_stopped) throw new PipelineStoppedException();
            _running = shell;
        }

        try
        {
            shell.Invoke();
        }
        finally
        {
            lock (_stopping) _running = null;
        }
    }

    private void Report(ErrorRecord error)
    {
        using var shell = PowerShell.Create(_runspace);
        using (_host.WriteOutputAsError()) shell.AddCommand("Out-Default").AddParameter("InputObject", error).Invoke();
    }
}
