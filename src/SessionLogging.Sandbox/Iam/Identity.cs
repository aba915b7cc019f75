using SessionLogging.Sandbox.Policies;
using SessionLogging.Sandbox.Sts;

namespace SessionLogging.Sandbox.Iam;

/// <summary>A user of an account.</summary>
/// <param name="Name">The user's name.</param>
public sealed record IamUser(string Name)
{
    /// <summary>The path that stands before the name in the ARN, with a slash at both ends.</summary>
    public string Path { get; init; } = "/";

    /// <summary>The user's policies.</summary>
    public ImmutableArray<IdentityPolicy> Policies { get; init; } = [];

    /// <summary>The policy that bounds them, or <see langword="null"/>.</summary>
    public IdentityPolicy? Boundary { get; init; }
}

/// <summary>The users of an account whose policies are known.</summary>
public sealed class UserBook
{
    private readonly ConcurrentDictionary<string, IamUser> _users = new(StringComparer.Ordinal);

    internal UserBook()
    {
    }

    /// <summary>Adds a user, or puts it in the place of the one of its name.</summary>
    public void Put(IamUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        _users[user.Name] = user;
    }

    internal IamUser? Find(string name) => _users.GetValueOrDefault(name);
}

/// <summary>The instance profiles of an account, each with the name of its role; one without a role has <see langword="null"/>.</summary>
public sealed class InstanceProfileBook
{
    private readonly ConcurrentDictionary<string, string?> _profiles = new(StringComparer.Ordinal);

    internal InstanceProfileBook()
    {
    }

    /// <summary>Adds a profile, or gives the one of its name another role.</summary>
    public void Put(string name, string? roleName) => _profiles[name] = roleName;

    internal bool TryFind(string name, out string? roleName) => _profiles.TryGetValue(name, out roleName);
}

/// <summary>What IAM adds to an account.</summary>
public static class IamState
{
    extension(AccountState account)
    {
        /// <summary>The account's instance profiles.</summary>
        public InstanceProfileBook InstanceProfiles => account.Of(static () => new InstanceProfileBook());

        /// <summary>The account's users; the one whose keys the sandbox gives out may do everything.</summary>
        public UserBook Users => account.Of(static () =>
        {
            var users = new UserBook();
            users.Put(new IamUser(SandboxAccounts.UserName) { Policies = [ManagedPolicies.Administrator] });
            return users;
        });
    }
}

/// <summary>A user or role with the policies that count for it.</summary>
internal sealed partial record Identity(IReadOnlyList<IdentityPolicy> Policies, IdentityPolicy? Boundary)
{
    [GeneratedRegex(@"\Aarn:aws:iam::(?<account>\d{12}):(?<kind>user|role|group)/(?:[^/]+/)*(?<name>[\w+=,.@-]+)\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex EntityArn { get; }

    /// <summary>The user or role of an ARN.</summary>
    /// <exception cref="AwsServiceException">It is no ARN of a user, a role or a group, or there is none such in the account.</exception>
    public static Identity Of(AccountState account, string arn)
    {
        var match = EntityArn.Match(arn);
        if (!match.Success)
        {
            throw new AwsServiceException("InvalidInput", 400, $"Invalid Entity Arn: {arn} does not clearly define entity type and name.");
        }

        var name = match.Groups["name"].Value;
        if (match.Groups["account"].Value == account.Id)
        {
            if (match.Groups["kind"].Value == "role" && account.Roles.Find(name) is { } role && role.ArnIn(account.Id) == arn)
            {
                return new Identity([.. role.Policies.Select(policy => Told(policy, "role", name))], role.Boundary);
            }

            if (match.Groups["kind"].Value == "user" && account.Users.Find(name) is { } user && $"arn:aws:iam::{account.Id}:user{user.Path}{user.Name}" == arn)
            {
                return new Identity([.. user.Policies.Select(policy => Told(policy, "user", name))], user.Boundary);
            }
        }

        throw new AwsServiceException("NoSuchEntity", 404, $"The {match.Groups["kind"].Value} with name {name} cannot be found.");
    }

    // A policy that stands inside is told by whose it is.
    private static IdentityPolicy Told(IdentityPolicy policy, string kind, string name) => policy.IsManaged ? policy : policy with { Name = $"{kind}_{name}_{policy.Name}" };
}
