namespace SessionLogging.Rendering.Tests;

/// <summary>Sessions and coverages to write.</summary>
internal static class Sample
{
    internal static readonly DateTimeOffset Start = new(2026, 3, 15, 22, 30, 0, TimeSpan.Zero);

    internal static SessionRecord Session(string id, string? reason = null, string? account = "111122223333", string region = "eu-west-1") => new()
    {
        AccountId = account,
        Region = region,
        SessionId = id,
        Owner = "arn:aws:iam::111122223333:user/jdoe",
        UserName = "jdoe",
        Target = "i-0123456789abcdef0",
        Status = "Terminated",
        StartDate = Start,
        EndDate = Start.AddMinutes(90),
        DocumentName = "SSM-SessionManagerRunShell",
        Reason = reason,
        LogStatus = LogStatus.Found,
    };

    internal static SessionReportCoverage Coverage(long sessions, bool complete = true, string region = "eu-west-1", string? error = null) => new()
    {
        AccountId = "111122223333",
        Region = region,
        After = ReportFolder.Now.AddDays(-30),
        Before = ReportFolder.Now,
        Complete = complete,
        Sessions = sessions,
        Calls = 1,
        Throttled = 0,
        Error = error,
    };
}
