using SessionLogging.Logs.Reading;
using SessionLogging.Sessions;

namespace SessionLogging.Logs.Sources;

/// <summary>A session's log as it was read where it lies: it can be decoded, or handed on byte for byte.</summary>
public sealed class StoredLogCopy : IDisposable
{
    private readonly SpooledBytes _bytes;
    private readonly string _sessionId;
    private readonly bool _isEnd;

    private StoredLogCopy(SpooledBytes bytes, string sessionId, IStoredLog log, StoredLogFacts facts, bool isEnd) =>
        (_bytes, _sessionId, Place, Origin, Facts, _isEnd) = (bytes, sessionId, log.Place, log.Origin, facts, isEnd);

    /// <summary>Where it lies: <c>s3://BUCKET/KEY</c>, or <c>LOGGROUP:LOGSTREAM</c>.</summary>
    public string Place { get; }

    /// <summary>Which of the session's logs it is.</summary>
    public SessionLogOrigin Origin { get; }

    /// <summary>What is known of it.</summary>
    public StoredLogFacts Facts { get; }

    /// <summary>Finds a session's log and copies it.</summary>
    /// <param name="logs">Where to look.</param>
    /// <param name="session">The session.</param>
    /// <param name="origin">Which log.</param>
    /// <param name="tail">Where only so many lines from the end are wanted: of a long stream no more is read than holds them. <see langword="null"/>: all of it.</param>
    /// <param name="progress">Hears how many bytes were copied, and of how many where that is known.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="SessionLoggingException">There is none, or it could not be read to its end.</exception>
    public static async Task<StoredLogCopy> OfAsync(
        IStoredLogs logs, SessionRecord session, SessionLogOrigin origin, int? tail, Action<long, long?>? progress, CancellationToken cancellationToken)
    {
        using var log = await logs.OpenAsync(session, origin, cancellationToken).ConfigureAwait(false);
        var bytes = new SpooledBytes();
        try
        {
            if (tail is { } lines && log is StreamLog stream)
            {
                var end = await stream.CopyEndAsync(lines, bytes.Writer, cancellationToken).ConfigureAwait(false);
                if (end is not null)
                {
                    var copy = new StoredLogCopy(bytes, session.SessionId, log, end, isEnd: true);

                    // Entries that belong together are fewer lines, and the first may be half of one.
                    if (copy.AsFile(new SessionLogOptions(), _ => { }).ReadLines().Skip(lines).Any())
                    {
                        return copy;
                    }

                    bytes.Clear();
                }
            }

            var facts = await log.CopyToAsync(bytes.Writer, progress is null ? null : copied => progress(copied, log.Size), cancellationToken).ConfigureAwait(false);
            return new StoredLogCopy(bytes, session.SessionId, log, facts, isEnd: false);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>The log as a file that can be decoded.</summary>
    /// <param name="options">How it is read; the session is known.</param>
    /// <param name="report">Hears of what cannot be read; the rest is.</param>
    /// <param name="progress">Hears how far it is decoded, 0 to 100 percent.</param>
    public SessionLogFile AsFile(SessionLogOptions options, Action<SessionLogFormatException> report, Action<int>? progress = null) =>
        new(Place, _bytes.Read, options with { SessionId = _sessionId, IsEnd = _isEnd }, report, progress);

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();
}
