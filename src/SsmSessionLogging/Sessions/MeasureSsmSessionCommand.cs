using SessionLogging.Sessions.Reports;

namespace SsmSessionLogging.Sessions;

/// <summary>
/// <para type="synopsis">Adds up sessions by what they have in common.</para>
/// <para type="description">Takes the sessions of Get-SsmSessionReport from the pipeline, keeps the figures and not the sessions, and gives one object for each group. The eight log statuses add up to Count; S3 and CloudWatch have the same figures for each destination. HalfLost says how many of the logs that were found lack the other of two destinations, UnknownReasons why it cannot be told of the unknown ones.</para>
/// <example>
///   <code>Get-SsmSessionReport -Region eu-west-1 | Measure-SsmSession -By UserName</code>
///   <para>Who started how many sessions, and how many of them left a log.</para>
/// </example>
/// <example>
///   <code>Get-SsmSessionReport -CheckLog -Region eu-west-1 | Measure-SsmSession -By Day, S3LogStatus</code>
///   <para>What became of the logs in S3, day by day.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "SsmSession")]
[OutputType(typeof(SessionSummary))]
public sealed class MeasureSsmSessionCommand : AsyncCmdlet
{
    private SessionMeasure? _measure;

    /// <summary>
    /// <para type="description">The sessions, also as Import-Csv, Import-Clixml, ConvertFrom-Json, jobs and remote sessions give them back. What Get-SsmSessionReport says of its coverage is passed over.</para>
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// <para type="description">What to group by: where several are given, by all of them. Key then holds the values one after another, and Keys each by its name.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [NamedValues(typeof(SessionGrouping), Several = true)]
    [ValidateNotNullOrEmpty]
    public SessionGrouping[] By { get; set; } = [];

    /// <summary>
    /// <para type="description">The time zone of days and hours, by the system's name. UTC by default.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
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
