using SessionLogging.Recorded;
using SessionLogging.Sessions.Origins;
using SessionLogging.Sessions.Reading;

namespace SsmSessionLogging.Sessions;

/// <summary>Gets the attempts to start Session Manager sessions that came to nothing: by whom, from where, to what.</summary>
/// <remarks>
/// <para>One object for each call of StartSession that was denied or failed in the last 90 days, as CloudTrail's Event history has it in every account and Region, with no trail and no charge. Calls of the same name to other services, such as Athena's, are not counted, nor is ECS Exec, which starts sessions by another call.</para>
/// <para>Outcome is Denied where the caller was not allowed to, else Failed, for example since the target was not connected. Target is what was asked for. A source address may be a gateway's; a role session's name is its caller's own choice, and OnBehalfOf and SourceIdentity rank above it; MfaAuthenticated is empty where it is not known.</para>
/// <para>AWS answers two questions a second of 50 calls each, account and Region; the objects come as they are read. A call is found about five minutes after it was made.</para>
/// </remarks>
/// <permission><c>cloudtrail:LookupEvents</c>.</permission>
/// <example>
/// Who was refused, and where did they want to go?
/// <code>Get-SsmSessionAttempt -Outcome Denied -Region eu-west-1 | Format-List EventTime, UserName, OnBehalfOf, SourceIPAddress, Target, ErrorCode</code>
/// </example>
/// <example>
/// The last week, in two Regions
/// <code>Get-SsmSessionAttempt -Days 7 -Region eu-west-1, us-east-1</code>
/// </example>
/// <example>
/// From which addresses do most come?
/// <code>Get-SsmSessionAttempt -Region eu-west-1 | Group-Object SourceIPAddress -NoElement | Sort-Object Count -Descending</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html">CloudTrail: working with Event history</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-auditing.html">Session Manager: auditing session activity</seealso>
/// <seealso cref="Sessions.GetSsmSessionReportCommand"/>
[Cmdlet(VerbsCommon.Get, "SsmSessionAttempt", DefaultParameterSetName = "Days")]
[OutputType(typeof(SessionAttempt))]
public sealed class GetSsmSessionAttemptCommand : ConnectedCmdlet
{
    private ReportWindow? _window;

    /// <summary>Those that were denied, those that failed otherwise, or all, which is the default.</summary>
    [Parameter(Position = 0)]
    [NamedValues(typeof(AttemptSelection))]
    public AttemptSelection Outcome { get; set; }

    /// <summary>The last calendar days, 1 to 90, today included. Without it all that the Event history has, 90 times 24 hours up to now.</summary>
    [Parameter(ParameterSetName = "Days")]
    [ValidateNotNull]
    [ValidateRange(1, CallHistory.Days)]
    [NoFiles]
    public int? Days { get; set; }

    /// <summary>Whose midnight the days of -Days begin at, by the system's name of the time zone: Europe/Berlin, in Windows PowerShell W. Europe Standard Time. A name that is not known is an error (TimeZoneUnknown).</summary>
    [Parameter(ParameterSetName = "Days")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Only attempts of then or later. ISO 8601 is read alike in every culture; a time without a zone is local. More than 90 days ago is an error (WindowTooOld).</summary>
    [Instant]
    [Parameter(Mandatory = true, ParameterSetName = "Window")]
    [ValidateNotNull]
    [NoFiles]
    public DateTimeOffset? After { get; set; }

    /// <summary>Only attempts before then. ISO 8601 is read alike in every culture; a time without a zone is local.</summary>
    [Instant]
    [Parameter(ParameterSetName = "Window")]
    [ValidateNotNull]
    [NoFiles]
    public DateTimeOffset? Before { get; set; }

    /// <summary>Only attempts of these identities: an ARN or a name, of a user, a role, a role's session (ROLE/SESSION) or an IAM Identity Center permission set, with * and ? as wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OwnerCompleter))]
    public string[] Owner { get; set; } = [];

    /// <summary>Only attempts to reach these nodes, by their ids.</summary>
    [Parameter]
    [Alias("SessionTarget")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TargetCompleter))]
    public string[] Target { get; set; } = [];

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        _window = ReportWindows.Of(Days, TimeZone, After, Before, CallHistory.Days);
    }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var openings = await AllOpeningsAsync(cancellationToken).ConfigureAwait(false);
        await SideBySide.AskAsync(
            openings.Select(opening => new Func<CancellationToken, Task<Action>>(async token =>
            {
                await InAccountAsync(opening, account => ReadAsync(opening, account, token), token).ConfigureAwait(false);
                return WarnOfUnnamed;
            })),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task ReadAsync(AccountOpening opening, IAccount account, CancellationToken cancellationToken)
    {
        var accountId = await AccountIdAsync(account, cancellationToken).ConfigureAwait(false);
        var attempts = new SessionAttempts(account, accountId);
        var reach = await attempts.ReadAsync(
            Outcome, new SessionSelection { Owner = Owner, Target = Target }, _window!, page => Pipeline.WriteEach(page), cancellationToken).ConfigureAwait(false);
        if (reach.Failure is { } failure && Tell(opening, failure))
        {
            Pipeline.Warning(FormattableString.Invariant(
                $"The attempts in {(accountId is null ? "" : accountId + " ")}{account.Region} are complete only since {reach.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'}."));
        }
    }
}
