using static SessionLogging.Sessions.LogStatus;
using static SessionLogging.Tests.Sessions.Logging.Situations;

namespace SessionLogging.Tests.Sessions.Logging;

/// <summary>The truth table of log status without looking: which session under which documents has which status, and why.</summary>
internal static class LogStatusTable
{
    private static readonly Session Running = Yesterday with { Status = "Connected", EndDate = null };
    private static readonly Session JustEnded = Yesterday with { StartDate = DaysAgo(0.1), EndDate = Now.AddMinutes(-59) };
    private static readonly Session AnHourAgo = JustEnded with { EndDate = Now.AddMinutes(-60) };

    private static readonly Session Granted = Yesterday with { Status = null, EndDate = null, IsGrantedOnly = true };

    // Name, session, documents, S3, CloudWatch, overall, words of the reason.
    public static IReadOnlyList<LogStatusCase> Rows { get; } =
    [
        // What the preferences say
        Row("both destinations", Yesterday, Steady(LogsTo("b", "g")), Expected, Expected, Expected, "uploaded to s3://b/logs/jdoe-0123456789abcdef0.log when the session ended"),
        Row("S3 only", Yesterday, Steady(LogsTo("b")), Expected, NotConfigured, Expected, "name no log group"),
        Row("CloudWatch only, upload", Yesterday, Steady(LogsTo(group: "g")), NotConfigured, Expected, Expected, "uploaded to the stream 'jdoe-0123456789abcdef0' of the log group 'g'"),
        Row("CloudWatch only, streaming", Yesterday, Steady(LogsTo(group: "g", streaming: "true")), NotConfigured, Expected, Expected, "unless the session had no output"),
        Row("nothing configured", Yesterday, Steady(LogsTo()), NotConfigured, NotConfigured, NotConfigured, "name no bucket"),
        Row("a session that names no document", Yesterday with { DocumentName = null }, Steady(LogsTo("b")), Expected, NotConfigured, Expected, "uploaded"),
        Row("the newer version made no difference to logging", Yesterday, Changed(1, LogsTo("b"), LogsTo("b").Replace("\"20\"", "\"30\"")), Expected, NotConfigured, Expected, "uploaded"),

        // Sessions of which nothing can be logged
        Row("failed to start", Yesterday with { Status = "Failed" }, Steady(LogsTo("b", "g")), NotLoggable, NotLoggable, NotLoggable, "failed to start"),
        Row("port forwarding", Of("AWS-StartPortForwardingSession"), Steady(LogsTo("b", "g")), NotLoggable, NotLoggable, NotLoggable, "never logged"),
        Row("port forwarding to a remote host", Of("AWS-StartPortForwardingSessionToRemoteHost"), Steady(LogsTo("b", "g")), NotLoggable, NotLoggable, NotLoggable, "never logged"),
        Row("port forwarding to a socket", Of("AWS-StartPortForwardingSessionToSocket"), Steady(LogsTo("b", "g")), NotLoggable, NotLoggable, NotLoggable, "never logged"),
        Row("SSH", Of("AWS-StartSSHSession"), Steady(LogsTo("b", "g")), NotLoggable, NotLoggable, NotLoggable, "never logged"),
        Row("SSH by ARN", Of("arn:aws:ssm:eu-west-1::document/AWS-StartSSHSession"), Steady(LogsTo("b", "g")), NotLoggable, NotLoggable, NotLoggable, "never logged"),
        Row("port forwarding while it runs", Running with { DocumentName = "AWS-StartSSHSession" }, Steady(LogsTo("b", "g")), NotLoggable, NotLoggable, NotLoggable, "never logged"),
        Row("port forwarding into a container", Of("AWS-StartPortForwardingSession") with { Target = "ecs:c_t_r" }, Steady(LogsTo("b", "g")), NotLoggable, NotLoggable, NotLoggable, "never logged"),
        Row("a port document of the account's own", Of("Our-Tunnel"), Own("Our-Tunnel", Bare("Port")), NotLoggable, NotLoggable, NotLoggable, "never logged"),

        // Time
        Row("running, upload", Running, Steady(LogsTo("b", "g")), Pending, Pending, Pending, "uploaded to s3://b/logs/jdoe-0123456789abcdef0.log when it ends"),
        Row("running, streaming", Running, Steady(LogsTo(group: "g", streaming: "true")), NotConfigured, Pending, Pending, "streamed to the stream"),
        Row("running, nothing configured", Running, Steady(LogsTo()), NotConfigured, NotConfigured, NotConfigured, "name no bucket"),
        Row("disconnected, so it still runs", Running with { Status = "Disconnected" }, Steady(LogsTo("b")), Pending, NotConfigured, Pending, "The session runs"),
        Row("terminating", Running with { Status = "Terminating" }, Steady(LogsTo("b")), Pending, NotConfigured, Pending, "The session runs"),
        Row("ended 59 minutes ago", JustEnded, Steady(LogsTo("b", "g")), Pending, Pending, Pending, "less than an hour ago"),
        Row("ended an hour ago", AnHourAgo, Steady(LogsTo("b", "g")), Expected, Expected, Expected, "Nobody looked"),
        Row("terminated at a time not told", Yesterday with { EndDate = null }, Steady(LogsTo("b")), Expected, NotConfigured, Expected, "Nobody looked"),
        Row("started at a time not told", Yesterday with { StartDate = null }, Steady(LogsTo("b")), Unknown, Unknown, Unknown, "does not say when the session started"),

        Row("granted, and nothing more is known", Granted, Steady(LogsTo("b", "g")), Expected, Expected, Expected, "if the session was connected"),
        Row("granted 59 minutes ago", Granted with { StartDate = Now.AddMinutes(-59) }, Steady(LogsTo("b")), Pending, NotConfigured, Pending, "granted less than an hour ago"),
        Row("granted, nothing configured", Granted, Steady(LogsTo()), NotConfigured, NotConfigured, NotConfigured, "name no bucket"),

        // Which configuration applied
        Row("changed long before", Yesterday, Changed(5, LogsTo("old"), LogsTo("b")), Expected, NotConfigured, Expected, "s3://b/"),
        Row("changed since", Yesterday, Changed(0.5, LogsTo("b"), LogsTo("new")), Expected, NotConfigured, Expected, "s3://b/"),
        Row("changed four minutes before the start", Yesterday, Changed(1 + Minutes(4), LogsTo("b"), LogsTo("new")), Unknown, NotConfigured, Unknown, "2 configurations can have applied"),
        Row("changed four minutes after the start", Yesterday, Changed(1 - Minutes(4), LogsTo("b"), LogsTo("new")), Unknown, NotConfigured, Unknown, "2 configurations can have applied"),
        Row("changed six minutes before the start", Yesterday, Changed(1 + Minutes(6), LogsTo("old"), LogsTo("b")), Expected, NotConfigured, Expected, "s3://b/"),
        Row("turned on about the start", Yesterday, Changed(1, LogsTo(), LogsTo("b")), Unknown, NotConfigured, Unknown, "2 configurations can have applied"),
        Row("no document now", Yesterday, new FakeDocuments(), Unknown, Unknown, Unknown, "since deleted, is not recorded"),
        Row("document younger than the session", Yesterday, Documents(AccountDocument, V(1, 0.5, LogsTo("b"))), Unknown, Unknown, Unknown, "whether there was another one of this name before"),
        Row("document created two minutes before the session", Yesterday, Documents(AccountDocument, V(1, 1 + Minutes(2), LogsTo("b"))), Unknown, Unknown, Unknown, "or about then"),
        Row("versions deleted that can have applied", Yesterday, Documents(AccountDocument, V(1, 90, LogsTo("b")), V(4, 0.5, LogsTo("b"))), Unknown, Unknown, Unknown, "Versions of 'SSM-SessionManagerRunShell' between 1 and 4 have been deleted"),
        Row("versions deleted before", Yesterday, Documents(AccountDocument, V(1, 90, LogsTo("b")), V(4, 20, LogsTo("b"))), Expected, NotConfigured, Expected, "uploaded"),
        Row("versions deleted since", Yesterday, Documents(AccountDocument, V(1, 90, LogsTo("b")), V(2, 0.5, LogsTo("b")), V(5, 0.2, LogsTo("b"))), Expected, NotConfigured, Expected, "uploaded"),
        Row("first versions deleted, the rest younger", Yesterday, Documents(AccountDocument, V(3, 0.5, LogsTo("b"))), Unknown, Unknown, Unknown, "before 3 have been deleted"),
        Row("a version without a date", Yesterday, Documents(AccountDocument, new FakeVersion(1, null, LogsTo("b"))), Unknown, Unknown, Unknown, "does not say when version 1"),
        Row("the default is an older version that logs elsewhere", Yesterday, WithDefault(1, V(1, 90, LogsTo("b")), V(2, 60, LogsTo("draft"))), Unknown, NotConfigured, Unknown, "its default version is not its latest"),
        Row("the default is an older version that logs alike", Yesterday, WithDefault(1, V(1, 90, LogsTo("b")), V(2, 60, LogsTo("b"))), Expected, NotConfigured, Expected, "uploaded"),
        Row("the default is older and versions are missing", Yesterday, WithDefault(2, V(2, 90, LogsTo("b")), V(3, 60, LogsTo("b"))), Unknown, Unknown, Unknown, "between 0 and 2 have been deleted"),
        Row("the latest version failed", Yesterday, Documents(AccountDocument, V(1, 90, LogsTo("b")), V(2, 60, LogsTo("new")) with { Status = "Failed" }), Unknown, NotConfigured, Unknown, "2 configurations can have applied"),

        // What the service names
        Row("the service names the place that the preferences tell", Named($"b/logs/{SessionId}.log"), Steady(LogsTo("b")), Expected, NotConfigured, Expected, "By the preferences that applied it was uploaded to s3://b/"),
        Row("the service names another place", Named("other/x.log"), Steady(LogsTo("b")), Expected, NotConfigured, Expected, "The service names s3://other/x.log as the place of its log, which does not say that it is there"),
        Row("the service names one of two that can have applied", Named($"new/logs/{SessionId}.log"), Changed(1, LogsTo("b"), LogsTo("new")), Expected, NotConfigured, Expected, "The service names s3://new/"),
        Row("the service names a place where no document is left", Named("other/x.log"), new FakeDocuments(), Expected, Unknown, Expected, "The service names s3://other/x.log"),
        Row("the service names a place where nothing is configured now", Named("other/x.log"), Steady(LogsTo()), Expected, NotConfigured, Expected, "The service names s3://other/x.log"),
        Row("the service names a place of an ECS Exec session", Named("other/x.log") with { Target = "ecs:c_t_r" }, Steady(LogsTo("b")), Expected, Unknown, Expected, "The service names s3://other/x.log"),
        Row("the service names a place of a session that runs", Named("other/x.log") with { Status = "Connected", EndDate = null }, Steady(LogsTo("b")), Pending, NotConfigured, Pending, "The session runs. The service names s3://other/x.log"),
        Row("the service names a place of a session that has just ended", Named("other/x.log") with { StartDate = DaysAgo(0.1), EndDate = Now.AddMinutes(-59) }, Steady(LogsTo("b")), Pending, NotConfigured, Pending, "may still come to s3://other/x.log"),
        Row("the service names a place of a session that failed", Named("other/x.log") with { Status = "Failed" }, Steady(LogsTo("b")), NotLoggable, NotLoggable, NotLoggable, "failed to start"),
        Row("the service names a place of a tunnel", Named("other/x.log") with { DocumentName = "AWS-StartSSHSession" }, Steady(LogsTo("b")), NotLoggable, NotLoggable, NotLoggable, "never logged"),
        Row("the service names a stream", Yesterday with { CloudWatchOutputUrl = "https://eu-west-1.console.aws.amazon.com/cloudwatch/home#logEventViewer:group=other;stream=s" }, Steady(LogsTo("b", "{{group}}")), Expected, Expected, Expected, "The service names the stream 's' of the log group 'other'"),
        Row("the service names something else", Yesterday with { S3OutputUrl = "s3://other/x.log", CloudWatchOutputUrl = "{}" }, Steady(LogsTo("b")), Expected, NotConfigured, Expected, "uploaded to s3://b/"),

        // Documents that do not tell
        Row("bucket by reference", Yesterday, Steady(LogsTo("{{ bucket }}", "g")), Unknown, Expected, Expected, "Its s3BucketName is '{{ bucket }}', which is filled when a session starts"),
        Row("prefix by reference", Yesterday, Steady(LogsTo("b", prefix: "{{ssm:prefix}}")), Unknown, NotConfigured, Unknown, "Its s3KeyPrefix is '{{ssm:prefix}}'"),
        Row("prefix by reference, but no bucket", Yesterday, Steady(LogsTo(group: "g", prefix: "{{ssm:prefix}}")), NotConfigured, Expected, Expected, "name no bucket"),
        Row("log group by reference", Yesterday, Steady(LogsTo("b", "{{group}}")), Expected, Unknown, Expected, "Its cloudWatchLogGroupName is '{{group}}'"),
        Row("log group by ARN", Yesterday, Steady(LogsTo(group: "arn:aws:logs:eu-west-1:111122223333:log-group:g")), NotConfigured, Unknown, Unknown, "can be no name"),
        Row("log group of an unrendered template", Yesterday, Steady(LogsTo(group: "/sessions/${env}")), NotConfigured, Unknown, Unknown, "can be no name"),
        Row("streaming spelled as a string", Yesterday, Steady(LogsTo(group: "g", streaming: "\"true\"")), NotConfigured, Unknown, Unknown, "takes nothing but true and false"),
        Row("a setting twice", Yesterday, Steady(LogsTo("b").Replace("\"idleSessionTimeout\"", "\"s3BucketName\":\"c\",\"idleSessionTimeout\"")), Unknown, Unknown, Unknown, "s3BucketName cannot be relied on"),
        Row("no JSON", Yesterday, Steady("<yaml>"), Unknown, Unknown, Unknown, "is not a JSON object"),
        Row("preferences of another session type", Yesterday, Steady(LogsTo("b", type: "Port")), Unknown, Unknown, Unknown, "it holds no preferences"),
        Row("versions may not be listed", Yesterday, Denied("ListDocumentVersions"), Unknown, Unknown, Unknown, "ssm:ListDocumentVersions was denied"),
        Row("the document may not be described", Yesterday, Denied("DescribeDocument"), Unknown, Unknown, Unknown, "ssm:DescribeDocument was denied"),
        Row("content may not be read", Yesterday, Denied("GetDocument"), Unknown, Unknown, Unknown, "ssm:GetDocument was denied"),
        Row("unknown even while it runs", Running, Denied("GetDocument"), Unknown, Unknown, Unknown, "ssm:GetDocument was denied"),

        // Documents that the session names
        Row("an own document carries its own inputs", Of("Ours"), Own("Ours", LogsTo("ours")), Expected, NotConfigured, Expected, "s3://ours/"),
        Row("an own document that logs nothing inherits nothing", Of("Ours"), Own("Ours", Bare("Standard_Stream")), NotConfigured, NotConfigured, NotConfigured, "name no bucket"),
        Row("an own document that is gone", Of("Ours"), Steady(LogsTo("b")), Unknown, Unknown, Unknown, "There is no document 'Ours' now"),
        Row("an own document whose type was changed", Of("Ours"), Documents("Ours", V(1, 90, Bare("Port")), V(2, 1, LogsTo("b"))), Unknown, Unknown, Unknown, "was changed about when the session started"),
        Row("an own command document with inputs is never streamed", Of("Ours"), Own("Ours", LogsTo(group: "g", streaming: "true", type: "InteractiveCommands")), NotConfigured, Expected, Expected, "uploaded to the stream"),
        Row("an own command document without inputs", Of("Ours"), Own("Ours", Bare("InteractiveCommands")), Unknown, Unknown, Unknown, "whether the account's preferences apply to its sessions is not documented"),
        Row("AWS's interactive command", Of("AWS-StartInteractiveCommand"), Steady(LogsTo("b")), Unknown, Unknown, Unknown, "'AWS-StartInteractiveCommand' says nothing about logging"),
        Row("AWS's interactive command where nothing is configured", Of("AWS-StartInteractiveCommand"), Steady(LogsTo()), NotConfigured, NotConfigured, NotConfigured, "name no bucket"),
        Row("AWS's non-interactive command", Of("AWS-StartNonInteractiveCommand"), Steady(LogsTo("b")), Unknown, Unknown, Unknown, "is not documented"),

        // ECS Exec
        Row("ECS Exec by target", Yesterday with { Target = "ecs:cluster_task_container" }, Steady(LogsTo("b")), Unknown, Unknown, Unknown, "executeCommandConfiguration"),
        Row("ECS Exec by session id", Yesterday with { SessionId = "ecs-execute-command-f2rxcq6as4envg6h3" }, Steady(LogsTo("b")), Unknown, Unknown, Unknown, "executeCommandConfiguration"),
        Row("ECS Exec by document", Of("AmazonECS-ExecuteInteractiveCommand"), Steady(LogsTo("b")), Unknown, Unknown, Unknown, "executeCommandConfiguration"),
        Row("ECS Exec that failed", Yesterday with { Target = "ecs:c_t_r", Status = "Failed" }, Steady(LogsTo("b")), NotLoggable, NotLoggable, NotLoggable, "failed to start"),
    ];

    private static LogStatusCase Row(
        string name, Session session, FakeDocuments documents, LogStatus s3, LogStatus cloudWatch, LogStatus overall, string words) =>
        new(name, session, s3, cloudWatch, overall, words) { Documents = documents };

    private static Session Of(string document) => Yesterday with { DocumentName = document };

    private static Session Named(string place) => Yesterday with { S3OutputUrl = $"https://eu-west-1.console.aws.amazon.com/s3/object/{place}" };

    private static double Minutes(int minutes) => minutes / 1440.0;

    private static FakeVersion V(int number, double daysAgo, string content) => new(number, DaysAgo(daysAgo), content);

    private static FakeDocuments Documents(string name, params FakeVersion[] versions)
    {
        var documents = new FakeDocuments();
        documents.Add(name, versions);
        return documents;
    }

    private static FakeDocuments Steady(string content) => Documents(AccountDocument, V(1, 90, content));

    private static FakeDocuments Changed(double daysAgo, string before, string after) =>
        Documents(AccountDocument, V(1, 90, before), V(2, daysAgo, after));

    private static FakeDocuments WithDefault(int number, params FakeVersion[] versions)
    {
        var documents = new FakeDocuments();
        documents.AddWithDefault(AccountDocument, number, versions);
        return documents;
    }

    private static FakeDocuments Own(string name, string content)
    {
        var documents = Steady(LogsTo("account", "account"));
        documents.Add(name, V(1, 90, content));
        return documents;
    }

    private static FakeDocuments Denied(string operation)
    {
        var documents = Steady(LogsTo("b"));
        documents.Denied.Add(operation);
        return documents;
    }
}

/// <summary>One row of the truth table: a situation, and what must be said of the session's log in it.</summary>
/// <param name="Name">The situation in words.</param>
/// <param name="Session">The session.</param>
/// <param name="S3">What must be said of S3.</param>
/// <param name="CloudWatch">What must be said of CloudWatch Logs.</param>
/// <param name="Overall">What must be said of the session.</param>
/// <param name="Words">What the reason must hold.</param>
internal sealed record LogStatusCase(string Name, Session Session, LogStatus S3, LogStatus CloudWatch, LogStatus Overall, string Words)
{
    /// <summary>The documents of the account.</summary>
    public required FakeDocuments Documents { get; init; }

    /// <summary>Where to look; <see langword="null"/>: nobody looks.</summary>
    public FakeLogStore? Store { get; init; }
}
