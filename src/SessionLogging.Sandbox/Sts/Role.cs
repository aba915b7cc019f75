using SessionLogging.Sandbox.Policies;

namespace SessionLogging.Sandbox.Sts;

/// <summary>A role that both accounts' users may assume, under its conditions, or that services may.</summary>
/// <param name="Name">The role's name.</param>
public sealed record Role(string Name)
{
    /// <summary>The path that stands before the name in its ARN, with a slash at both ends.</summary>
    public string Path { get; init; } = "/";

    /// <summary>The external id that AssumeRole must name, or <see langword="null"/>.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Whether AssumeRole must carry an MFA device and code.</summary>
    public bool DemandsMfa { get; init; }

    /// <summary>The services that may assume it, for example <c>events.amazonaws.com</c>; where there are any, users may not.</summary>
    public ImmutableArray<string> Services { get; init; } = [];

    /// <summary>The longest session that may be asked for.</summary>
    public TimeSpan MaxSessionDuration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What it may do.</summary>
    public ImmutableArray<IdentityPolicy> Policies { get; init; } = [];

    /// <summary>The policy that bounds them, or <see langword="null"/>.</summary>
    public IdentityPolicy? Boundary { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; } = new(2024, 1, 15, 9, 30, 0, TimeSpan.Zero);

    /// <summary>The ARN in an account.</summary>
    internal string ArnIn(string accountId) => $"arn:aws:iam::{accountId}:role{Path}{Name}";

    /// <summary>Who may assume it, as its trust policy says.</summary>
    public string TrustPolicy
    {
        get
        {
            var conditions = new JsonObject();
            if (ExternalId is not null)
            {
                conditions["StringEquals"] = new JsonObject { ["sts:ExternalId"] = ExternalId };
            }

            if (DemandsMfa)
            {
                conditions["Bool"] = new JsonObject { ["aws:MultiFactorAuthPresent"] = "true" };
            }

            var statement = new JsonObject
            {
                ["Effect"] = "Allow",
                ["Principal"] = Services.IsEmpty
                    ? new JsonObject { ["AWS"] = new JsonArray([.. SandboxAccounts.All.Select(account => JsonValue.Create($"arn:aws:iam::{account.Id}:root"))]) }
                    : new JsonObject { ["Service"] = new JsonArray([.. Services.Select(service => JsonValue.Create(service))]) },
                ["Action"] = "sts:AssumeRole",
            };
            if (conditions.Count > 0)
            {
                statement["Condition"] = conditions;
            }

            return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statement) }.ToJsonString();
        }
    }
}

/// <summary>The roles of an account.</summary>
public sealed class RoleBook
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Role> _roles = new(StringComparer.Ordinal);

    /// <summary>Adds a role, or puts it in the place of the one of its name.</summary>
    public void Put(Role role)
    {
        ArgumentNullException.ThrowIfNull(role);
        _roles[role.Name] = role;
    }

    /// <summary>Changes a role that is there.</summary>
    internal void Change(string name, Func<Role, Role> change) => _roles.AddOrUpdate(name, static missing => throw new InvalidOperationException($"There is no role {missing}."), (_, role) => change(role));

    internal Role? Find(string name) => _roles.GetValueOrDefault(name);
}

/// <summary>What STS adds to an account.</summary>
public static class StsState
{
    extension(AccountState account)
    {
        /// <summary>The account's roles.</summary>
        public RoleBook Roles => account.Of(static () => new RoleBook());
    }
}
