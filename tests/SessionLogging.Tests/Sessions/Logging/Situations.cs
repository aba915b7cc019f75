using Microsoft.Extensions.Time.Testing;
using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Sessions.Logging;

/// <summary>What the cases of these tests are made of.</summary>
internal static class Situations
{
    public const string AccountDocument = SessionDocumentName.AccountPreferences;
    public const string SessionId = "jdoe-0123456789abcdef0";

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static FakeTimeProvider Time => new(Now);

    public static DateTimeOffset DaysAgo(double days) => Now.AddDays(-days);

    /// <summary>A session that ran for an hour yesterday and ended properly, unless a case changes it.</summary>
    public static Session Yesterday => new()
    {
        SessionId = SessionId,
        Target = "i-02573cafcfEXAMPLE",
        Status = "Terminated",
        StartDate = DaysAgo(1),
        EndDate = DaysAgo(1).AddHours(1),
        DocumentName = AccountDocument,
        Owner = "arn:aws:sts::111122223333:assumed-role/Admin/jdoe",
    };

    /// <summary>A document that logs to what is given.</summary>
    public static string LogsTo(
        string bucket = "", string group = "", string prefix = "logs/", string streaming = "false", string type = "Standard_Stream") =>
        $$"""
        {"schemaVersion":"1.0","sessionType":"{{type}}","inputs":{"s3BucketName":"{{bucket}}","s3KeyPrefix":"{{prefix}}",
        "s3EncryptionEnabled":true,"cloudWatchLogGroupName":"{{group}}","cloudWatchEncryptionEnabled":false,
        "cloudWatchStreamingEnabled":{{streaming}},"idleSessionTimeout":"20"}
        }
        """;

    /// <summary>A document that says nothing about logging.</summary>
    public static string Bare(string type) => $$"""{"schemaVersion":"1.0","sessionType":"{{type}}","properties":{} }""";

    public static async Task<LogAssessment> AssessAsync(FakeDocuments documents, Session session) =>
        await new SessionLogs(documents, Time).AssessAsync(session, TestContext.Current.CancellationToken);
}
