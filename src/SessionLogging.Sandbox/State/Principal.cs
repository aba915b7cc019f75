using System.Security.Cryptography;
using System.Text;
using SessionLogging.Sandbox.Sts;

namespace SessionLogging.Sandbox.State;

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
