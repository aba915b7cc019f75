using SessionLogging.Logs.Sources;
using SessionLogging.Tests.Accounts;
using SessionLogging.Tests.Sessions.Logging;

namespace SessionLogging.Tests.Logs.Sources;

/// <summary>An account with logs and documents, and a session whose log is looked for.</summary>
internal sealed class LogBench
{
    public const string Bucket = "logs";
    public const string Group = "/sessions";
    public const string Key = $"a/{Situations.SessionId}.log";
    public const string S3Uri = $"s3://{Bucket}/{Key}";
    public const string StreamPlace = $"{Group}:{Situations.SessionId}";

    public FakeLogStore Store { get; } = new();

    public FakeDocuments Documents { get; } = new();

    public TimeProvider Time { get; init; } = Situations.Time;

    public bool HoldsCopies { get; init; }

    /// <summary>A session of yesterday of which nobody has worked anything out.</summary>
    public static SessionRecord Session { get; } = SessionRecordBuilder.From(Situations.Yesterday, "111122223333", "eu-west-1", logs: null);

    /// <summary>The same with a log that should lie in S3 and nowhere else.</summary>
    public static SessionRecord InS3 { get; } = Session with
    {
        LogStatus = LogStatus.Expected, S3LogStatus = LogStatus.Expected, S3Uri = S3Uri, CloudWatchLogStatus = LogStatus.NotConfigured,
    };

    /// <summary>The same with a log that should lie in CloudWatch Logs and nowhere else.</summary>
    public static SessionRecord InCloudWatch { get; } = Session with
    {
        LogStatus = LogStatus.Expected,
        S3LogStatus = LogStatus.NotConfigured,
        CloudWatchLogStatus = LogStatus.Expected,
        LogGroupName = Group,
        LogStreamName = Situations.SessionId,
    };

    /// <summary>The same with a log in both.</summary>
    public static SessionRecord InBoth { get; } = InCloudWatch with { S3LogStatus = LogStatus.Expected, S3Uri = S3Uri };

    public static LogStreamEvent Event(string message, int second = 0) => new(Situations.DaysAgo(1).AddSeconds(second), Situations.DaysAgo(1).AddSeconds(second + 1), message);

    public LogBench WithObject(string text = "sh-5.2$ date\r\n", string key = Key)
    {
        Store.Bucket(Bucket, key, text);
        return this;
    }

    public LogBench WithStream(params IReadOnlyList<LogStreamEvent>[] pages) => WithStream(Situations.SessionId, pages);

    public LogBench WithStream(string name, params IReadOnlyList<LogStreamEvent>[] pages)
    {
        Store.Group(Group, name);
        Store.Pages[$"{Group}:{name}"] = pages;
        return this;
    }

    public async Task<IStoredLog> OpenAsync(SessionRecord session, SessionLogOrigin origin = SessionLogOrigin.Auto)
    {
        var account = new StubAccount(new ConnectionOptions(), "111122223333") { Documents = Documents, LogObjects = Store, LogStreams = Store, LogGroups = Store };
        using var logs = new StoredLogs(_ => Task.FromResult<IAccount>(account), _ => Task.FromResult<IAccount>(account), Time) { HoldsCopies = HoldsCopies };
        return await logs.OpenAsync(session, origin, TestContext.Current.CancellationToken);
    }

    public async Task<(string Text, StoredLogFacts Facts, string Place)> CopyAsync(SessionRecord session, SessionLogOrigin origin = SessionLogOrigin.Auto)
    {
        using var log = await OpenAsync(session, origin);
        using var copy = new MemoryStream();
        var facts = await log.CopyToAsync(copy, progress: null, TestContext.Current.CancellationToken);
        return (Encoding.UTF8.GetString(copy.ToArray()), facts, log.Place);
    }

    public async Task<StoredLogException> FailAsync(SessionRecord session, SessionLogOrigin origin = SessionLogOrigin.Auto) =>
        await Assert.ThrowsAsync<StoredLogException>(() => OpenAsync(session, origin));
}
