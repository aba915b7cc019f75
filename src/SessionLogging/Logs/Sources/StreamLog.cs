using SessionLogging.Files;
using SessionLogging.Logs.Events;

namespace SessionLogging.Logs.Sources;

/// <summary>A log in a stream of CloudWatch Logs, of which the first events are there.</summary>
/// <param name="place">Where it is, in words.</param>
/// <param name="first">Its first events.</param>
/// <param name="others">Reads those that follow.</param>
/// <param name="isMaskedAsync">Asks whether what is read of the log group is masked.</param>
internal sealed class StreamLog(
    string place, IReadOnlyList<LogStreamEvent> first, LogEventReader others, Func<CancellationToken, Task<bool?>> isMaskedAsync) : IStoredLog
{
    // What a data protection policy leaves of what it masks.
    private const string Mask = "****";

    /// <inheritdoc/>
    public string Place => place;

    /// <inheritdoc/>
    public SessionLogOrigin Origin => SessionLogOrigin.CloudWatch;

    /// <inheritdoc/>
    public long? Size => null;

    /// <inheritdoc/>
    public async Task<StoredLogFacts> CopyToAsync(Stream destination, Action<long>? progress, CancellationToken cancellationToken)
    {
        var (bytes, events) = (0L, 0L);
        var hasAsterisks = false;
        DateTimeOffset? last = null;
        using var lines = new MemoryStream();
        for (var page = first; page is not null; page = await others.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            lines.SetLength(0);
            foreach (var streamed in page)
            {
                EventLine.Write(lines, streamed);
                hasAsterisks |= streamed.Message.Contains(Mask);
                events++;
                last = last > streamed.Time ? last : streamed.Time;
            }

            await destination.WriteFirstAsync(lines.GetBuffer(), (int)lines.Length, cancellationToken).ConfigureAwait(false);
            bytes += lines.Length;
            progress?.Invoke(bytes);
        }

        return new StoredLogFacts
        {
            Bytes = bytes,
            Events = events,
            LastEventTime = last,
            IsMasked = hasAsterisks ? await isMaskedAsync(cancellationToken).ConfigureAwait(false) : false,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held between two pages but a token.
    }
}
