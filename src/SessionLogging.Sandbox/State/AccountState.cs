using System.Collections.Concurrent;

namespace SessionLogging.Sandbox.State;

/// <summary>One account: its roles, its Regions and the journal of what happened in it.</summary>
public sealed class AccountState : StateSlots
{
    private readonly ConcurrentDictionary<string, RegionState> _regions = new(StringComparer.Ordinal);

    internal AccountState(Cloud cloud, string id)
    {
        Cloud = cloud;
        Id = id;
        Events = new EventJournal(cloud.Clock);
    }

    /// <summary>The account id, twelve digits.</summary>
    public string Id { get; }

    /// <summary>What this account is part of.</summary>
    public Cloud Cloud { get; }

    /// <summary>What happened in the account, oldest first.</summary>
    public EventJournal Events { get; }

    /// <summary>The account's part in a Region; empty where nothing is seeded or made.</summary>
    /// <exception cref="ArgumentException">There is no Region of that name.</exception>
    public RegionState Region(string name) => RegionNames.Exists(name)
        ? _regions.GetOrAdd(name, region => new RegionState(this, region))
        : throw new ArgumentException($"There is no Region {name}.", nameof(name));
}
