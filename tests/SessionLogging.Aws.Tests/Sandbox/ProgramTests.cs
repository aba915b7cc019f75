using System.Diagnostics;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class ProgramTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_line_is_the_URL_and_a_request_stops_it()
    {
        using var program = Start("--parent", $"{Environment.ProcessId}", "--port", "0", "--clock", "2024-10-15T21:22:05Z", "--duplicate-content", "any", "--sessions", "1000000", "--session-quota", "2.5", "--accounts", "1000000", "--refusing-accounts", "2", "--inactive-accounts", "3");
        var url = await program.StandardOutput.ReadLineAsync(Cancel);
        using var http = new HttpClient { BaseAddress = new Uri(url!) };

        var rules = await http.GetStringAsync(new Uri("/_sandbox/rules/ssm", UriKind.Relative), Cancel);
        var sessionRules = await http.GetStringAsync(new Uri("/_sandbox/rules/sessions", UriKind.Relative), Cancel);
        await http.PostAsync(new Uri("/_sandbox/stop", UriKind.Relative), content: null, Cancel);
        await program.WaitForExitAsync(Cancel);

        Assert.Contains("\"duplicateContent\": \"Any\"", rules, StringComparison.Ordinal);
        Assert.Contains("\"callsPerSecond\": 2.5", sessionRules, StringComparison.Ordinal);
        Assert.Equal(0, program.ExitCode);
        Assert.Equal("", await program.StandardOutput.ReadToEndAsync(Cancel));
        Assert.Equal("", await program.StandardError.ReadToEndAsync(Cancel));
    }

    [Fact]
    public async Task It_ends_with_its_parent()
    {
        using var parent = Start("--parent", $"{Environment.ProcessId}");
        await parent.StandardOutput.ReadLineAsync(Cancel);
        using var program = Start("--parent", $"{parent.Id}");
        await program.StandardOutput.ReadLineAsync(Cancel);

        parent.Kill();
        await program.WaitForExitAsync(Cancel);

        Assert.Equal(0, program.ExitCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await using var taken = await SandboxServer.StartAsync(cancellationToken: Cancel);
        var port = $"{new Uri(taken.Url).Port}";
        using var program = Start("--port", port);
        await program.WaitForExitAsync(Cancel);

        Assert.Equal(1, program.ExitCode);
        Assert.Contains($"cannot listen on port {port}", await program.StandardError.ReadToEndAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--prot", "0")]
    [InlineData("--port")]
    [InlineData("--clock", "yesterday")]
    [InlineData("--sessions", "-1")]
    [InlineData("--session-quota", "-1")]
    public async Task What_it_does_not_understand_is_told_with_the_usage(params string[] arguments)
    {
        using var program = Start(arguments);
        await program.WaitForExitAsync(Cancel);

        Assert.Equal(2, program.ExitCode);
        Assert.Contains("usage:", await program.StandardError.ReadToEndAsync(Cancel), StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(SandboxServer).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
