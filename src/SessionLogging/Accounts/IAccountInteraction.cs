namespace SessionLogging.Accounts;

/// <summary>What opening an account may have to ask a person.</summary>
public interface IAccountInteraction
{
    /// <summary>Asks for the code that an MFA device shows.</summary>
    /// <param name="serialNumber">The device's serial number or ARN (<c>mfa_serial</c> of the profile).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConnectionException">Nobody can answer: the host is not interactive.</exception>
    Task<string> ReadMfaTokenAsync(string serialNumber, CancellationToken cancellationToken);
}
