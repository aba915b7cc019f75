namespace SessionLogging.Sandbox.Sts;

/// <summary>A role that both accounts' users may assume, under its conditions.</summary>
/// <param name="Name">The role's name.</param>
public sealed record Role(string Name)
{
    /// <summary>The external id that AssumeRole must name, or <see langword="null"/>.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Whether AssumeRole must carry an MFA device and code.</summary>
    public bool DemandsMfa { get; init; }

    /// <summary>The longest session that may be asked for.</summary>
    public TimeSpan MaxSessionDuration { get; init; } = TimeSpan.FromHours(1);
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

    internal Role? Find(string name) => _roles.GetValueOrDefault(name);
}
