using SessionLogging.Files;
using SessionLogging.Logs.Events;

namespace SessionLogging.Logs.Sources;

/// <summary>A log in a stream of CloudWatch Logs, of which the first events are there.</summary>
/// <param name="place">Where it is, in words.</param>
/// <param name="first">Its first events.</param>
/// <param name="others">Reads those that follow.</param>
/// <param name="fromEnd">Reads the stream from its end, so many events a page.</param>
/// <param name="isMaskedAsync">Asks whether what is read of the log group is masked.</param>
internal sealed class StreamLog(
    string place, IReadOnlyList<LogStreamEvent> first, LogEventReader others, Func<int, LogEventReader> fromEnd, Func<CancellationToken, Task<bool?>> isMaskedAsync) : IStoredLog
{
    // Some entries more than lines: those that were cut apart become one.
    private const int MoreEntries = 100;
    private const int MostEventsPerPage = 10_000;

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
        using var copied = new Copied();
        for (var page = first; page is not null; page = await others.NextAsync(cancellationToken).ConfigureAwait(false))
        {
            await copied.WriteAsync(page, destination, cancellationToken).ConfigureAwait(false);
            progress?.Invoke(copied.Bytes);
        }

        return await FactsAsync(copied, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Copies the end of a stream of events, read from there.</summary>
    /// <param name="entries">How many entries it has to hold at least.</param>
    /// <param name="destination">Takes the bytes.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>What the copy is of; <see langword="null"/> where the stream is short, or one terminal's output, which is read from its beginning.</returns>
    internal async Task<StoredLogFacts?> CopyEndAsync(int entries, Stream destination, CancellationToken cancellationToken)
    {
        if (EntriesIn(first[0]) == 0)
        {
            return null;
        }

        var pages = new Stack<IReadOnlyList<LogStreamEvent>>();
        var reader = fromEnd(Math.Min(MostEventsPerPage, entries + MoreEntries));
        for (var found = 0L; found < entries + MoreEntries; found += pages.Peek().Sum(EntriesIn))
        {
            if (await reader.NextAsync(cancellationToken).ConfigureAwait(false) is not { } page)
            {
                return null;
            }

            pages.Push(page);
        }

        using var copied = new Copied();
        foreach (var page in pages)
        {
            await copied.WriteAsync(page, destination, cancellationToken).ConfigureAwait(false);
        }

        return await FactsAsync(copied, cancellationToken).ConfigureAwait(false);
    }

    private static long EntriesIn(LogStreamEvent streamed) => StreamedMessage.Of(streamed.Message, depth: 1).Event?.SessionData.Count ?? 0;

    private async Task<StoredLogFacts> FactsAsync(Copied copied, CancellationToken cancellationToken) => new()
    {
        Bytes = copied.Bytes,
        Events = copied.Events,
        LastEventTime = copied.Last,
        IsMasked = copied.HasAsterisks ? await isMaskedAsync(cancellationToken).ConfigureAwait(false) : false,
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held between two pages but a token.
    }

    /// <summary>What was copied.</summary>
    private sealed class Copied : IDisposable
    {
        private readonly MemoryStream _lines = new();

        internal long Bytes { get; private set; }

        internal long Events { get; private set; }

        internal DateTimeOffset? Last { get; private set; }

        internal bool HasAsterisks { get; private set; }

        public void Dispose() => _lines.Dispose();

        internal async Task WriteAsync(IReadOnlyList<LogStreamEvent> page, Stream destination, CancellationToken cancellationToken)
        {
            _lines.SetLength(0);
            foreach (var streamed in page)
            {
                EventLine.Write(_lines, streamed);
                HasAsterisks |= streamed.Message.Contains(Mask);
                Events++;
                Last = Last > streamed.Time ? Last : streamed.Time;
            }

            await destination.WriteFirstAsync(_lines.GetBuffer(), (int)_lines.Length, cancellationToken).ConfigureAwait(false);
            Bytes += _lines.Length;
        }
    }
}
