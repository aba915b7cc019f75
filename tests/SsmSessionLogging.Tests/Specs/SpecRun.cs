using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using PowerShellHost;

namespace SsmSessionLogging.Tests.Specs;

/// <summary>
/// Runs a spec file in a runspace of its own, its blocks and tests in their order. The engine's scripts (Specs/Engine) open the scopes and
/// call back here, which is why their part of this class is public.
/// </summary>
public sealed class SpecRun : IDisposable
{
    private const string NeverEnded = "It did not run to its end: a break or continue outside a loop left it, or the run ended first.";

    private readonly SpecFile _file;
    private readonly SpecTestDrive _drive = new();
    private readonly HashSet<SpecItem> _skipped = [];
    private readonly HashSet<SpecTest> _ended = [];
    private readonly Dictionary<SpecTest, List<string>> _failures;

    private SpecRun(SpecFile file)
    {
        _file = file;
        _failures = file.Tests.ToDictionary(test => test, _ => new List<string>());
    }

    /// <summary>The script that decides what is skipped.</summary>
    public ScriptBlock Discover { get; } = EngineScript("Discover.ps1");

    /// <summary>The script that runs a block.</summary>
    public ScriptBlock RunBlock { get; } = EngineScript("RunBlock.ps1");

    /// <summary>The script that runs a test.</summary>
    public ScriptBlock RunTest { get; } = EngineScript("RunTest.ps1");

    /// <summary>Runs the file and gives its tests' outcomes in the tests' order.</summary>
    /// <param name="file">A file without violations.</param>
    /// <param name="limit">How long the whole file may take; what has not ended by then has failed.</param>
    internal static async Task<IReadOnlyList<SpecOutcome>> RunAsync(SpecFile file, TimeSpan limit)
    {
        if (file.Violations.Count > 0) throw new ArgumentException("A spec file that is not of the dialect is not run.", nameof(file));

        using var run = new SpecRun(file);
        await run.InvokeAsync(limit);
        return [.. file.Tests.Select(run.OutcomeOf)];
    }

    /// <summary>Notes that <paramref name="item"/> and all in it is skipped.</summary>
    public void Skip(SpecItem item) => _skipped.Add(item);

    /// <summary>What of a block runs: as in Pester, a block whose tests are all skipped is not entered.</summary>
    public IEnumerable<SpecItem> ItemsToRun(SpecBlock block) =>
        block.Items.Where(item => item is SpecBlock inner ? !inner.Tests.All(IsSkipped) : !IsSkipped((SpecTest)item)).ToArray();

    /// <summary>A block begins.</summary>
    public void Enter(SpecBlock block) => _drive.Enter();

    /// <summary>A block has ended.</summary>
    public void Leave(SpecBlock block) => _drive.Leave();

    /// <summary>The test ran to its end.</summary>
    public void Pass(SpecTest test) => _ended.Add(test);

    /// <summary>The test, its BeforeEach or its AfterEach threw.</summary>
    public void Fail(SpecTest test, ErrorRecord error)
    {
        _ended.Add(test);
        _failures[test].Add(Describe(error));
    }

    /// <summary>A setup or teardown of the whole block threw: what ran in it proves nothing.</summary>
    public void FailBlock(SpecBlock block, string setup, ErrorRecord error)
    {
        foreach (var test in block.Tests.Where(test => !IsSkipped(test)))
        {
            _ended.Add(test);
            _failures[test].Add($"{setup} of '{block.Name}': {Describe(error)}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _drive.Dispose();

    private static ScriptBlock EngineScript(string name) =>
        Parser.ParseFile(EnginePath(name), out _, out _).GetScriptBlock();

    private static string EnginePath(string name) => Path.Combine(AppContext.BaseDirectory, "Specs", "Engine", name);

    private async Task InvokeAsync(TimeSpan limit)
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows()) state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        state.ImportPSModule(EnginePath("Should.psm1"));
        state.Variables.Add(new SessionStateVariableEntry("TestDrive", _drive.Path, "The folder of this file's tests."));
        var nobody = new ConsoleHost(new ConsoleStreams(TextReader.Null, TextWriter.Null, TextWriter.Null) { CanPrompt = false });
        using var runspace = RunspaceFactory.CreateRunspace(nobody, state);
        runspace.Open();
        try
        {
            await InvokeAsync(runspace, Discover, limit);
            await InvokeAsync(runspace, RunBlock, limit);
        }
        catch (RuntimeException failure)
        {
            FailBlock(_file.Root, "BeforeDiscovery", failure.ErrorRecord);
        }
        catch (TimeoutException)
        {
            // What has not ended has failed, and says so.
        }
    }

    private async Task InvokeAsync(Runspace runspace, ScriptBlock script, TimeSpan limit)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddScript("param($______script, $______run, $______file) $null = & $______script $______run $______file")
            .AddArgument(script)
            .AddArgument(this)
            .AddArgument(_file.Root);
        try
        {
            await shell.InvokeAsync().WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            await shell.StopAsync(callback: null, state: null);
            throw;
        }
    }

    private SpecOutcome OutcomeOf(SpecTest test)
    {
        if (IsSkipped(test)) return new([], $"-Skip:${test.WithParents().First(_skipped.Contains).SkipVariable} is true.");
        return new(_ended.Contains(test) ? _failures[test] : [NeverEnded]);
    }

    private bool IsSkipped(SpecTest test) => test.WithParents().Any(_skipped.Contains);

    private string Describe(ErrorRecord error)
    {
        var trace = error.ScriptStackTrace?.Split('\n').Where(line => line.Contains(_file.Path, StringComparison.OrdinalIgnoreCase)) ?? [];
        return string.Join(Environment.NewLine, [error.ToString(), .. trace]);
    }
}
