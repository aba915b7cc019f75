using System.Collections.Concurrent;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox.Logs;

/// <summary>The log groups of an account in a Region.</summary>
public sealed class LogGroupStore
{
    private readonly ConcurrentDictionary<string, LogGroup> _groups = new(StringComparer.Ordinal);
    private readonly RegionState _region;

    internal LogGroupStore(RegionState region) => _region = region;

    /// <summary>A group by name, or <see langword="null"/>.</summary>
    public LogGroup? Find(string name) => _groups.GetValueOrDefault(name);

    /// <summary>Arranges a group.</summary>
    /// <param name="name">The name.</param>
    /// <param name="kmsKeyId">The ARN of the key that encrypts it, unchecked.</param>
    /// <exception cref="ArgumentException">There is one of that name.</exception>
    public LogGroup Add(string name, string? kmsKeyId = null)
    {
        var group = new LogGroup(name, _region.Clock) { KmsKeyId = kmsKeyId };
        return TryAdd(group) ? group : throw new ArgumentException($"There is a log group {name} already.", nameof(name));
    }

    internal IEnumerable<LogGroup> All => _groups.Values.OrderBy(group => group.Name, StringComparer.Ordinal);

    internal bool TryAdd(LogGroup group) => _groups.TryAdd(group.Name, group);

    internal bool Remove(string name) => _groups.TryRemove(name, out _);

    internal string ArnOf(LogGroup group) => _region.Arn("logs", "log-group:" + group.Name);
}

/// <summary>What CloudWatch Logs adds to an account's Region.</summary>
public static class LogsRegion
{
    extension(RegionState region)
    {
        /// <summary>The log groups of the account in this Region.</summary>
        public LogGroupStore LogGroups => region.Of(() => new LogGroupStore(region));
    }
}
