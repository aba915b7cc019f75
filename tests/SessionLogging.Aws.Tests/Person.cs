using SessionLogging.Accounts;

namespace SessionLogging.Aws.Tests;

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
