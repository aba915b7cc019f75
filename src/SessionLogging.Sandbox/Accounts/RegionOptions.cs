namespace SessionLogging.Sandbox.Accounts;

/// <summary>How an account stands to a Region, in the words of the API.</summary>
public enum RegionOptStatus
{
    /// <summary><c>ENABLED_BY_DEFAULT</c>: it cannot be disabled.</summary>
    EnabledByDefault,

    /// <summary><c>ENABLED</c>: somebody opted in.</summary>
    Enabled,

    /// <summary><c>ENABLING</c>.</summary>
    Enabling,

    /// <summary><c>DISABLING</c>.</summary>
    Disabling,

    /// <summary><c>DISABLED</c>: nobody opted in; the Region does not know the account's keys.</summary>
    Disabled,
}

/// <summary>Which Regions an account has enabled.</summary>
public sealed class RegionOptions
{
    private static readonly string[] OptedIn = ["ap-east-1", "eu-central-2"];

    private readonly ConcurrentDictionary<string, RegionOptStatus> _statuses = new(RegionNames.All.Select(name => KeyValuePair.Create(
        name,
        !RegionNames.IsOptIn(name) ? RegionOptStatus.EnabledByDefault : OptedIn.Contains(name, StringComparer.Ordinal) ? RegionOptStatus.Enabled : RegionOptStatus.Disabled)));

    internal RegionOptions()
    {
    }

    /// <summary>How the account stands to a Region.</summary>
    /// <exception cref="KeyNotFoundException">There is no Region of that name.</exception>
    public RegionOptStatus this[string region]
    {
        get => _statuses[region];
        set => _statuses[region] = RegionNames.Exists(region) ? value : throw new KeyNotFoundException($"There is no Region {region}.");
    }

    internal IEnumerable<(string Name, RegionOptStatus Status)> All => _statuses.Select(entry => (entry.Key, entry.Value)).OrderBy(entry => entry.Key, StringComparer.Ordinal);

    /// <summary>Whether the Region knows the account's keys.</summary>
    internal bool IsUsable(string region) => _statuses[region] is RegionOptStatus.EnabledByDefault or RegionOptStatus.Enabled or RegionOptStatus.Disabling;
}

/// <summary>What the Account service adds to an account.</summary>
public static class AccountRegions
{
    extension(AccountState account)
    {
        /// <summary>Which Regions the account has enabled.</summary>
        public RegionOptions RegionOptions => account.Of(static () => new RegionOptions());
    }
}
