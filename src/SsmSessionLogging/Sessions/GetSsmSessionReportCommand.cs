using SessionLogging.Recorded;
using SessionLogging.Sessions.Reading;
using SessionLogging.Sessions.Reports;
using SsmSessionLogging.Views;

namespace SsmSessionLogging.Sessions;

/// <summary>Gets the Session Manager sessions of the last 30 days, and what became of their logs.</summary>
/// <remarks>
/// <para>One object for each session that runs, whenever it started, and for each that started in the last 30 days and ended, as they come. Session Manager remembers no longer: -Path reads back what Export-SsmSessionReport kept.</para>
/// <para>The log status is worked out from the versions of the Session documents: Expected says where a log should be, not that somebody looked. With -CheckLog each log is looked for, and only then it is Found, Empty or Missing. What cannot be known is Unknown, and LogDetail says why. The eight statuses are explained in about_SsmSessionLogging.</para>
/// <para>What is not complete is said: a Region that failed is an error, and a warning says which part of the time is not covered. -IncludeCoverage says the same as objects.</para>
/// </remarks>
/// <returns>The sessions. Values such as Reason and Owner are the words of their owners: data, never to be run or rendered.</returns>
/// <permission><c>ssm:DescribeSessions</c>; for the log status <c>ssm:DescribeDocument</c>, <c>ssm:GetDocument</c> and <c>ssm:ListDocumentVersions</c> (not with -SkipLogStatus).</permission>
/// <permission>With -CheckLog <c>s3:GetObject</c> and <c>s3:ListBucket</c> on the bucket (without the latter a log that is not there is Unknown), <c>kms:Decrypt</c> on a bucket's key of your own for objects of at most 1 KB, which are read, <c>s3:GetLifecycleConfiguration</c>, <c>logs:DescribeLogStreams</c> and <c>logs:DescribeLogGroups</c>.</permission>
/// <permission>With -IncludeOrigin <c>cloudtrail:LookupEvents</c>.</permission>
/// <permission>With -ResolveTarget <c>ssm:DescribeInstanceInformation</c>.</permission>
/// <example>
/// The sessions of the last seven days
/// <code>Get-SsmSessionReport -Days 7 -Region eu-west-1</code>
/// </example>
/// <example>
/// Who is on a node right now?
/// <code>Get-SsmSessionReport -State Active -ResolveTarget -Region eu-west-1 | Format-List SessionId, UserName, TargetName, Reason</code>
/// </example>
/// <example>
/// Which sessions left no log, and why?
/// <code>
/// Get-SsmSessionReport -CheckLog -Region eu-west-1 |
///     Where-Object LogStatus -in Missing, Empty |
///     ForEach-Object { "$($_.SessionId): $($_.LogDetail)" }
/// </code>
/// </example>
/// <example>
/// The same where an account of its own keeps the logs: it is asked with a role there
/// <code>
/// Get-SsmSessionReport -CheckLog -LogRoleArn arn:aws:iam::444455556666:role/Audit -Region eu-west-1 |
///     Select-Object SessionId, LogStatus
/// </code>
/// </example>
/// <example>
/// Who connected from where, to what, over 90 days?
/// <code>Get-SsmSessionReport -Days 90 -IncludeOrigin -SkipLogStatus -Region eu-west-1 | Format-List SessionId, UserName, OnBehalfOf, SourceIPAddress, Target, Host, KnownFrom</code>
/// </example>
/// <example>
/// One identity, in several Regions
/// <code>Get-SsmSessionReport -Owner jdoe -Region eu-west-1, us-east-1 | Sort-Object StartDate | Select-Object Region, SessionId, LogStatus</code>
/// </example>
/// <example>
/// The accounts and Regions of a list
/// <code>Import-Csv ./accounts.csv | Get-SsmSessionReport -RoleArn 'arn:aws:iam::{AccountId}:role/Audit' -Days 7 | Measure-SsmSession -By AccountId, Region</code>
/// <para>The file has the columns AccountId and Region. The role is assumed in each account.</para>
/// </example>
/// <example>
/// The accounts of an organizational unit
/// <code>Get-SsmSessionReport -RoleArn 'arn:aws:iam::{AccountId}:role/Audit' -OrganizationalUnit ou-5box-workload -Region eu-west-1, us-east-1 -SkipLogStatus -IncludeCoverage | Sort-Object Region | Select-Object AccountName, Region, Complete</code>
/// <para>Those in the unit and in all units below it. In the sandbox they have no sessions; the coverage says that they were asked.</para>
/// </example>
/// <example>
/// What was kept from earlier
/// <code>Get-SsmSessionReport -Path ./history.jsonl -Owner jdoe | Measure-SsmSession -By UserName</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html">Session Manager: logging session activity</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-auditing.html">Session Manager: auditing session activity</seealso>
/// <seealso href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/">Amazon S3 User Guide</seealso>
/// <seealso href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/">Amazon CloudWatch Logs User Guide</seealso>
/// <seealso cref="Sessions.MeasureSsmSessionCommand"/>
/// <seealso cref="Sessions.ExportSsmSessionReportCommand"/>
/// <seealso cref="Sessions.GetSsmSessionLogCommand"/>
/// <seealso cref="Preferences.GetSsmLoggingPreferenceCommand"/>
[Cmdlet(VerbsCommon.Get, "SsmSessionReport", DefaultParameterSetName = "Days")]
[OutputType(typeof(SessionRecord), typeof(SessionReportCoverage))]
public sealed class GetSsmSessionReportCommand : LogReadingCmdlet
{
    private readonly List<AccountOpening> _openings = [];
    private readonly HashSet<(string? AccountId, string? Region)> _places = [];
    private readonly List<string> _files = [];
    private SessionReportOptions? _options;

    /// <summary>
    /// <para>The last calendar days to report, today included: 1 to 30, with -IncludeOrigin or -Path up to 90. 1 is since midnight in -TimeZone, 7 since the midnight six days before. Sessions that run are given whenever they started, unless files are read.</para>
    /// <para>Without it all that Session Manager remembers is reported, 30 times 24 hours up to now, or all that files hold.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Days")]
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "LiteralPath")]
    [ValidateNotNull]
    [ValidateRange(1, CallHistory.Days)]
    [NoFiles]
    public int? Days { get; set; }

    /// <summary>Whose midnight the days of -Days begin at, by the system's name of the time zone: Europe/Berlin, in Windows PowerShell W. Europe Standard Time. A name that is not known is an error (TimeZoneUnknown).</summary>
    [Parameter(ParameterSetName = "Days")]
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "LiteralPath")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Only sessions that started then or later. ISO 8601 is read alike in every culture; a time without a zone is local. Whether Session Manager still remembers that time is judged by the service's clock (WindowTooOld).</summary>
    [Instant]
    [Parameter(Mandatory = true, ParameterSetName = "Window")]
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "LiteralPath")]
    [ValidateNotNull]
    [NoFiles]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only sessions that started before then. Without it every session up to now is given, whatever this machine's clock shows, and the coverage says up to when by the service's. ISO 8601 is read alike in every culture; a time without a zone is local.</summary>
    [Instant]
    [Parameter(ParameterSetName = "Window")]
    [Parameter(ParameterSetName = "Path")]
    [Parameter(ParameterSetName = "LiteralPath")]
    [ValidateNotNull]
    [NoFiles]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Files that Export-SsmSessionReport wrote, JSON lines or CSV, with * and ? as wildcards: their records are read back, and nothing is asked of AWS. History that is older than AWS keeps it comes from there. Of a session that stands in several files, the file written last counts. -Region, -AccountId, -ExcludeRegion and -ExcludeAccountId narrow the records.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Files as -Path takes them, by their exact names; those of Get-ChildItem may be piped.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Objects that carry a Region and an AccountId, for example rows of a CSV file, preferences or other sessions: the report is about those accounts and Regions, each once, and needs credentials for them. One that is null, blank or without a Region is an error, and never means the default Region.</summary>
    [Parameter(ParameterSetName = "Days", ValueFromPipeline = true)]
    [Parameter(ParameterSetName = "Window", ValueFromPipeline = true)]
    [DocumentAddress(IsOfPlace = true)]
    [NoFiles]
    public DocumentAddress[]? InputObject { get; set; }

    /// <summary>Sessions that run, those that ended, or both, which is the default.</summary>
    [Parameter(ParameterSetName = "Days")]
    [Parameter(ParameterSetName = "Window")]
    [NamedValues(typeof(SessionLists))]
    public SessionLists State { get; set; }

    /// <summary>Only sessions to these nodes, by their ids.</summary>
    [Parameter]
    [Alias("SessionTarget")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TargetCompleter))]
    public string[] Target { get; set; } = [];

    /// <summary>Only sessions of these identities: an ARN or a name, of a user, a role, a role's session (ROLE/SESSION) or an IAM Identity Center permission set, with * and ? as wildcards. A role's ARN is taken with or without its path.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OwnerCompleter))]
    public string[] Owner { get; set; } = [];

    /// <summary>Only sessions in these states.</summary>
    [Parameter]
    [ValidateSet("Connected", "Connecting", "Disconnected", "Terminated", "Terminating", "Failed")]
    public string[] Status { get; set; } = [];

    /// <summary>Only these sessions.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string[] SessionId { get; set; } = [];

    /// <summary>Only sessions with this kind of access.</summary>
    [Parameter]
    [ValidateSet("Standard", "JustInTime")]
    public string[] AccessType { get; set; } = [];

    /// <summary>Only sessions that used these Session documents, with * and ? as wildcards.</summary>
    [Parameter]
    [Alias("OnDocument")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionDocumentCompleter))]
    public string[] DocumentName { get; set; } = [];

    /// <summary>Adds TargetName and Platform, of nodes that Systems Manager still knows.</summary>
    [Parameter(ParameterSetName = "Days")]
    [Parameter(ParameterSetName = "Window")]
    public SwitchParameter ResolveTarget { get; set; }

    /// <summary>Looks for the logs: Found, Empty and Missing say what is there. The sessions come once all of a Region's are read. Without it the status is worked out from the Session documents.</summary>
    [Parameter(ParameterSetName = "Days")]
    [Parameter(ParameterSetName = "Window")]
    public SwitchParameter CheckLog { get; set; }

    /// <summary>Leaves out what became of the logs, and the calls for it.</summary>
    [Parameter(ParameterSetName = "Days")]
    [Parameter(ParameterSetName = "Window")]
    public SwitchParameter SkipLogStatus { get; set; }

    /// <summary>
    /// <para>Adds where each session came from, by CloudTrail's Event history, which every account has for 90 days: SourceIPAddress, UserAgent, AccessKeyId, MfaAuthenticated, OnBehalfOf, SourceIdentity, EventTime, EventId, and Host and Port of forwarded ports. KnownFrom says whether Session Manager and CloudTrail both know it, OriginDetail why not.</para>
    /// <para>With -Days 31 to 90, or -After, sessions that Session Manager has forgotten are given from their calls alone: KnownFrom is StartSession, StartDate says when they were granted, and Status and EndDate stay empty. AWS answers two questions a second of 50 calls each, account and Region: 6,000 calls take a minute, and sessions come once they are read.</para>
    /// <para>A source address may be a gateway's, and a role session's name is its caller's own choice: OnBehalfOf and SourceIdentity rank above it. MfaAuthenticated is empty for roles, federated users and IAM Identity Center unless CloudTrail says true. A history that may not be read is an error, and the sessions come without it.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Days")]
    [Parameter(ParameterSetName = "Window")]
    [Alias("CloudTrail")]
    public SwitchParameter IncludeOrigin { get; set; }

    /// <summary>Calls of DescribeSessions per second, account and Region. AWS's quota is 6; 0: as many as it lets through.</summary>
    [Parameter(ParameterSetName = "Days")]
    [Parameter(ParameterSetName = "Window")]
    [ValidateRange(0, 1000)]
    [NoNull("Leave it out for AWS's quota.")]
    [NoFiles]
    public double MaxCallsPerSecond { get; set; } = CallLimiter.DefaultRate;

    /// <summary>Gives, after the sessions, an object for each account and Region that says what they cover.</summary>
    [Parameter]
    public SwitchParameter IncludeCoverage { get; set; }

    private SessionSelection Selection => new()
    {
        Owner = Owner, Target = Target, Status = Status, SessionId = SessionId, AccessType = AccessType, DocumentName = DocumentName,
    };

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        if (NamesArchive && !CheckLog)
        {
            throw ReportRequestException.LogIdentityUnused();
        }

        if (MyInvocation.BoundParameters.ContainsKey(nameof(Path)) || MyInvocation.BoundParameters.ContainsKey(nameof(LiteralPath)))
        {
            return;
        }

        base.Prepare();

        // What is piped may be files, whose window is another one.
        if (!MyInvocation.ExpectingInput)
        {
            _options = Options();
        }
    }

    /// <inheritdoc/>
    private protected override bool ProcessAtOnce()
    {
        var files = FileSystemPaths.Resolve(this, Path, LiteralPath);
        if (files.Count > 0)
        {
            RequireNoUnit();
        }

        _files.AddRange(files);
        return files.Count > 0;
    }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        _options ??= Options();
        var openings = InputObject?.Select(place => Accounts.HomeOf(place.AccountId, place.Region, place.AccountName))
            ?? await AllOpeningsAsync(cancellationToken).ConfigureAwait(false);
        _openings.AddRange(openings.Where(opening => _places.Add((opening.AccountId, opening.Region))));
    }

    /// <inheritdoc/>
    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_files.Count > 0)
        {
            var since = Days is { } days ? ReportWindow.OfDays(days, ReportTimeZone.Named(TimeZone), TimeProvider.System.GetUtcNow(), CallHistory.Days).After : (DateTimeOffset?)null;
            new RecordFiles(Pipeline) { Takes = record => Takes(record, since), IncludeCoverage = IncludeCoverage, Table = TableViews.OfSessions(isOfRegions: true, hasNames: false, LogStatusDepth.WorkedOut) }
                .Write(_files.OrderByDescending(File.GetLastWriteTimeUtc), cancellationToken);
        }

        if (_openings.Count > 0)
        {
            await ReportAsync(_options!, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReportAsync(SessionReportOptions options, CancellationToken cancellationToken)
    {
        var report = new SessionReport(options, new ReportListener(Pipeline, (opening, failure) => Tell(opening, failure)) { Table = TableViews.OfSessions(_openings.Count > 1, ResolveTarget, options.LogStatus) });
        var coverages = await report.RunAsync(_openings, AccountIdAsync, cancellationToken).ConfigureAwait(false);
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

    private SessionReportOptions Options()
    {
        var memory = IncludeOrigin && (Days is not null || After is not null) ? CallHistory.Days : ReportWindow.HistoryDays;
        var window = ReportWindows.Of(Days, TimeZone, After, Before, memory);
        var listed = IncludeOrigin ? window.RememberedPart(TimeProvider.System.GetUtcNow()) : window;
        return new()
        {
            Request = new SessionRequest
            {
                Window = listed ?? window,
                TakesEarlierRunning = ParameterSetName == "Days",
                Lists = State,
                Selection = Selection,
            },
            AsksSessions = listed is not null,
            OriginWindow = IncludeOrigin ? window : null,
            LogStatus = SessionReportOptions.DepthOf(CheckLog, SkipLogStatus),
            LogKeeper = NamesArchive ? Logs.ReaderOfAsync : null,
            ResolveTargets = ResolveTarget,
            MaxCallsPerSecond = MaxCallsPerSecond,
        };
    }

    private void RequireNoUnit()
    {
        if (OrganizationalUnit is not null)
        {
            throw new ConnectionException(
                "OrganizationalUnitOffline", "Files do not say in which unit an account lies, and with -Path nobody is asked.", "Give -AccountId instead.");
        }
    }

    private bool Takes(SessionRecord record, DateTimeOffset? since) =>
        (since is null || record.StartDate >= since)
        && (After is null || record.StartDate >= After)
        && (Before is null || record.StartDate < Before)
        && (Region is null || Array.Exists(Region, given => RegionName.Fits(record.Region, given)))
        && (ExcludeRegion is null || !Array.Exists(ExcludeRegion, given => RegionName.Fits(record.Region, given)))
        && (AccountId is null || Array.Exists(AccountId, given => AccountNumber.Fits(record.AccountId ?? "", given)))
        && (ExcludeAccountId is null || !Array.Exists(ExcludeAccountId, given => AccountNumber.Fits(record.AccountId ?? "", given)))
        && Selection.Takes(record);
}
