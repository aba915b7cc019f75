using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace SessionLogging.Sandbox.State;

/// <summary>A key pair and whom it stands for.</summary>
/// <param name="AccessKeyId">The access key id: <c>AKIA…</c>, or <c>ASIA…</c> where it is temporary.</param>
/// <param name="SecretAccessKey">What requests are signed with.</param>
/// <param name="Principal">Who calls with it.</param>
internal sealed record Credential(string AccessKeyId, string SecretAccessKey, Principal Principal)
{
    /// <summary>The token that goes with temporary keys.</summary>
    public string? SessionToken { get; init; }

    /// <summary>When temporary keys stop working, by the sandbox's clock.</summary>
    public DateTimeOffset? Expires { get; init; }
}

/// <summary>The key pairs that are known.</summary>
internal sealed class CredentialBook(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Credential> _credentials = new(StringComparer.Ordinal);

    public void Add(Credential credential) => _credentials[credential.AccessKeyId] = credential;

    public Credential? Find(string accessKeyId) => _credentials.GetValueOrDefault(accessKeyId);

    public bool HasExpired(Credential credential) => credential.Expires <= clock.GetUtcNow();

    public Credential Issue(Principal principal, TimeSpan lifetime)
    {
        var credential = new Credential(
            "ASIA" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16),
            RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/", 40),
            principal)
        {
            SessionToken = Convert.ToBase64String(RandomNumberGenerator.GetBytes(120)),
            Expires = clock.GetUtcNow() + lifetime,
        };
        Add(credential);
        return credential;
    }
}
