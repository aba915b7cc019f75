using SessionLogging.Sandbox.Sts;

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

    /// <summary>Knows the temporary keys that another book has given.</summary>
    public void TakeTemporary(CredentialBook other)
    {
        foreach (var credential in other._credentials.Values.Where(credential => credential.Expires is not null))
        {
            Add(credential);
        }
    }

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

/// <summary>Who makes a call.</summary>
/// <param name="AccountId">The account whose resources the calls act on.</param>
/// <param name="Arn">The user's ARN, the root user's, or that of the assumed role's or the federated user's session.</param>
/// <param name="UserId">The unique id that GetCallerIdentity tells.</param>
public sealed record Principal(string AccountId, string Arn, string UserId)
{
    private static readonly char[] Separators = ['/', ':'];

    /// <summary>What CloudTrail calls such a caller: <c>IAMUser</c>, <c>Root</c>, <c>AssumedRole</c> or <c>FederatedUser</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What its temporary keys were given for; <see langword="null"/> where it has keys of its own.</summary>
    internal TemporarySession? Session { get; init; }

    /// <summary>The user's name without its path, the name of the session, or <c>root</c>: what the ids of its sessions begin with.</summary>
    internal string Name => Arn[(Arn.LastIndexOfAny(Separators) + 1)..];

    internal static Principal User(string accountId, string name)
        => new(accountId, $"arn:aws:iam::{accountId}:user/{name}", UniqueId("AIDA", accountId + name)) { Type = "IAMUser" };

    internal static Principal Root(string accountId) => new(accountId, $"arn:aws:iam::{accountId}:root", accountId) { Type = "Root" };

    /// <summary>A session of a role. Its ARN lacks the role's path, the issuer's has it.</summary>
    internal static Principal RoleSession(string accountId, Role role, string session, DateTimeOffset created, bool withMfa)
    {
        var id = RoleId(accountId, role.Name);
        return new(accountId, $"arn:aws:sts::{accountId}:assumed-role/{role.Name}/{session}", $"{id}:{session}")
        {
            Type = "AssumedRole",
            Session = new TemporarySession("Role", id, role.ArnIn(accountId), role.Name, created, withMfa),
        };
    }

    /// <summary>A federated user of this user or root.</summary>
    internal Principal Federated(string name, DateTimeOffset created) => new(AccountId, $"arn:aws:sts::{AccountId}:federated-user/{name}", $"{AccountId}:{name}")
    {
        Type = "FederatedUser",
        Session = new TemporarySession(Type, UserId, Arn, Name, created, WithMfa: false),
    };

    internal static string RoleId(string accountId, string role) => UniqueId("AROA", accountId + role);

    /// <summary>IAM's form of an id, the same at every start: a prefix that says the kind and seventeen letters and digits.</summary>
    private static string UniqueId(string prefix, string seed)
        => prefix + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(seed)))[..17];
}

/// <summary>What temporary keys were given for.</summary>
/// <param name="IssuerType">Who gave them: <c>Role</c>, <c>IAMUser</c> or <c>Root</c>.</param>
/// <param name="IssuerId">The issuer's unique id.</param>
/// <param name="IssuerArn">The issuer's ARN, its path included.</param>
/// <param name="IssuerName">The issuer's name.</param>
/// <param name="Created">When.</param>
/// <param name="WithMfa">Whether an MFA code was given for them.</param>
internal sealed record TemporarySession(string IssuerType, string IssuerId, string IssuerArn, string IssuerName, DateTimeOffset Created, bool WithMfa);
