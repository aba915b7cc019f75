using System.Management.Automation;
using SessionLogging;
using SessionLogging.Accounts;
using SessionLogging.Sessions;
using SessionLogging.Sessions.Logging;
using SsmSessionLogging.Abstractions;

namespace SsmSessionLogging.Sessions;

/// <summary>
/// <para type="synopsis">Gets the Session Manager sessions of the last 30 days, and what became of their logs.</para>
/// <para type="description">One object for each session that runs or ended in the last 30 days, the account's and Region's sessions as they come. The log status is worked out from the versions of the Session documents: Expected says where a log should be, not that somebody looked. What cannot be known is Unknown, with why.</para>
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
    private SessionRequest? _request;

    /// <summary>
    /// <para type="description">The last days to report, today included, 1 to 30.</para>
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
    /// <para type="description">Only sessions that started then or later. A time without a zone is local.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Window")]
    public DateTimeOffset After { get; set; }

    /// <summary>
    /// <para type="description">Only sessions that started before then; now by default. A time without a zone is local.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Window")]
    public DateTimeOffset? Before { get; set; }

    /// <summary>
    /// <para type="description">Sessions that run, those that ended, or both.</para>
    /// </summary>
    [Parameter]
    public SessionLists State { get; set; }

    /// <summary>
    /// <para type="description">Only sessions to these nodes.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Target { get; set; } = [];

    /// <summary>
    /// <para type="description">Only sessions of these identities: an ARN or a user name, with * and ? as wildcards.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
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
    public string[] DocumentName { get; set; } = [];

    /// <summary>
    /// <para type="description">Leaves out what became of the logs, and the calls for it.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter SkipLogStatus { get; set; }

    /// <summary>
    /// <para type="description">Calls of DescribeSessions per second, account and Region. AWS's quota is 6; 0: as many as it lets through.</para>
    /// </summary>
    [Parameter]
    [ValidateRange(0, 1000)]
    public double MaxCallsPerSecond { get; set; } = CallLimiter.DefaultRate;

    /// <summary>
    /// <para type="description">Gives, after each account's and Region's sessions, an object that says what they cover.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeCoverage { get; set; }

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        var now = TimeProvider.System.GetUtcNow();
        _request = new SessionRequest
        {
            Window = ParameterSetName == "Window"
                ? ReportWindow.Between(After, Before ?? now).RequireRemembered(now)
                : ReportWindow.OfDays(Days, ReportTimeZone.Named(TimeZone), now),
            Lists = State,
            Selection = new SessionSelection
            {
                Owner = Owner, Target = Target, Status = Status, SessionId = SessionId, AccessType = AccessType, DocumentName = DocumentName,
            },
        };
    }

    /// <inheritdoc/>
    private protected override Task ProcessAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Accounts.All().Select(opening => ReportAsync(opening, cancellationToken)));

    private async Task ReportAsync(AccountOpening opening, CancellationToken cancellationToken)
    {
        try
        {
            var account = await opening.OpenAsync(cancellationToken).ConfigureAwait(false);
            var accountId = await AccountIdAsync(account, cancellationToken).ConfigureAwait(false);
            var limiter = CallLimiterRegistry.Process.For(accountId ?? "", account.Region, MaxCallsPerSecond);
            var reading = new SessionSource(accountId, account.Region, account.Sessions, limiter).Read(_request!, new ReportProgress(Pipeline, account.Region).Show);
            await WriteAsync(reading, account, accountId, cancellationToken).ConfigureAwait(false);
        }
        catch (SessionLoggingException failure)
        {
            Pipeline.Error(ErrorRecords.From(failure, document: null));
        }
    }

    private async Task WriteAsync(SessionReading reading, IAccount account, string? accountId, CancellationToken cancellationToken)
    {
        var logs = SkipLogStatus ? null : new SessionLogs(account.Documents, TimeProvider.System);
        try
        {
            await foreach (var page in reading.ConfigureAwait(false))
            {
                foreach (var session in page)
                {
                    var log = logs is null ? null : await logs.AssessAsync(session, cancellationToken).ConfigureAwait(false);
                    Pipeline.Write(SessionRecords.From(session, accountId, account.Region, log));
                }
            }
        }
        finally
        {
            Conclude(reading.Coverage, cancellationToken);
        }
    }

    private void Conclude(SessionReportCoverage coverage, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        Pipeline.Verbose(FormattableString.Invariant($"{coverage.Region}: {coverage.Sessions} sessions, {coverage.Calls} calls, {coverage.Throttled} throttled"));
        if (!coverage.Complete)
        {
            Pipeline.Warning($"The report of {coverage.AccountId} {coverage.Region} is not complete: {coverage.Error}");
        }

        if (IncludeCoverage)
        {
            Pipeline.Write(coverage);
        }
    }
}
