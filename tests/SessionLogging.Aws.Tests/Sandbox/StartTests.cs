namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class StartTests
{
    [Fact]
    public async Task A_sandbox_starts_on_a_free_port_and_frees_it_again()
    {
        string url;
        await using (var sandbox = await SandboxServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken))
        {
            url = sandbox.Url;
            Assert.StartsWith("http://127.0.0.1:", url, StringComparison.Ordinal);
        }

        await using var next = await SandboxServer.StartAsync(
            new SandboxOptions { Port = new Uri(url).Port }, TestContext.Current.CancellationToken);
        Assert.Equal(url, next.Url);
    }
}
