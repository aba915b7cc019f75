using System.Collections.Concurrent;
using SessionLogging.Findings;
using SessionLogging.Logs.Archive;
using SessionLogging.Logs.Sources;

namespace SessionLogging.Tests.Logs.Archive;

/// <summary>An archive in a folder of its own, and who saves into it.</summary>
internal sealed class ArchiveRun : IDisposable, ISaveListener
{
    public static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _outer = Directory.CreateTempSubdirectory("archive");

    public string Folder => Path.Combine(_outer.FullName, "evidence");

    public FakeStoredLogs Source { get; } = new();

    public TimeProvider Time { get; set; } = new StoppedClock();

    public ConcurrentQueue<(string SessionId, SessionLoggingException Failure)> Failures { get; } = new();

    public SaveProgress Progress { get; private set; } = new(0, 0, 0);

    public IEnumerable<string> Files => Directory.Exists(Folder)
        ? Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)
        : [];

    /// <summary>A session that ended two hours ago and left a log in S3.</summary>
    public SessionRecord Session(string id, string? log = "Script started\nls\n", SessionLogOrigin origin = SessionLogOrigin.S3)
    {
        if (log is not null)
        {
            Source.Logs[id] = new FakeLog(Encoding.UTF8.GetBytes(log), origin);
        }

        return new SessionRecord
        {
            AccountId = "111122223333", Region = "eu-west-1", SessionId = id, UserName = "jdoe", Target = "i-0123", StartDate = Now.AddHours(-3), EndDate = Now.AddHours(-2), LogStatus = LogStatus.Expected,
        };
    }

    public Task<SessionLogSave> SaveAsync(params SessionRecord[] sessions) => SaveAsync(sessions, options => options);

    public async Task<SessionLogSave> SaveAsync(IEnumerable<SessionRecord> sessions, Func<SaveOptions, SaveOptions> with, ArchiveFiles? files = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        var options = with(new SaveOptions
        {
            Folder = Folder, ThrottleLimit = 4, Circumstances = _ => Task.FromResult(new SaveCircumstances { Callers = ["arn:aws:iam::111122223333:user/auditor"], Machine = "m", MachineUser = "u", ModuleVersion = "1.2.3" }),
        });
        using var saving = await SessionLogSaving.BeginAsync(options, Source, this, Time, files ?? new ArchiveFiles(), cancel);
        foreach (var session in sessions)
        {
            await saving.AddAsync(session, cancel);
        }

        return await saving.FinishAsync(cancel);
    }

    /// <summary>What the check finds wrong: rule and subject.</summary>
    public IReadOnlyList<string> Faults(ArchiveAnchor? anchor = null, params ISignatureVerifier[] verifiers) =>
        [.. Check(anchor, verifiers).Where(finding => finding.Status is not (FindingStatus.Pass or FindingStatus.NotApplicable)).Select(finding => $"{finding.RuleId} {finding.Subject}")];

    public IReadOnlyList<Finding> Check(ArchiveAnchor? anchor = null, params ISignatureVerifier[] verifiers) =>
        new ArchiveCheck(Folder, anchor, verifiers).Run(TestContext.Current.CancellationToken);

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    public JsonObject[] Manifest(int number) => [.. File.ReadLines(PathOf(ManifestFile.NameOf(number))).Select(line => JsonNode.Parse(line)!.AsObject())];

    public void OnFailure(SessionRecord session, SessionLoggingException failure) => Failures.Enqueue((session.SessionId, failure));

    public void OnProgress(SaveProgress progress) => Progress = progress;

    public void Dispose() => _outer.Delete(recursive: true);

    /// <summary>Always the same time of day; waits end as they do.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
