using static SessionLogging.Sessions.LogStatus;
using static SessionLogging.Tests.Sessions.Logging.Situations;

namespace SessionLogging.Tests.Sessions.Logging;

/// <summary>The truth table of log status after looking.</summary>
internal static class LogCheckTable
{
    private const string Key = $"logs/{SessionId}.log";

    private const string Framing = "Script started on 2026-11-23 13:00:01+00:00 [COMMAND=\"cat ipcTempFile.log\" <not executed on terminal>]\n\nScript done on 2026-11-23 13:00:01+00:00 [COMMAND_EXIT_CODE=\"0\"]\n";

    private static readonly Session Running = Yesterday with { Status = "Connected", EndDate = null };
    private static readonly Session LongAgo = Yesterday with { StartDate = DaysAgo(20), EndDate = DaysAgo(19.9) };

    // Name, session, document, what is there, S3, CloudWatch, overall, words of the reason.
    public static IReadOnlyList<LogStatusCase> Rows { get; } =
    [
        // There
        Row("object and stream", Yesterday, LogsTo("b", "g"), There, Found, Found, Found, "1,234 bytes, written on 2026-11-23 18:00:00Z"),
        Row("object of zero bytes", Yesterday, LogsTo("b"), Store().Bucket("b", (Key, 0)), Empty, NotConfigured, Empty, "has zero bytes"),
        Row("object of zero bytes, stream found", Yesterday, LogsTo("b", "g"), Store().Bucket("b", (Key, 0)).Group("g", SessionId), Empty, Found, Found, "has zero bytes"),
        Row("object of zero bytes, no stream", Yesterday, LogsTo("b", "g"), Store().Bucket("b", (Key, 0)).Group("g"), Empty, Missing, Empty, "A session without output has none"),
        Row("object of zero bytes while it runs", Running, LogsTo("b"), Store().Bucket("b", (Key, 0)), Empty, NotConfigured, Empty, "has zero bytes"),
        Row("object of zero bytes where it was not known that there is one", Of("AWS-StartInteractiveCommand"), LogsTo("b"), Store().Bucket("b", (Key, 0)), Empty, Unknown, Unknown, "has zero bytes"),
        Row("the agent's failure text", Yesterday, LogsTo("b"), Store().Bucket("b", Key, "unable to generate log data"), Empty, NotConfigured, Empty, "unable to generate the log"),
        Row("the agent's failure text and a line's end", Yesterday, LogsTo("b"), Store().Bucket("b", Key, "Unable to generate log data.\r\n"), Empty, NotConfigured, Empty, "unable to generate the log"),
        Row("a log that speaks of the failure text", Yesterday, LogsTo("b"), Store().Bucket("b", Key, Framing.Replace("\n\n", "\nunable to generate log data\n")), Found, NotConfigured, Found, "bytes, written on"),
        Row("framing alone", Yesterday, LogsTo("b"), Store().Bucket("b", Key, Framing), Found, NotConfigured, Found, "It holds no output"),
        Row("framing alone, as an agent recorded it", Yesterday, LogsTo("b"), Store().Bucket("b", Key, Recorded("s10-empty.log")), Found, NotConfigured, Found, "It holds no output"),
        Row("framing alone, of an older script", Yesterday, LogsTo("b"), Store().Bucket("b", Key, "Script started on Mon 12 Feb 2024 06:42:54 PM EST\r\n\r\nScript done on Mon 12 Feb 2024 06:44:35 PM EST\r\n"), Found, NotConfigured, Found, "It holds no output"),
        Row("framing alone, so no stream is missing", Yesterday, LogsTo("b", "g"), Store().Bucket("b", Key, Framing).Group("g"), Found, NotLoggable, Found, "had no output, so there is nothing to log"),
        Row("framing alone, but a stream", Yesterday, LogsTo("b", "g"), Store().Bucket("b", Key, Framing).Group("g", SessionId), Found, Found, Found, "It holds no output"),
        Row("framing alone while the stream may come", Yesterday with { StartDate = DaysAgo(0.1), EndDate = Now.AddMinutes(-10) }, LogsTo("b", "g"), Store().Bucket("b", Key, Framing).Group("g"), Found, Pending, Found, "It holds no output"),
        Row("a small log with output, no stream", Yesterday, LogsTo("b", "g"), Store().Bucket("b", Key, Framing.Replace("\n\n", "\nsh-4.2$ exit\r\n")).Group("g"), Found, Missing, Found, "The session had output"),
        Row("a large log, no stream", Yesterday, LogsTo("b", "g"), Store().Bucket("b", (Key, 5000)).Group("g"), Found, Missing, Found, "The session had output"),
        Row("a small log that may not be read", Yesterday, LogsTo("b", "g"), Failing(Store().Bucket("b", (Key, 300)).Group("g"), "GetObject"), Found, Missing, Found, "Whether it holds output could not be looked at. s3:GetObject was denied"),
        Row("empty in one place, a log in the other", With("elsewhere"), LogsTo("b"), Store().Bucket("elsewhere", ("x/y.log", 5)).Bucket("b", (Key, 0)), Found, NotConfigured, Found, "s3://elsewhere/x/y.log"),
        Row("a stream of a running session", Running, LogsTo(group: "g", streaming: "true"), There, NotConfigured, Found, Found, "its newest event is of"),
        Row("a command's log under the account's preferences", Of("AWS-StartInteractiveCommand"), LogsTo("b"), There, Found, Unknown, Found, $"It is at s3://b/{Key}"),
        Row("the address that the service gave", With("elsewhere"), LogsTo("b"), Store().Bucket("elsewhere", ("x/y.log", 5)).Bucket("b"), Found, NotConfigured, Found, "It is at s3://elsewhere/x/y.log"),
        Row("the address of an ECS Exec session", With("elsewhere") with { Target = "ecs:c_t_r" }, LogsTo("b"), Store().Bucket("elsewhere", ("x/y.log", 5)), Found, Unknown, Found, "s3://elsewhere/x/y.log"),

        // Not there
        Row("no object, no stream", Yesterday, LogsTo("b", "g"), Nothing, Missing, Missing, Missing, $"It should be at s3://b/{Key} and is not there"),
        Row("no stream, which may mean no output", Yesterday, LogsTo(group: "g"), Nothing, NotConfigured, Missing, Missing, "A session without output has none"),
        Row("no bucket", Yesterday, LogsTo("b"), Store(), Missing, NotConfigured, Missing, "There is no bucket 'b'"),
        Row("no log group", Yesterday, LogsTo(group: "g"), Store(), NotConfigured, Missing, Missing, "There is no log group 'g'"),
        Row("object missing, stream found", Yesterday, LogsTo("b", "g"), Store().Bucket("b").Group("g", SessionId), Missing, Found, Found, "is not there"),
        Row("not at the address that the service gave either", With("elsewhere"), LogsTo("b"), Store().Bucket("elsewhere").Bucket("b"), Missing, NotConfigured, Missing, "s3://elsewhere/x/y.log and is not there"),
        Row("not there while it runs", Running, LogsTo("b", "g"), Nothing, Pending, Pending, Pending, "yet"),
        Row("not there just after the end", Yesterday with { StartDate = DaysAgo(0.1), EndDate = Now.AddMinutes(-59) }, LogsTo("b"), Nothing, Pending, NotConfigured, Pending, "less than an hour ago"),
        Row("not there, ended an hour ago", Yesterday with { StartDate = DaysAgo(0.1), EndDate = Now.AddMinutes(-60) }, LogsTo("b"), Nothing, Missing, NotConfigured, Missing, "is not there"),
        Row("not there, end not told", Yesterday with { EndDate = null }, LogsTo("b"), Nothing, Unknown, NotConfigured, Unknown, "does not say when the session ended"),
        Row("a command's log is not there", Of("AWS-StartInteractiveCommand"), LogsTo("b"), Nothing, Unknown, Unknown, Unknown, $"is not documented. It is not at s3://b/{Key}"),
        Row("an address where nothing is configured", With("elsewhere"), LogsTo(), Store().Bucket("elsewhere"), Missing, NotConfigured, Missing, "It should be at s3://elsewhere/x/y.log and is not there"),
        Row("a stream that the service names", Streamed("named"), LogsTo(), Store().Group("named", SessionId), NotConfigured, Found, Found, "of the log group 'named': its newest event"),
        Row("a stream that the service names is not there", Streamed("named"), LogsTo(), Store().Group("named"), NotConfigured, Missing, Missing, "of the log group 'named' and is not there"),

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
        Row("403 on the given address only", With("elsewhere"), LogsTo(), Denying("HeadObject"), Unknown, NotConfigured, Unknown, "s3:GetObject was denied"),

        // Not looked for
        Row("port forwarding", Of("AWS-StartSSHSession"), LogsTo("b", "g"), There, NotLoggable, NotLoggable, NotLoggable, "never logged"),
        Row("nothing configured", Yesterday, LogsTo(), There, NotConfigured, NotConfigured, NotConfigured, "name no bucket"),
    ];

    private static FakeLogStore There => Store().Bucket("b", (Key, 1234)).Group("g", SessionId);

    private static FakeLogStore Nothing => Store().Bucket("b", ("logs/somebody-else.log", 1)).Group("g", "somebody-else");

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
        var store = Nothing;
        store.Lifecycles["b"] = [rule];
        return store;
    }

    private static FakeLogStore Keeping(int days)
    {
        var store = Nothing;
        store.Retentions["g"] = days;
        return store;
    }

    private static Session Streamed(string group) => Yesterday with
    {
        CloudWatchOutputUrl = $"https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logsV2:log-groups/log-group/{group}/log-events/{SessionId}",
    };

    private static string Recorded(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "corpus", "agent", file));

    private static FakeLogStore Failing(FakeLogStore store, string operation)
    {
        store.Failing[operation] = FakeFailures.Denied;
        return store;
    }

    private static FakeLogStore Denying(params string[] operations)
    {
        var store = Nothing;
        foreach (var operation in operations)
        {
            store.Failing[operation] = FakeFailures.Denied;
        }

        return store;
    }

    private static FakeLogStore Unreachable(string operation)
    {
        var store = Nothing;
        store.Failing[operation] = FakeFailures.Unreachable;
        return store;
    }
}
