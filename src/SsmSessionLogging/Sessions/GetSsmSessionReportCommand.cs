namespace SsmSessionLogging.Sessions;

/// <summary>
/// <para type="synopsis">Gets the Session Manager sessions of the last 30 days, and what became of their logs.</para>
/// <para type="description">One object for each session that runs, and for each that started in the last 30 days and ended, as they come. The log status is worked out from the versions of the Session documents: Expected says where a log should be, not that somebody looked. What cannot be known is Unknown, with why.</para>
/// <example>
///   <code>Get-SsmSessionReport -Days 7 -Region eu-west-1</code>
///   <para>The sessions of the last seven days.</para>
/// </example>
/// <example>
///   <code>Get-SsmSessionReport -SessionId jdoe-0123456789abcdef0 -Region eu-west-1 | ForEach-Object { $_.LogDetail }</code>
///   <para>Why has this session no log?</para>
/// </example>
/// </summary>
[Cmdlet(VerbsCommon.Get, "SsmSessionReport", DefaultParameterSetName = "Days")]
[OutputType(typeof(SessionRecord), typeof(SessionReportCoverage))]
public sealed class GetSsmSessionReportCommand : ConnectedCmdlet
{
    private SessionReportOptions? _options;
    private IReadOnlyList<string> _files = [];

    /// <summary>
    /// <para type="description">The last calendar days to report, today included: 1 is since midnight. 30, the default, is all that Session Manager remembers: 30 days to the minute.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Days")]
    [ValidateRange(1, ReportWindow.HistoryDays)]
    public int Days { get; set; } = ReportWindow.HistoryDays;

    /// <summary>
    /// <para type="description">Whose midnight a day begins at, by the system's name of the time zone. UTC by default.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Days")]
    [ValidateNotNullOrEmpty]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>
    /// <para type="description">Only sessions that started then or later. ISO 8601 is read alike in every culture; a time without a zone is local. Whether Session Manager still remembers that time is judged by the service's clock.</para>
    /// </summary>
    [Instant]
    [Parameter(Mandatory = true, ParameterSetName = "Window")]
    [Parameter(ParameterSetName = "Path")]
    [ValidateNotNull]
    public DateTimeOffset? After { get; set; }

    /// <summary>
    /// <para type="description">Only sessions that started before then. Without it every session up to now is given, whatever this machine's clock shows, and the coverage says up to when by the service's. ISO 8601 is read alike in every culture; a time without a zone is local.</para>
    /// </summary>
    [Instant]
    [Parameter(ParameterSetName = "Window")]
    [Parameter(ParameterSetName = "Path")]
    [ValidateNotNull]
    public DateTimeOffset? Before { get; set; }

    /// <summary>
    /// <para type="description">Files of JSON lines that Export-SsmSessionReport wrote: their records are read back, and nothing is asked of AWS. History that is older than AWS keeps it comes from there. Of a session that stands in several files, the file written last counts. -Region and -AccountId narrow the records.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>
    /// <para type="description">Sessions that run, those that ended, or both.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Days")]
    [Parameter(ParameterSetName = "Window")]
    [NamedValues(typeof(SessionLists))]
    public SessionLists State { get; set; }

    /// <summary>
    /// <para type="description">Only sessions to these nodes.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TargetCompleter))]
    public string[] Target { get; set; } = [];

    /// <summary>
    /// <para type="description">Only sessions of these identities: an ARN or a name, of a user, a role, a role's session (ROLE/SESSION) or an IAM Identity Center permission set, with * and ? as wildcards. A role's ARN is taken with or without its path.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OwnerCompleter))]
    public string[] Owner { get; set; } = [];

    /// <summary>
    /// <para type="description">Only sessions in these states.</para>
    /// </summary>
    [Parameter]
    [ValidateSet("Connected", "Connecting", "Disconnected", "Terminated", "Terminating", "Failed")]
    public string[] Status { get; set; } = [];

    /// <summary>
    /// <para type="description">Only these sessions.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] SessionId { get; set; } = [];

    /// <summary>
    /// <para type="description">Only sessions with this kind of access.</para>
    /// </summary>
    [Parameter]
    [ValidateSet("Standard", "JustInTime")]
    public string[] AccessType { get; set; } = [];

    /// <summary>
    /// <para type="description">Only sessions that used these Session documents, with * and ? as wildcards.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionDocumentCompleter))]
    public string[] DocumentName { get; set; } = [];

    /// <summary>
    /// <para type="description">Adds TargetName and Platform, of nodes that Systems Manager still knows.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Days")]
    [Parameter(ParameterSetName = "Window")]
    public SwitchParameter ResolveTarget { get; set; }

    /// <summary>
    /// <para type="description">Looks for the logs: Found and Missing say what is there. The sessions come once all of a Region's are read. Without it the status is worked out from the Session documents.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Days")]
    [Parameter(ParameterSetName = "Window")]
    public SwitchParameter CheckLog { get; set; }

    /// <summary>
    /// <para type="description">Leaves out what became of the logs, and the calls for it.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Days")]
    [Parameter(ParameterSetName = "Window")]
    public SwitchParameter SkipLogStatus { get; set; }

    /// <summary>
    /// <para type="description">Calls of DescribeSessions per second, account and Region. AWS's quota is 6; 0: as many as it lets through.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Days")]
    [Parameter(ParameterSetName = "Window")]
    [ValidateRange(0, 1000)]
    [NoNull("Leave it out for AWS's quota.")]
    public double MaxCallsPerSecond { get; set; } = CallLimiter.DefaultRate;

    /// <summary>
    /// <para type="description">Gives, after the sessions, an object for each account and Region that says what they cover.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeCoverage { get; set; }

    private SessionSelection Selection => new()
    {
        Owner = Owner, Target = Target, Status = Status, SessionId = SessionId, AccessType = AccessType, DocumentName = DocumentName,
    };

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        if (ParameterSetName == "Path")
        {
            _files = [.. FileSystemPaths.Resolve(this, Path, literalPaths: null).OrderByDescending(File.GetLastWriteTimeUtc)];
            return;
        }

        base.Prepare();
        _options = Options(TimeProvider.System.GetUtcNow());
    }

    /// <inheritdoc/>
    private protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (_options is not null)
        {
            return ReportAsync(_options, cancellationToken);
        }

        new RecordFiles(Pipeline) { Takes = Takes, IncludeCoverage = IncludeCoverage }.Write(_files, cancellationToken);
        return Task.CompletedTask;
    }

    private async Task ReportAsync(SessionReportOptions options, CancellationToken cancellationToken)
    {
        var openings = await Accounts.AllAsync(cancellationToken).ConfigureAwait(false);
        var report = new SessionReport(options, new ReportListener(Pipeline, (opening, failure) => Tell(opening, failure)));
        var coverages = await report.RunAsync(openings, AccountIdAsync, cancellationToken).ConfigureAwait(false);
        if (coverages.Any(coverage => coverage.Complete || coverage.Sessions > 0))
        {
            WarnOfUnnamed();
        }

        ReportListener.WarnOfIncomplete(Pipeline, coverages);
        if (IncludeCoverage)
        {
            Pipeline.WriteEach(coverages);
        }
    }

    private SessionReportOptions Options(DateTimeOffset now) => new()
    {
        Request = new SessionRequest
        {
            Window = ParameterSetName == "Window"
                ? ReportWindow.Between(After!.Value, Before).RequirePlausible(now)
                : ReportWindow.OfDays(Days, ReportTimeZone.Named(TimeZone), now),
            TakesEarlierRunning = ParameterSetName == "Days",
            Lists = State,
            Selection = Selection,
        },
        LogStatus = SessionReportOptions.DepthOf(CheckLog, SkipLogStatus),
        ResolveTargets = ResolveTarget,
        MaxCallsPerSecond = MaxCallsPerSecond,
    };

    private bool Takes(SessionRecord record) =>
        (After is null || record.StartDate >= After)
        && (Before is null || record.StartDate < Before)
        && (Region is null || Array.Exists(Region, given => RegionName.Fits(record.Region, given)))
        && (AccountId is null || AccountId.Contains(record.AccountId, StringComparer.Ordinal))
        && Selection.Takes(record);
}
