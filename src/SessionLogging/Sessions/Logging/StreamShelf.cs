using SessionLogging.Accounts;

namespace SessionLogging.Sessions.Logging;

/// <summary>The streams of one log group.</summary>
internal sealed class StreamShelf(ILogStreams streams, string logGroupName) : ILogShelf
{
    /// <inheritdoc/>
    /// <remarks>DescribeLogStreams takes 25 calls a second, in older documentation 5.</remarks>
    public int AsksInFlight => 4;

    /// <inheritdoc/>
    public async Task<LogPage> ListAsync(string prefix, LogPage? previous, string nextWanted, CancellationToken cancellationToken)
    {
        var page = await streams.ListAsync(logGroupName, prefix, previous?.NextToken, cancellationToken).ConfigureAwait(false);
        return new LogPage([.. page.Streams.Select(Item)], page.NextToken, IsLast: page.NextToken is null);
    }

    /// <inheritdoc/>
    public async Task<LogItem?> FindAsync(string name, CancellationToken cancellationToken) =>
        await streams.FindAsync(logGroupName, name, cancellationToken).ConfigureAwait(false) is { } found ? Item(found) : null;

    private static LogItem Item(LogStream found) => new(found.Name, Size: null, found.LastEventTime);
}
