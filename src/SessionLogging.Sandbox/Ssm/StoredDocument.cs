namespace SessionLogging.Sandbox.Ssm;

/// <summary>A document with its versions, as it stood when it was looked at.</summary>
public sealed record StoredDocument
{
    /// <summary>The owner that stands at the documents of AWS itself.</summary>
    public const string Amazon = "Amazon";

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The owner's account id, or <see cref="Amazon"/>.</summary>
    public required string Owner { get; init; }

    /// <summary>The type, for example <c>Session</c>.</summary>
    public required string DocumentType { get; init; }

    /// <summary>What it can be used on, where it was said.</summary>
    public string? TargetType { get; init; }

    /// <summary>The name that people read, where it was given.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Its tags.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>The accounts that may read it beside its owner.</summary>
    public ImmutableHashSet<string> SharedWith { get; init; } = [];

    /// <summary>The versions, oldest first.</summary>
    public required ImmutableList<StoredVersion> Versions { get; init; }

    /// <summary>The number of the default version.</summary>
    public int DefaultVersion { get; init; } = 1;

    /// <summary>The version with the highest number.</summary>
    public StoredVersion Latest => Versions[^1];

    /// <summary>The default version.</summary>
    public StoredVersion Default => Versions.Find(version => version.Number == DefaultVersion)!;
}

/// <summary>One version of a document.</summary>
public sealed class StoredVersion
{
    private readonly DateTimeOffset _settles;
    private readonly bool _fails;
    private int _looksLeft;

    internal StoredVersion(int number, string content, string format, DateTimeOffset created, DocumentRules rules)
    {
        Number = number;
        Content = content;
        Format = format;
        Created = created;
        _settles = created.AddSeconds(rules.SettlesAfterSeconds);
        _looksLeft = rules.SettlesAfterLooks;
        _fails = rules.Fails;
    }

    /// <summary>The number, from 1.</summary>
    public int Number { get; }

    /// <summary>The content as it was written.</summary>
    public string Content { get; }

    /// <summary><c>JSON</c>, <c>YAML</c> or <c>TEXT</c>.</summary>
    public string Format { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>The name of the version, where it was given one.</summary>
    public string? Name { get; init; }

    /// <summary>What Create and Update answer: AWS never says <c>Active</c> at once.</summary>
    internal string StatusAtFirst => Number == 1 ? "Creating" : "Updating";

    internal string StatusAt(DateTimeOffset now)
        => now < _settles || Volatile.Read(ref _looksLeft) > 0 ? StatusAtFirst : _fails ? "Failed" : "Active";

    /// <summary>The status, and one look less to wait for.</summary>
    internal string LookAt(DateTimeOffset now)
    {
        var status = StatusAt(now);
        if (Volatile.Read(ref _looksLeft) > 0)
        {
            Interlocked.Decrement(ref _looksLeft);
        }

        return status;
    }
}
