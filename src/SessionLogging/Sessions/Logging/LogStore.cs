namespace SessionLogging.Sessions.Logging;

/// <summary>Where logs lie side by side, each under its name: a folder of a bucket, or a log group.</summary>
internal interface ILogStore
{
    /// <summary>How many questions may be under way at once.</summary>
    int AsksInFlight { get; }

    /// <summary>Whether what is listed bears the names that are wanted.</summary>
    bool CanList { get; }

    /// <summary>The next page of what lies there, in the order of <see cref="NameOrder"/>.</summary>
    /// <param name="prefix">What every wanted name begins with.</param>
    /// <param name="previous">The page before; <see langword="null"/> for the first.</param>
    /// <param name="nextWanted">The first name that is wanted of it: what lies before may be left out.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<LogPage> ListAsync(string prefix, LogPage? previous, string nextWanted, CancellationToken cancellationToken);

    /// <summary>Looks for one name.</summary>
    Task<LogItem?> FindAsync(string name, CancellationToken cancellationToken);
}

/// <summary>A log that lies somewhere.</summary>
/// <param name="Name">The object's key or the stream's name.</param>
/// <param name="Size">Bytes, where the service says them.</param>
/// <param name="Written">When the object was written, or the time of the stream's newest event, where the service says it.</param>
internal sealed record LogItem(string Name, long? Size, DateTimeOffset? Written);

/// <summary>A page of logs.</summary>
internal sealed record LogPage(IReadOnlyList<LogItem> Items, string? NextToken, bool IsLast);

/// <summary>What came of looking for one log.</summary>
/// <param name="Item">The log, where it is there.</param>
/// <param name="Failure">Why it cannot be told, where the look failed.</param>
internal sealed record LogSight(LogItem? Item, AwsCallException? Failure)
{
    internal static readonly LogSight Absent = new(null, null);

    internal static LogSight Of(LogItem? item) => item is null ? Absent : new LogSight(item, null);
}

/// <summary>The keys of one bucket.</summary>
internal sealed class ObjectStore(ILogObjects objects, string bucket) : ILogStore
{
    public int AsksInFlight => 16;

    public bool CanList => true;

    public async Task<LogPage> ListAsync(string prefix, LogPage? previous, string nextWanted, CancellationToken cancellationToken)
    {
        // Just before the wanted key, which itself is not behind it.
        var startAfter = nextWanted.Substring(0, nextWanted.Length - 1);
        if (previous?.Items is [.., var last] && NameOrder.Instance.Compare(last.Name, startAfter) > 0)
        {
            startAfter = last.Name;
        }

        var page = await objects.ListAsync(bucket, prefix, startAfter, cancellationToken).ConfigureAwait(false);
        return new LogPage([.. page.Objects.Select(Item)], NextToken: null, page.IsLast);
    }

    public async Task<LogItem?> FindAsync(string name, CancellationToken cancellationToken) =>
        await objects.FindAsync(bucket, name, cancellationToken).ConfigureAwait(false) is { } found ? Item(found) : null;

    private static LogItem Item(LogObject found) => new(found.Key, found.Size, found.LastModified);
}

/// <summary>The streams of one log group.</summary>
/// <param name="streams">Where it is.</param>
/// <param name="logGroupName">The log group.</param>
/// <param name="holdsCopies">Whether it holds copies of another account's streams, which may bear more than the session's id.</param>
internal sealed class StreamStore(ILogStreams streams, string logGroupName, bool holdsCopies) : ILogStore
{
    /// <remarks>DescribeLogStreams takes 25 calls a second, in older documentation 5.</remarks>
    public int AsksInFlight => 4;

    public bool CanList => !holdsCopies;

    public async Task<LogPage> ListAsync(string prefix, LogPage? previous, string nextWanted, CancellationToken cancellationToken)
    {
        var page = await streams.ListAsync(logGroupName, prefix, previous?.NextToken, cancellationToken).ConfigureAwait(false);
        return new LogPage([.. page.Streams.Select(Item)], page.NextToken, IsLast: page.NextToken is null);
    }

    public async Task<LogItem?> FindAsync(string name, CancellationToken cancellationToken) =>
        await streams.FindAsync(logGroupName, name, cancellationToken).ConfigureAwait(false) is { } found ? Item(found)
        : holdsCopies && await LogCopies.FindAsync(streams, logGroupName, name, cancellationToken).ConfigureAwait(false) is { } copy ? Item(copy)
        : null;

    private static LogItem Item(LogStream found) => new(found.Name, Size: null, found.LastEventTime);
}

/// <summary>Streams that were copied into another account (CloudWatch Logs' centralisation rules).</summary>
internal static class LogCopies
{
    /// <summary>The one stream whose name is a session's id and something that is set apart from it; <see langword="null"/> where there is none, or more than one.</summary>
    internal static async Task<LogStream?> FindAsync(ILogStreams streams, string logGroupName, string sessionId, CancellationToken cancellationToken)
    {
        var page = await streams.ListAsync(logGroupName, sessionId, nextToken: null, cancellationToken).ConfigureAwait(false);
        return page.Streams.Where(stream => IsCopy(stream.Name, sessionId)).ToList() is [var copy] ? copy : null;
    }

    private static bool IsCopy(string streamName, string sessionId) =>
        streamName.Length > sessionId.Length && streamName.StartsWith(sessionId, StringComparison.Ordinal) && !char.IsLetterOrDigit(streamName[sessionId.Length]);
}

/// <summary>The order of names' UTF-8 bytes, in which S3 lists keys (ListObjectsV2).</summary>
internal sealed class NameOrder : IComparer<string>
{
    internal static readonly NameOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return string.CompareOrdinal(x, y);
        }

        for (var i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            if (x[i] != y[i])
            {
                return Rank(x[i]) - Rank(y[i]);
            }
        }

        return x.Length - y.Length;
    }

    // Surrogates stand for characters behind U+FFFF.
    private static int Rank(char c) => char.IsSurrogate(c) ? c + char.MaxValue : c;
}
