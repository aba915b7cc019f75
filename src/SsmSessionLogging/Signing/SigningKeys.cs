using SessionLogging.Logs.Archive;

namespace SsmSessionLogging.Signing;

/// <summary>KMS keys that sign manifests, by what a person called them: an ARN is asked for in its own Region, another name in the one that the command names.</summary>
internal static class SigningKeys
{
    private const int RegionInArn = 3;

    /// <summary>Opens a key to sign with.</summary>
    /// <exception cref="SessionLoggingException">It cannot be asked for, or does not sign.</exception>
    internal static async Task<IManifestSigner> SignerAsync(AccountPool accounts, string keyId, CancellationToken cancellationToken) =>
        await KmsManifestSigner.OpenAsync(await KeysAsync(accounts, keyId, cancellationToken).ConfigureAwait(false), keyId, cancellationToken).ConfigureAwait(false);

    /// <summary>The signer that a key is.</summary>
    /// <exception cref="SessionLoggingException">It cannot be asked for.</exception>
    internal static async Task<string> SignerIdAsync(AccountPool accounts, string keyId, CancellationToken cancellationToken) =>
        await KmsManifestSigner.SignerAsync(await KeysAsync(accounts, keyId, cancellationToken).ConfigureAwait(false), keyId, cancellationToken).ConfigureAwait(false);

    private static async Task<IKeys> KeysAsync(AccountPool accounts, string keyId, CancellationToken cancellationToken)
    {
        var region = keyId.StartsWith("arn:", StringComparison.Ordinal) && keyId.Split(':') is { Length: > RegionInArn } parts ? parts[RegionInArn] : null;
        return (await accounts.RouteAsync(accountId: null, region, cancellationToken).ConfigureAwait(false)).Keys;
    }
}
