using SessionLogging.Sandbox;

namespace SessionLogging.Aws.Tests.Sandbox;

/// <summary>A test with a sandbox of its own.</summary>
public abstract class SandboxTest : IAsyncLifetime
{
    private SandboxServer? _sandbox;

    /// <summary>How this test's sandbox is started.</summary>
    protected virtual SandboxOptions Options => new();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected SandboxServer Server => _sandbox!;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxServer.StartAsync(Options, Cancel);

    public async ValueTask DisposeAsync()
    {
        Clean();
        await _sandbox!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes back what the test did outside its sandbox.</summary>
    protected virtual void Clean()
    {
    }
}
