using SessionLogging.Sandbox;

namespace SsmSessionLogging.Tests.Module;

public sealed class SetSsmS3LoggingTests : IAsyncLifetime
{
    private SandboxServer _sandbox = null!;
    private ModuleSession _session = null!;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _session = new ModuleSession(_sandbox);
    }

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return _sandbox.DisposeAsync();
    }

    [Fact]
    public void A_new_destination_is_written_and_read_back()
    {
        _session.Run($"Set-SsmS3Logging -BucketName {Seeds.Bucket} -KeyPrefix sessions -Region eu-west-1").ThrowOnError();

        var preference = _session.Run("Get-SsmLoggingPreference -Region eu-west-1").Single;

        Assert.Equal(Seeds.Bucket, preference.Get("S3BucketName"));
        Assert.Equal("sessions", preference.Get("S3KeyPrefix"));
        Assert.Equal(true, preference.Get("S3EncryptionEnabled"));
    }

    [Fact]
    public void A_bucket_that_the_agent_does_not_accept_is_refused_and_nothing_is_written()
    {
        var run = _session.Run($"Set-SsmS3Logging -BucketName {Seeds.DsseBucket} -Region eu-west-1");

        Assert.Equal("SessionsRefused", run.ErrorId);
        Assert.Equal(false, _session.Run("Get-SsmLoggingPreference -Region eu-west-1").Single.Get("Exists"));
    }
}
