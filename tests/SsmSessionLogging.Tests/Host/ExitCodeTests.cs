using PowerShellHost;

namespace SsmSessionLogging.Tests.Host;

/// <summary>The codes that <c>pwsh -File</c> and <c>pwsh -Command</c> give for the same scripts.</summary>
public sealed class ExitCodeTests
{
    [Theory]
    [InlineData("'fine'", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("exit", 0)]
    [InlineData("function f { exit 3 }; f; exit 4", 3)]
    [InlineData("throw 'no'", 1)]
    [InlineData("if (", 1)]
    [InlineData("Import-Module NoSuchModule; 'goes on'", 0)]
    [InlineData("'goes on'; Import-Module NoSuchModule", 0)]
    [InlineData("Import-Module NoSuchModule -ErrorAction Stop", 1)]
    [InlineData("try { throw 'no' } catch { }", 0)]
    [InlineData("try { exit 5 } finally { 'cleaned up' }", 5)]
    [InlineData("NoSuchCommand", 0)]
    [InlineData("param([Parameter(Mandatory)]$Given) exit 2", 1)]
    public void A_script_file_ends_with_the_code_that_pwsh_gives(string script, int expected) =>
        Assert.Equal(expected, HostRun.Script(script).ExitCode);

    [Theory]
    [InlineData("'fine'", 0)]
    [InlineData("exit 7", 7)]
    [InlineData("throw 'no'", 1)]
    [InlineData("if (", 1)]
    [InlineData("Import-Module NoSuchModule; 'goes on'", 0)]
    [InlineData("'goes on'; Import-Module NoSuchModule", 1)]
    public void A_command_ends_with_the_code_that_pwsh_gives(string text, int expected) =>
        Assert.Equal(expected, HostRun.Command(text).ExitCode);

    [Theory]
    [InlineData]
    [InlineData("no such file.ps1")]
    [InlineData("-File")]
    [InlineData("-File", "no such file.ps1")]
    [InlineData("-Command")]
    [InlineData("-NoSuchOption")]
    public void A_command_line_that_names_nothing_to_run_is_refused_with_the_usage(params string[] arguments)
    {
        var run = HostRun.Start(arguments);

        Assert.Equal(ExitCode.WrongUsage, run.ExitCode);
        Assert.Contains("-Command TEXT", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Stopping_ends_a_pipeline_that_would_never_end()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var started = new NoticeOfFirstLine();
        using var runner = new ScriptRunner(new ConsoleStreams(TextReader.Null, started, error));
        var command = CommandLine.Parse(["-c", "try { 'started'; while ($true) { } } finally { $Host.UI.WriteErrorLine('cleaned up') }"]);

        var run = Task.Run(() => runner.Run(command), TestContext.Current.CancellationToken);
        started.Wait(TestContext.Current.CancellationToken);
        runner.Stop();

        Assert.Equal(ExitCode.Stopped, await run.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Contains("cleaned up", error.ToString(), StringComparison.Ordinal);
    }

    private sealed class NoticeOfFirstLine : StringWriter
    {
        private readonly ManualResetEventSlim _written = new();

        public void Wait(CancellationToken cancellation) => _written.Wait(cancellation);

        public override void Write(string? value) => _written.Set();

        protected override void Dispose(bool disposing)
        {
            _written.Dispose();
            base.Dispose(disposing);
        }
    }
}
