namespace SessionLogging.Sandbox.State;

/// <summary>What happened in an account, beside the calls themselves: a role was assumed.</summary>
public sealed class EventJournal
{
    private readonly Lock _gate = new();
    private readonly List<AccountEvent> _events = [];
    private readonly TimeProvider _clock;

    internal EventJournal(TimeProvider clock) => _clock = clock;

    /// <summary>Every event so far, oldest first.</summary>
    public IReadOnlyList<AccountEvent> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    internal void Append(string source, string name, params ReadOnlySpan<(string Key, string? Value)> details)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in details)
        {
            if (value is not null)
            {
                known[key] = value;
            }
        }

        lock (_gate)
        {
            _events.Add(new AccountEvent(_clock.GetUtcNow(), source, name, known));
        }
    }
}

/// <summary>One event of an account.</summary>
/// <param name="Time">When, by the sandbox's clock.</param>
/// <param name="Source">The service, for example <c>STS</c>.</param>
/// <param name="Name">What happened, for example <c>RoleAssumed</c>.</param>
/// <param name="Details">What is known of it, by name.</param>
public sealed record AccountEvent(DateTimeOffset Time, string Source, string Name, IReadOnlyDictionary<string, string> Details);
