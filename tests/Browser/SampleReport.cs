using SessionLogging.Rendering;
using SessionLogging.Sessions;
using SessionLogging.Sessions.Reports;

[assembly: AssemblyFixture(typeof(SessionLogging.Browser.Tests.SampleReports))]

namespace SessionLogging.Browser.Tests;

/// <summary>A report and the sessions that it was made of.</summary>
public sealed record SampleReport(string File, IReadOnlyList<SessionRecord> Sessions);

/// <summary>Reports of a believable month, of a busy one, of one in which every text is as long as it can be, and of many sessions.</summary>
public sealed class SampleReports : IDisposable
{
    public const string Script = "<script>alert(1)</script>";

    private static readonly DateTimeOffset End = new(2026, 3, 31, 16, 0, 0, TimeSpan.Zero);
    private static readonly string[] People = ["jdoe", "mary.major", "akua.mansa", "arnav.desai", "li.juan", "nikki.wolf", "paulo.santos", "richard.roe", "saanvi.sarkar", "terry.whitlock", "wang.xiulan", "zhang.wei"];
    private static readonly string[] Reasons = ["CHG-4711 restart of the queue", "", "disk full on /var", "debugging, see ticket", "", "patching", Script, "=HYPERLINK(\"x\")"];

    private static readonly (LogStatus Status, string Detail)[] Logs =
    [
        (LogStatus.Found, "The object is there, 18,204 bytes."),
        (LogStatus.Found, "The stream is there."),
        (LogStatus.Expected, "By version 4 of SSM-SessionManagerRunShell; nobody looked."),
        (LogStatus.Pending, "The session runs."),
        (LogStatus.Unknown, "The default version moved within the window: which settings applied cannot be told."),
        (LogStatus.Empty, "The object holds zero bytes."),
        (LogStatus.Missing, "Looked for at s3://audit-logs/sessions/ and not there."),
        (LogStatus.NotLoggable, "Port forwarding is never logged."),
        (LogStatus.NotConfigured, "The preferences named no destination."),
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("browser");
    private readonly Lazy<Task<SampleReport>> _month;
    private readonly Lazy<Task<SampleReport>> _busy;
    private readonly Lazy<Task<SampleReport>> _long;
    private readonly Lazy<Task<SampleReport>> _many;

    public SampleReports()
    {
        _month = new(() => WriteAsync("month.html", 640));
        _busy = new(() => WriteAsync("busy.html", 3997));
        _long = new(() => WriteAsync("long.html", 640, WithLongTexts));
        _many = new(() => WriteAsync("many.html", 100_000));
    }

    /// <summary>640 sessions of two Regions, one of which could not be read to its end.</summary>
    public Task<SampleReport> Month => _month.Value;

    /// <summary>3,997 sessions.</summary>
    public Task<SampleReport> Busy => _busy.Value;

    /// <summary>640 sessions with nothing but long words.</summary>
    public Task<SampleReport> Long => _long.Value;

    /// <summary>100,000 sessions.</summary>
    public Task<SampleReport> Many => _many.Value;

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<SampleReport> WriteAsync(string name, int count, Func<SessionRecord, SessionRecord>? change = null)
    {
        var draw = new Random(count);
        var sessions = Enumerable.Range(0, count).Select(number => SessionOf(draw, number)).Select(change ?? (session => session)).ToList();
        var file = Path.Combine(_folder.FullName, name);
        using var report = new ReportRenderer().Begin(new ReportOptions
        {
            Path = file,
            Format = ReportFormat.Html,
            Title = change is null ? null : new string('T', 200),
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
        });
        foreach (var session in sessions)
        {
            report.Add(session);
        }

        report.Add(CoverageOf(sessions, "eu-west-1", error: null));
        report.Add(CoverageOf(sessions, "us-east-1", "AccessDeniedException: not authorized to perform ssm:DescribeSessions (request 4f1c)"));
        await report.FinishAsync(CancellationToken.None);
        return new SampleReport(file, sessions);
    }

    private static SessionRecord SessionOf(Random draw, int number)
    {
        var person = People[(int)(People.Length * draw.NextDouble() * draw.NextDouble())];
        var region = number % 5 == 0 ? "us-east-1" : "eu-west-1";
        var day = End.Date.AddDays(-draw.Next(30));
        var start = new DateTimeOffset(day, TimeSpan.Zero).AddHours(7 + 9 * (draw.NextDouble() + draw.NextDouble()) / 2).AddSeconds(draw.Next(3600));
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && draw.Next(6) > 0)
        {
            start = start.AddDays(-3);
        }

        var log = Logs[draw.Next(Logs.Length)];
        var id = string.Create(CultureInfo.InvariantCulture, $"{person}-{number:x17}");
        var target = draw.Next(40);
        return new SessionRecord
        {
            AccountId = "111122223333",
            Region = region,
            SessionId = id,
            Owner = $"arn:aws:sts::111122223333:assumed-role/Operations/{person}",
            UserName = person,
            Target = string.Create(CultureInfo.InvariantCulture, $"i-{target:x17}"),
            TargetName = target % 3 == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"web-{target}"),
            Platform = "Amazon Linux",
            Status = log.Status is LogStatus.Pending ? "Connected" : "Terminated",
            StartDate = start,
            EndDate = log.Status is LogStatus.Pending ? null : start.AddSeconds(20 + 9000 * Math.Pow(draw.NextDouble(), 3)),
            DocumentName = draw.Next(5) == 0 ? "AWS-StartPortForwardingSession" : "SSM-SessionManagerRunShell",
            SessionType = "Standard_Stream",
            Reason = Reasons[draw.Next(Reasons.Length)] is { Length: > 0 } reason ? reason : null,
            AccessType = "Standard",
            ObservedAt = DateTimeOffset.UtcNow,
            LogStatus = log.Status,
            LogDetail = log.Detail,
            S3LogStatus = log.Status,
            S3Uri = $"s3://audit-logs/sessions/{id}.log",
            CloudWatchLogStatus = LogStatus.NotConfigured,
        };
    }

    private static SessionRecord WithLongTexts(SessionRecord session) => session with
    {
        SessionId = session.SessionId + new string('s', 60),
        UserName = session.UserName + new string('u', 100),
        Target = session.Target + new string('t', 100),
        TargetName = session.TargetName + new string('n', 100),
        DocumentName = new string('D', 128),
        Status = new string('S', 40),
        Reason = new string('R', 256),
        EndDate = session.EndDate?.AddDays(200),
        LogStatus = LogStatus.Unknown,
        LogDetail = new string('L', 1000),
        UnknownReason = new string('W', 500),
        S3Uri = "s3://" + new string('b', 900),
    };

    private static SessionReportCoverage CoverageOf(List<SessionRecord> sessions, string region, string? error) => new()
    {
        AccountId = "111122223333",
        Region = region,
        After = End.AddDays(-34),
        Before = End,
        Complete = error is null,
        Sessions = sessions.Count(session => session.Region == region),
        Calls = 4,
        Throttled = 0,
        Error = error,
    };
}
