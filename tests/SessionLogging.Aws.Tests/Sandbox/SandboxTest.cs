using Amazon.KeyManagementService;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;

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

/// <summary>Clients of the AWS SDK that talk to a sandbox, with one try a call.</summary>
internal static class SandboxClients
{
    public static AmazonSimpleSystemsManagementClient Ssm(this SandboxServer sandbox, SandboxAccount? account = null, string region = SandboxAccounts.Ireland)
        => new(Keys(account), With(new AmazonSimpleSystemsManagementConfig(), sandbox, region));

    public static AmazonSecurityTokenServiceClient Sts(this SandboxServer sandbox, SandboxAccount? account = null, string region = SandboxAccounts.Ireland)
        => new(Keys(account), With(new AmazonSecurityTokenServiceConfig(), sandbox, region));

    public static AmazonKeyManagementServiceClient Kms(this SandboxServer sandbox, SandboxAccount? account = null, string region = SandboxAccounts.Ireland)
        => new(Keys(account), With(new AmazonKeyManagementServiceConfig(), sandbox, region));

    public static AmazonS3Client S3(this SandboxServer sandbox, SandboxAccount? account = null, string region = SandboxAccounts.Ireland)
        => new(Keys(account), With(new AmazonS3Config { ForcePathStyle = true }, sandbox, region));

    public static T With<T>(T config, SandboxServer sandbox, string region)
        where T : ClientConfig
    {
        config.ServiceURL = sandbox.Url;
        config.AuthenticationRegion = region;
        config.MaxErrorRetry = 0;
        config.RetryMode = RequestRetryMode.Standard;
        return config;
    }

    private static BasicAWSCredentials Keys(SandboxAccount? account)
    {
        account ??= SandboxAccounts.First;
        return new BasicAWSCredentials(account.AccessKeyId, account.SecretAccessKey);
    }
}
