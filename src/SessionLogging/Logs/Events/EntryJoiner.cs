namespace SessionLogging.Logs.Events;

/// <summary>
/// Puts lines together again that the agent cut: it reads its file in slices of 33,000 bytes, and a slice without a line end becomes an
/// entry whose rest is the first entry of the next event. Nothing marks it but the length, from which stripping may have taken some.
/// </summary>
internal sealed class EntryJoiner
{
    private const int Slice = 33_000;

    // Escape sequences that are stripped from a slice are rarely more than its titles and colours.
    private const int LeastStripped = 32_000;

    private readonly StringBuilder _open = new();
    private SessionLogEvent? _openSince;
    private bool _isUncertain;

    /// <summary>Takes an event and gives the entries that are whole.</summary>
    internal IEnumerable<JoinedEntry> Take(SessionLogEvent streamed)
    {
        for (var at = 0; at < streamed.SessionData.Count; at++)
        {
            var entry = streamed.SessionData[at];
            var length = entry.Length < LeastStripped / 3 ? 0 : Encoding.UTF8.GetByteCount(entry);
            if (at == streamed.SessionData.Count - 1 && length is >= LeastStripped and <= Slice && _open.Length < Terminal.FinishedLines.LongestLine)
            {
                _open.Append(entry);
                _openSince ??= streamed;
                _isUncertain |= length < Slice;
            }
            else if (_openSince is not null)
            {
                _open.Append(entry);
                yield return Close();
            }
            else
            {
                yield return new JoinedEntry(entry, streamed, LineMarks.None);
            }
        }
    }

    /// <summary>Nothing follows: what waits is all there is.</summary>
    internal IEnumerable<JoinedEntry> Complete()
    {
        if (_openSince is not null)
        {
            yield return Close();
        }
    }

    private JoinedEntry Close()
    {
        var joined = new JoinedEntry(_open.ToString(), _openSince!, _isUncertain ? LineMarks.JoinUncertain : LineMarks.None);
        _open.Clear();
        (_openSince, _isUncertain) = (null, false);
        return joined;
    }
}

/// <summary>An entry of an event, whole.</summary>
/// <param name="Text">As it stands there.</param>
/// <param name="Event">The event that it began in.</param>
/// <param name="Marks">Whether it was put together.</param>
internal readonly record struct JoinedEntry(string Text, SessionLogEvent Event, LineMarks Marks);
