using Microsoft.Extensions.Time.Testing;
using SessionLogging.Accounts;
using SessionLogging.Aws.Tests.Sandbox;
using SessionLogging.Sandbox;

namespace SessionLogging.Aws.Tests;

/// <summary>A test that opens accounts of a sandbox of its own, as a command does.</summary>
public abstract class AccountTest : SandboxTest
{
    private protected AccountTest() => Opener = new AwsAccountOpener(Clock);

    /// <summary>By what the opener goes, not the sandbox.</summary>
    private protected FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    private protected AwsAccountOpener Opener { get; }

    private protected ObservedCalls Observed { get; } = new();

    /// <summary>The first account in Ireland, by its keys.</summary>
    private protected ConnectionOptions ByKeys => NoCredentials with
    {
        AccessKey = SandboxAccounts.First.AccessKeyId,
        SecretKey = SandboxAccounts.First.SecretAccessKey,
    };

    /// <summary>Ireland on the sandbox, without credentials.</summary>
    private protected ConnectionOptions NoCredentials => new() { Region = SandboxAccounts.Ireland, EndpointUrl = Server.Url };

    private protected Task<IAccount> OpenAsync() => OpenAsync(ByKeys);

    private protected Task<IAccount> OpenAsync(ConnectionOptions options, IAccountInteraction? interaction = null) =>
        Opener.OpenAsync(options, interaction ?? new Nobody(), Observed, Cancel);
}
