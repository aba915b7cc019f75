using System.Security.Cryptography;
using System.Text;

namespace SessionLogging.Sandbox.State;

/// <summary>Who makes a call.</summary>
/// <param name="AccountId">The account whose resources the calls act on.</param>
/// <param name="Arn">The user's ARN, or that of the assumed role's session.</param>
/// <param name="UserId">The unique id that GetCallerIdentity tells.</param>
public sealed record Principal(string AccountId, string Arn, string UserId)
{
    internal static Principal User(string accountId, string name)
        => new(accountId, $"arn:aws:iam::{accountId}:user/{name}", UniqueId("AIDA", accountId + name));

    internal static Principal RoleSession(string accountId, string role, string session)
        => new(accountId, $"arn:aws:sts::{accountId}:assumed-role/{role}/{session}", $"{RoleId(accountId, role)}:{session}");

    internal static string RoleId(string accountId, string role) => UniqueId("AROA", accountId + role);

    /// <summary>IAM's form of an id, the same at every start: a prefix that says the kind and seventeen letters and digits.</summary>
    private static string UniqueId(string prefix, string seed)
        => prefix + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(seed)))[..17];
}
