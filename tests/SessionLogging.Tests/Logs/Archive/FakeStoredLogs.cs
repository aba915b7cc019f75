using System.Collections.Concurrent;
using SessionLogging.Logs.Sources;

namespace SessionLogging.Tests.Logs.Archive;

/// <summary>Logs in memory, by session id.</summary>
internal sealed class FakeStoredLogs : IStoredLogs
{
    public ConcurrentDictionary<string, FakeLog> Logs { get; } = new(StringComparer.Ordinal);

    /// <summary>The sessions that were asked for, in their order.</summary>
    public ConcurrentQueue<string> Opened { get; } = new();

    /// <summary>What comes before an answer.</summary>
    public Func<SessionRecord, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public async Task<IStoredLog> OpenAsync(SessionRecord session, SessionLogOrigin origin, CancellationToken cancellationToken)
    {
        Opened.Enqueue(session.SessionId);
        await Before(session, cancellationToken);
        return Logs.TryGetValue(session.SessionId, out var log)
            ? new Opening(session, log)
            : throw Failure(AwsCallFailure.NotFound, "NoSuchKey", "there is none");
    }

    public static AwsCallException Failure(AwsCallFailure kind, string code, string answer) => new(kind, "S3", "GetObject", code, requestId: "id", httpStatus: 400, answer);

    private sealed class Opening(SessionRecord session, FakeLog log) : IStoredLog
    {
        public string Place => log.Origin is SessionLogOrigin.S3 ? $"s3://logs/{session.SessionId}.log" : $"/logs:{session.SessionId}";

        public SessionLogOrigin Origin => log.Origin;

        public long? Size => log.Bytes.Length;

        public async Task<StoredLogFacts> CopyToAsync(Stream destination, Action<long>? progress, CancellationToken cancellationToken)
        {
            await destination.WriteAsync(log.Bytes, cancellationToken);
            progress?.Invoke(log.Bytes.Length);
            return log.Cut is { } cut ? throw cut : new StoredLogFacts { Bytes = log.Bytes.Length, ETag = log.Origin is SessionLogOrigin.S3 ? "etag" : null, IsMasked = false };
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>A log in memory.</summary>
internal sealed record FakeLog(byte[] Bytes, SessionLogOrigin Origin = SessionLogOrigin.S3)
{
    /// <summary>What reading it ends with, instead of its end.</summary>
    public SessionLoggingException? Cut { get; init; }
}
