namespace SessionLogging.Accounts;

/// <summary>Credentials that live outside the module, asked again at each call so that a refresh is seen.</summary>
public interface ICredentialSource
{
    /// <summary>The keys as they are now.</summary>
    /// <exception cref="ConnectionException">The source cannot be read.</exception>
    CredentialKeys GetKeys();
}

/// <summary>A key pair, with the token of temporary keys.</summary>
/// <param name="AccessKey">The access key id.</param>
/// <param name="SecretKey">The secret access key.</param>
/// <param name="SessionToken">The session token, or <see langword="null"/> for long-term keys.</param>
public sealed record CredentialKeys(string AccessKey, string SecretKey, string? SessionToken)
{
    /// <summary>Names the key and keeps the secret.</summary>
    public override string ToString() => AccessKey;
}
