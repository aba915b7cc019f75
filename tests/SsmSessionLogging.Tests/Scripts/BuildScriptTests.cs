namespace SsmSessionLogging.Tests.Scripts;

public sealed class BuildScriptTests
{
    [Fact]
    public async Task Clean_removes_what_was_built_and_nothing_else()
    {
        using var script = CopyOfBuildScript();
        string[] built = ["out/SsmSessionLogging", "TestResults", "src/A/bin/Release", "src/A/obj", "tests/B/bin", "tests/B/TestResults"];
        string[] kept = ["src/A", "tests/B", "tests/specs", "src/A/binder"];
        foreach (var folder in (string[])[.. built, .. kept])
        {
            Directory.CreateDirectory(Path.Combine(script.Folder, folder));
        }

        var run = await PowerShellProcess.RunAsync(script.Path, ["Clean"]);

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain(built, folder => Directory.Exists(Path.Combine(script.Folder, folder)));
        Assert.All(kept, folder => Assert.True(Directory.Exists(Path.Combine(script.Folder, folder)), folder));
    }

    [Fact]
    public async Task A_task_that_fails_says_so_and_ends_with_1()
    {
        using var script = CopyOfBuildScript();

        var run = await PowerShellProcess.RunAsync(script.Path, ["-Task", "Build"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("build.ps1 Build failed. Building failed (exit code 1)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_does_not_exist_is_refused_with_the_tasks_there_are()
    {
        var run = await PowerShellProcess.RunAsync(Repository.PathOf("build.ps1"), ["Deploy"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Build,Test,Demo,Docs,Bench,Clean", run.Error.ReplaceLineEndings(""), StringComparison.Ordinal);
    }

    private static ScriptFile CopyOfBuildScript() => new(File.ReadAllText(Repository.PathOf("build.ps1")), "build.ps1");
}
