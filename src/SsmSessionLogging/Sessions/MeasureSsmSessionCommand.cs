using SessionLogging.Sessions.Reports;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Sessions;

/// <summary>Adds up sessions by what they have in common.</summary>
/// <remarks>
/// <para>Takes the sessions of Get-SsmSessionReport from the pipeline, keeps the figures and not the sessions, and gives one object for each group, or without -By one with the totals. The eight log statuses add up to Count; S3 and CloudWatch have the same figures for each destination. HalfLost says how many of the logs that were found lack the other of two destinations, UnknownReasons why it cannot be told of the unknown ones.</para>
/// <para>At the first object that is no session the command ends (NotASession): figures without it would be of less than was given.</para>
/// </remarks>
/// <permission>None: it asks nobody. Get-SsmSessionReport, which gives the sessions, has its own.</permission>
/// <example>
/// The totals
/// <code>Get-SsmSessionReport -CheckLog -Region eu-west-1 | Measure-SsmSession | Format-List Count, TotalDuration, Found, HalfLost, Missing, Empty, Unknown</code>
/// </example>
/// <example>
/// Who starts how many sessions, and how many of them left a log?
/// <code>Get-SsmSessionReport -CheckLog -Region eu-west-1 | Measure-SsmSession -By UserName</code>
/// </example>
/// <example>
/// What became of the logs in each destination
/// <code>Get-SsmSessionReport -CheckLog -Region eu-west-1 | Measure-SsmSession -By S3LogStatus, CloudWatchLogStatus | Select-Object Key, Count</code>
/// </example>
/// <example>
/// Do Session Manager and CloudTrail know of the same sessions, and if not, why?
/// <code>Get-SsmSessionReport -IncludeOrigin -SkipLogStatus -Region eu-west-1 | Measure-SsmSession -By Source, SourceReason | Format-Table Count, Key -Wrap</code>
/// <para>Both: a call of StartSession was found for each. What only one of the two knows comes with the reason.</para>
/// </example>
/// <example>
/// From which networks do people connect?
/// <code>Get-SsmSessionReport -IncludeOrigin -SkipLogStatus -Region eu-west-1 | Measure-SsmSession -By SourceNetwork | Select-Object Key, Count</code>
/// </example>
/// <example>
/// Figures of what was kept earlier
/// <code>Get-SsmSessionReport -Path ./history.jsonl | Measure-SsmSession -By Target | Select-Object Key, Count</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html">Session Manager: logging session activity</seealso>
/// <seealso cref="Sessions.GetSsmSessionReportCommand"/>
/// <seealso cref="Sessions.ExportSsmSessionReportCommand"/>
/// <seealso>about_SsmSessionLogging_Errors</seealso>
[Cmdlet(VerbsDiagnostic.Measure, "SsmSession")]
[OutputType(typeof(SessionSummary))]
public sealed class MeasureSsmSessionCommand : AsyncCmdlet
{
    private SessionMeasure? _measure;

    /// <summary>The sessions, also as Import-Csv, Import-Clixml, ConvertFrom-Json, jobs and remote sessions give them back. What Get-SsmSessionReport says of its coverage is passed over.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [NoFiles]
    public PSObject? InputObject { get; set; }

    /// <summary>What to group by: where several are given, by all of them. Key then holds the values one after another, and Keys each by its name. Without it one object has the totals of all sessions, also of none.</summary>
    [Parameter(Position = 0)]
    [NamedValues(typeof(SessionGrouping), Several = true)]
    [ValidateNotNullOrEmpty]
    public SessionGrouping[] By { get; set; } = [];

    /// <summary>The time zone of days and hours, by the system's name: Europe/Berlin, in Windows PowerShell W. Europe Standard Time.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string TimeZone { get; set; } = "UTC";

    /// <inheritdoc/>
    private protected override void Prepare() => _measure = new SessionMeasure(By, ReportTimeZone.Named(TimeZone));

    /// <inheritdoc/>
    private protected override bool ProcessAtOnce()
    {
        try
        {
            if (SessionInput.Of(InputObject) is SessionRecord session)
            {
                _measure!.Add(session);
            }
        }
        catch (NotASessionException failure)
        {
            // Figures without it would be of less than was given.
            ThrowTerminatingError(ErrorRecords.From(failure, document: null));
        }

        return true;
    }

    /// <inheritdoc/>
    private protected override Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var summary in _measure!.Summarize())
        {
            Pipeline.Write(summary);
        }

        return Task.CompletedTask;
    }
}
