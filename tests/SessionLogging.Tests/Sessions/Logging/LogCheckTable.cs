using SessionLogging.Accounts;
using SessionLogging.Sessions;
using static SessionLogging.Sessions.LogStatus;
using static SessionLogging.Tests.Sessions.Logging.Situations;

namespace SessionLogging.Tests.Sessions.Logging;

/// <summary>The truth table of log status after looking.</summary>
internal static class LogCheckTable
{
    private const string Key = $"logs/{SessionId}.log";

    private static readonly Session Running = Yesterday with { Status = "Connected", EndDate = null };
    private static readonly Session LongAgo = Yesterday with { StartDate = DaysAgo(20), EndDate = DaysAgo(19.9) };

    // Name, session, document, what is there, S3, CloudWatch, overall, words of the reason.
    public static IReadOnlyList<LogStatusCase> Rows { get; } =
    [
        // There
        Row("object and stream", Yesterday, LogsTo("b", "g"), There, Found, Found, Found, "1,234 bytes, written on 2026-11-23 18:00:00Z"),
        Row("object of zero bytes", Yesterday, LogsTo("b"), Store().Bucket("b", (Key, 0)), Found, NotConfigured, Found, "has zero bytes"),
        Row("a stream of a running session", Running, LogsTo(group: "g", streaming: "true"), There, NotConfigured, Found, Found, "its newest event is of"),
        Row("a command's log under the account's preferences", Of("AWS-StartInteractiveCommand"), LogsTo("b"), There, Found, Unknown, Found, $"It is at s3://b/{Key}"),
        Row("the address that the service gave", With("elsewhere"), LogsTo("b"), Store().Bucket("elsewhere", ("x/y.log", 5)).Bucket("b"), Found, NotConfigured, Found, "It is at s3://elsewhere/x/y.log"),
        Row("the address of an ECS Exec session", With("elsewhere") with { Target = "ecs:c_t_r" }, LogsTo("b"), Store().Bucket("elsewhere", ("x/y.log", 5)), Found, Unknown, Found, "s3://elsewhere/x/y.log"),

        // Not there
        Row("no object, no stream", Yesterday, LogsTo("b", "g"), Empty, Missing, Missing, Missing, $"It should be at s3://b/{Key} and is not there"),
        Row("no stream, which may mean no output", Yesterday, LogsTo(group: "g"), Empty, NotConfigured, Missing, Missing, "A session without output has none"),
        Row("no bucket", Yesterday, LogsTo("b"), Store(), Missing, NotConfigured, Missing, "There is no bucket 'b'"),
        Row("no log group", Yesterday, LogsTo(group: "g"), Store(), NotConfigured, Missing, Missing, "There is no log group 'g'"),
        Row("object missing, stream found", Yesterday, LogsTo("b", "g"), Store().Bucket("b").Group("g", SessionId), Missing, Found, Found, "is not there"),
        Row("not at the address that the service gave either", With("elsewhere"), LogsTo("b"), Store().Bucket("elsewhere").Bucket("b"), Missing, NotConfigured, Missing, $"s3://b/{Key} and is not there"),
        Row("not there while it runs", Running, LogsTo("b", "g"), Empty, Pending, Pending, Pending, "yet"),
        Row("not there just after the end", Yesterday with { StartDate = DaysAgo(0.1), EndDate = Now.AddMinutes(-59) }, LogsTo("b"), Empty, Pending, NotConfigured, Pending, "less than an hour ago"),
        Row("not there, ended an hour ago", Yesterday with { StartDate = DaysAgo(0.1), EndDate = Now.AddMinutes(-60) }, LogsTo("b"), Empty, Missing, NotConfigured, Missing, "is not there"),
        Row("not there, end not told", Yesterday with { EndDate = null }, LogsTo("b"), Empty, Unknown, NotConfigured, Unknown, "does not say when the session ended"),
        Row("a command's log is not there", Of("AWS-StartInteractiveCommand"), LogsTo("b"), Empty, Unknown, Unknown, Unknown, $"is not documented. It is not at s3://b/{Key}"),
        Row("an address where nothing is configured", With("elsewhere"), LogsTo(), Store().Bucket("elsewhere"), NotConfigured, NotConfigured, NotConfigured, "It is not at s3://elsewhere/x/y.log"),

        // Kept no longer
        Row("lifecycle of 10 days has passed", LongAgo, LogsTo("b"), Expiring(new ExpirationRule("logs/", 10, null)), Unknown, NotConfigured, Unknown, "removes such objects after 10 days"),
        Row("lifecycle of 30 days has not", LongAgo, LogsTo("b"), Expiring(new ExpirationRule("", 30, null)), Missing, NotConfigured, Missing, "is not there"),
        Row("lifecycle of another prefix", LongAgo, LogsTo("b"), Expiring(new ExpirationRule("tmp/", 1, null)), Missing, NotConfigured, Missing, "is not there"),
        Row("lifecycle with a date that has passed", LongAgo, LogsTo("b"), Expiring(new ExpirationRule("", null, DaysAgo(2))), Unknown, NotConfigured, Unknown, "has removed such objects since 2026-11-22"),
        Row("lifecycle may not be read", Yesterday, LogsTo("b"), Denying("GetBucketLifecycleConfiguration"), Unknown, NotConfigured, Unknown, "s3:GetLifecycleConfiguration was denied"),
        Row("retention of 7 days has passed", LongAgo, LogsTo(group: "g"), Keeping(7), NotConfigured, Unknown, Unknown, "keeps events for 7 days"),
        Row("retention of 30 days has not", LongAgo, LogsTo(group: "g"), Keeping(30), NotConfigured, Missing, Missing, "is not there"),
        Row("retention may not be read", Yesterday, LogsTo(group: "g"), Denying("DescribeLogGroups"), NotConfigured, Unknown, Unknown, "logs:DescribeLogGroups was denied"),

        // Not to be seen
        Row("403", Yesterday, LogsTo("b", "g"), Denying("HeadObject", "DescribeLogStreams"), Unknown, Unknown, Unknown, "s3:GetObject was denied"),
        Row("S3 out of reach", Yesterday, LogsTo("b"), Unreachable("HeadObject"), Unknown, NotConfigured, Unknown, "connection refused"),
        Row("403 on a running session", Running, LogsTo("b"), Denying("HeadObject"), Pending, NotConfigured, Pending, "s3:GetObject was denied"),
        Row("403 on the given address only", With("elsewhere"), LogsTo(), Denying("HeadObject"), NotConfigured, NotConfigured, NotConfigured, "s3:GetObject was denied"),

        // Not looked for
        Row("port forwarding", Of("AWS-StartSSHSession"), LogsTo("b", "g"), There, NotLoggable, NotLoggable, NotLoggable, "never logged"),
        Row("nothing configured", Yesterday, LogsTo(), There, NotConfigured, NotConfigured, NotConfigured, "name no bucket"),
    ];

    private static FakeLogStore There => Store().Bucket("b", (Key, 1234)).Group("g", SessionId);

    private static FakeLogStore Empty => Store().Bucket("b", ("logs/somebody-else.log", 1)).Group("g", "somebody-else");

    private static LogStatusCase Row(
        string name, Session session, string content, FakeLogStore store, LogStatus s3, LogStatus cloudWatch, LogStatus overall, string words)
    {
        var documents = new FakeDocuments();
        documents.Add(AccountDocument, new FakeVersion(1, DaysAgo(90), content));
        return new LogStatusCase(name, session, s3, cloudWatch, overall, words) { Documents = documents, Store = store };
    }

    private static FakeLogStore Store() => new();

    private static Session Of(string document) => Yesterday with { DocumentName = document };

    private static Session With(string bucket) =>
        Yesterday with { S3OutputUrl = $"https://eu-west-1.console.aws.amazon.com/s3/object/{bucket}/x/y.log" };

    private static FakeLogStore Expiring(ExpirationRule rule)
    {
        var store = Empty;
        store.Lifecycles["b"] = [rule];
        return store;
    }

    private static FakeLogStore Keeping(int days)
    {
        var store = Empty;
        store.Retentions["g"] = days;
        return store;
    }

    private static FakeLogStore Denying(params string[] operations)
    {
        var store = Empty;
        foreach (var operation in operations)
            store.Failing[operation] = FakeFailures.Denied;
        return store;
    }

    private static FakeLogStore Unreachable(string operation)
    {
        var store = Empty;
        store.Failing[operation] = FakeFailures.Unreachable;
        return store;
    }
}
