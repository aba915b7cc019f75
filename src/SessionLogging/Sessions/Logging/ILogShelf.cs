using SessionLogging.Accounts;

namespace SessionLogging.Sessions.Logging;

/// <summary>Where logs lie side by side, each under its name: a folder of a bucket, or a log group.</summary>
internal interface ILogShelf
{
    /// <summary>How many questions may be under way at once.</summary>
    int AsksInFlight { get; }

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
