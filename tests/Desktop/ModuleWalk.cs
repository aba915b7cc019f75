using SessionLogging.Actions;
using SessionLogging.Actions.Changes;
using SessionLogging.Audits;
using SessionLogging.Findings;
using SessionLogging.Logs;
using SessionLogging.Logs.Archive;
using SessionLogging.Logs.Reading;
using SessionLogging.Logs.Sources;
using SessionLogging.Preferences.Editing;
using SessionLogging.Preferences.Reading;
using SessionLogging.Sessions.Logging;
using SessionLogging.Sessions.Reading;
using SessionLogging.Sessions.Reports;

namespace SessionLogging.Desktop;

/// <summary>One account, from its preferences to an archive of its logs.</summary>
internal sealed class ModuleWalk(LoadedModule module, string url, string folder) : IAccountInteraction, ICallObserver, ISessionReportListener, ISaveListener
{
    private const string AccountId = "111122223333";
    private const string Region = "eu-west-1";
    private const int Logs = 20;

    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly List<SessionRecord> _sessions = [];
    private readonly PreferenceTarget _target = new(AccountId, Region, "SSM-SessionManagerRunShell");
    private IAccount _account = null!;
    private int _failures;

    internal async Task<int> RunAsync()
    {
        await StepAsync("open", OpenAsync);
        await StepAsync("read", async () => (await new PreferenceReader(_account.Documents, _target).ReadLatestAsync(Never)).Document);
        await StepAsync("change", () => ChangeAsync(DestinationRequests.S3("audit-logs", "desktop/", requireEncryption: true)));
        await StepAsync("change again", () => ChangeAsync(DestinationRequests.CloudWatch("/session-manager/encrypted", requireEncryption: true, streaming: true)));
        await StepAsync("refuse", RefuseAsync);
        await StepAsync("check", async () =>
        {
            var findings = await PreferenceAudit.ReadAsync(_account, _target, new PreferenceReader(_account.Documents, _target), new AuditOptions(), Never);
            return $"{findings.Count} findings, {findings.Count(finding => finding.Status is FindingStatus.Unknown)} unknown";
        });
        await StepAsync("report", ReportAsync);
        await StepAsync("write", WriteAsync);
        await StepAsync("register", RegisterAsync);
        await StepAsync("save", SaveAsync);
        await StepAsync("check the archive", () => Task.FromResult<object?>(
            string.Join(" ", new ArchiveCheck(Path.Combine(folder, "archive"), anchor: null, []).Run(Never).Where(finding => finding.Status is FindingStatus.Fail).Select(finding => finding.RuleId))));
        return _failures;
    }

    public Task<string> ReadMfaTokenAsync(string serialNumber, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void OnCall(AwsCall call)
    {
    }

    public void OnRecords(IReadOnlyList<SessionRecord> records)
    {
        lock (_sessions)
        {
            _sessions.AddRange(records);
        }
    }

    public void OnProgress(string? accountId, string region, SessionProgress progress)
    {
    }

    public void OnOriginProgress(string? accountId, string region, long calls)
    {
    }

    public void OnLogCheck(string region, LogCheckEstimate estimate)
    {
    }

    public void OnTargetsUnresolved(string region, AwsCallException failure) => Fail("targets", failure);

    public void OnFailure(AccountOpening opening, SessionLoggingException failure) => Fail(Region, failure);

    public void OnRegionNotEnabled(AccountOpening opening, SessionLoggingException failure) => Fail(Region, failure);

    public void OnCovered(SessionReportCoverage coverage, TimeSpan elapsed)
    {
    }

    public void OnFailure(SessionRecord session, SessionLoggingException failure) => Fail(session.SessionId, failure);

    public void OnProgress(SaveProgress progress)
    {
    }

    private async Task<object?> OpenAsync()
    {
        var opener = module.Component<IAccountOpener>("Accounts");
        var options = new ConnectionOptions { Region = Region, EndpointUrl = url, AccessKey = "AKIASANDBOXACCOUNT01", SecretKey = "sandbox-secret-key-of-account-one" };
        _account = await opener.OpenAsync(options, this, this, Never);
        return (await _account.GetCallerIdentityAsync(Never)).Arn;
    }

    private async Task<object?> ChangeAsync(PreferenceRequest request)
    {
        var changer = new PreferenceChanger(_account, _target, request, new ChangeOptions(), TimeProvider.System);
        var proposal = await changer.ProposeAsync(Never);
        proposal.ThrowIfBlocked();
        var (receipt, _) = await changer.MakeAsync(proposal, Never);
        return $"{receipt!.Result} {string.Join(", ", receipt.Changes)}";
    }

    private async Task<object?> RefuseAsync()
    {
        try
        {
            return "not refused: " + await ChangeAsync(DestinationRequests.S3("no-such-bucket-at-all", keyPrefix: null, requireEncryption: null));
        }
        catch (SessionLoggingException refused)
        {
            return refused.ErrorId;
        }
    }

    private async Task<object?> ReportAsync()
    {
        var options = new SessionReportOptions
        {
            Request = new SessionRequest { Window = ReportWindow.Remembered(DateTimeOffset.UtcNow) },
            LogStatus = LogStatusDepth.LookedFor,
            ResolveTargets = true,
        };
        var coverage = (await new SessionReport(options, this).RunAsync([new AccountOpening(AccountId, Region, _ => Task.FromResult(_account))], (_, _) => Task.FromResult<string?>(AccountId), Never)).Single();
        return $"{_sessions.Count}, complete {coverage.Complete}, logs {string.Join(" ", _sessions.GroupBy(session => session.LogStatus).Select(group => $"{group.Key} {group.Count()}"))}";
    }

    /// <summary>Writes the sessions of a file, so that another .NET can be asked for the same.</summary>
    private async Task<object?> WriteAsync()
    {
        var sessions = File.ReadLines(Path.Combine(folder, "sessions.jsonl")).Select(SessionRecordJson.ReadRecord).ToList();
        foreach (var (name, format) in new[] { ("desktop.html", ReportFormat.Html), ("desktop.csv", ReportFormat.Csv), ("desktop.jsonl", ReportFormat.JsonLines) })
        {
            using var report = module.Component<IReportRenderer>("Reports").Begin(new ReportOptions { Path = Path.Combine(folder, name), Format = format, TimeZone = TimeZoneInfo.Utc, Title = "Sessions" });
            sessions.ForEach(report.Add);
            await report.FinishAsync(Never);
        }

        return sessions.Count;
    }

    private async Task<object?> RegisterAsync()
    {
        var actions = new SessionActions(_account, TimeProvider.System);
        var plan = await actions.PlanAsync(new SessionActionRequest { Name = "desktop", Target = ActionTarget.Topic($"arn:aws:sns:{Region}:{AccountId}:session-activity") }, Never);
        await actions.RegisterAsync(plan, Never);
        var findings = await actions.TestAsync("desktop", send: false, Never);
        await actions.UnregisterAsync("desktop", Never);
        return string.Join(" ", findings.Where(finding => finding.Status is FindingStatus.Fail).Select(finding => finding.RuleId));
    }

    private async Task<object?> SaveAsync()
    {
        var options = new SaveOptions
        {
            Folder = Path.Combine(folder, "archive"),
            Circumstances = _ => Task.FromResult(new SaveCircumstances { Machine = "desktop", MachineUser = "desktop", ModuleVersion = "0" }),
        };
        using var logs = new StoredLogs(_ => Task.FromResult(_account), _ => Task.FromResult(_account));
        using var saving = await SessionLogSaving.BeginAsync(options, logs, this, time: null, Never);
        foreach (var session in _sessions.Where(session => session.LogStatus is LogStatus.Found).Take(Logs))
        {
            await saving.AddAsync(session, Never);
        }

        var saved = await saving.FinishAsync(Never);
        var lines = Directory.GetFiles(options.Folder, "*.log", SearchOption.AllDirectories).Sum(path => new SessionLogFile(path, new SessionLogOptions(), _ => { }).ReadLines().Count());
        return $"{saved.Saved}, {(lines > 0 ? "with" : "without")} text";
    }

    private async Task StepAsync(string name, Func<Task<object?>> step)
    {
        try
        {
            Console.WriteLine($"{name}: {await step()}");
        }
        catch (Exception failure)
        {
            Fail(name, failure);
        }
    }

    private void Fail(string name, Exception failure)
    {
        Interlocked.Increment(ref _failures);
        Console.WriteLine($"FAIL {name}: {failure}");
    }
}
