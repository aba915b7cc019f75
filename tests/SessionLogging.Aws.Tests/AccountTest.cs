using SessionLogging.Accounts;
using SessionLogging.Aws.Tests.Sandbox;

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

/// <summary>Keeps every call it is told of.</summary>
internal sealed class ObservedCalls : ICallObserver
{
    private readonly Lock _gate = new();
    private readonly List<AwsCall> _calls = [];

    public IReadOnlyList<AwsCall> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    public int Count(string operation) => All.Count(call => call.Operation == operation);

    public void OnCall(AwsCall call)
    {
        lock (_gate)
        {
            _calls.Add(call);
        }
    }
}

/// <summary>A person with an MFA device, and how often they were asked for its code.</summary>
internal sealed class Person(string code = "123456") : IAccountInteraction
{
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    public string? Device { get; private set; }

    public async Task<string> ReadMfaTokenAsync(string serialNumber, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        Device = serialNumber;
        await Task.Yield();
        return code;
    }
}

/// <summary>Nobody is there to be asked.</summary>
internal sealed class Nobody : IAccountInteraction
{
    public Task<string> ReadMfaTokenAsync(string serialNumber, CancellationToken cancellationToken) =>
        throw new ConnectionException("MfaTokenNeeded", $"The device {serialNumber} has to be asked for.", "Run it where somebody can answer.");
}

/// <summary>A credentials file of its own, for <c>-ProfileLocation</c>.</summary>
internal sealed class ProfileFile : IDisposable
{
    public const string FirstKeys = "[first]\naws_access_key_id = AKIASANDBOXACCOUNT01\naws_secret_access_key = sandbox-secret-key-of-account-one\nregion = eu-west-1\n";

    public const string MfaDevice = "arn:aws:iam::111122223333:mfa/sandbox";

    public ProfileFile(string content = "") => File.WriteAllText(Path, FirstKeys + content);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public static string Role(string name) => $"arn:aws:iam::{SandboxAccounts.First.Id}:role/{name}";

    public void Dispose() => File.Delete(Path);
}
