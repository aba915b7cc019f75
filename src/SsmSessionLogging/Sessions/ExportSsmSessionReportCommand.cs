using SessionLogging.Sessions.Reports;
using SsmSessionLogging.Loading;

namespace SsmSessionLogging.Sessions;

/// <summary>
/// <para type="synopsis">Writes sessions to a file: a page for people, a table for spreadsheets, or JSON lines for other programs.</para>
/// <para type="description">Takes the sessions of Get-SsmSessionReport from the pipeline, and with -IncludeCoverage what they cover. The file is written beside its place and moved there at the end: a command that is stopped or fails leaves everything as it was. A link is followed; a folder, pipe or device is refused. On Unix a new file is its owner's alone, and one that replaces another keeps its mode. The page loads nothing and counts a session that came twice once; it says how complete it is, or that this was not stated. In CSV and JSON lines times are in UTC. CSV holds no coverage; in JSON lines each is a line of its own, without a SessionId.</para>
/// <para type="description">-Append merges by account, Region and SessionId: what is given now wins over what the file holds, also where it says less, and of what is given twice the last. A session keeps its place in the file, new ones follow at the end. The coverage that the file holds stays. Several commands may add to one file at once: each waits for the others, 5 minutes at most, unless the file system has no file locks.</para>
/// <example>
///   <code>Get-SsmSessionReport -Region eu-west-1 | Export-SsmSessionReport -Path ./sessions.html -TimeZone Europe/Berlin</code>
///   <para>The last 30 days as a page, with days and hours as they were in Berlin.</para>
/// </example>
/// <example>
///   <code>Get-SsmSessionReport -IncludeCoverage | Export-SsmSessionReport -Path ./history.jsonl -Append</code>
///   <para>Run every few weeks, this keeps a history longer than AWS does.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsData.Export, "SsmSessionReport", DefaultParameterSetName = "New", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSsmSessionReportCommand : AsyncCmdlet
{
    private IReportWriter? _report;

    /// <summary>
    /// <para type="description">Sessions and coverages of Get-SsmSessionReport, also as Import-Csv, Import-Clixml, ConvertFrom-Json, jobs and remote sessions give them back. At the first object that is neither the command ends and leaves everything as it was.</para>
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// <para type="description">The file. Its folder must exist.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>
    /// <para type="description">What to write. By default the file's extension says it: .html or .htm, .csv, .jsonl or .ndjson.</para>
    /// </summary>
    [Parameter]
    [NamedValues(typeof(ReportFormat))]
    public ReportFormat Format { get; set; }

    /// <summary>
    /// <para type="description">Replaces a file that exists.</para>
    /// </summary>
    [Parameter(ParameterSetName = "New")]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// <para type="description">Adds to a CSV or JSON lines file that exists.</para>
    /// </summary>
    [Parameter(ParameterSetName = "Append", Mandatory = true)]
    public SwitchParameter Append { get; set; }

    /// <summary>
    /// <para type="description">The time zone of the page's times, days and hours, by the system's name. UTC by default; CSV and JSON lines are always in UTC.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>
    /// <para type="description">The page's heading.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>
    /// <para type="description">Writes CSV fields that begin with =, +, -, @ (also in full width), a tab or a line end as they are. Without it they get a leading apostrophe, since a spreadsheet would run them as formulas.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter NoFormulaGuard { get; set; }

    /// <summary>
    /// <para type="description">Gives the file.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        var path = GetUnresolvedProviderPathFromPSPath(Path);
        var options = new ReportOptions
        {
            Path = path,
            Format = MyInvocation.BoundParameters.ContainsKey(nameof(Format)) ? Format : ReportOptions.FormatOf(path),
            Force = Force,
            Append = Append,
            TimeZone = ReportTimeZone.Named(TimeZone),
            Title = Title,
            FormulaGuard = !NoFormulaGuard,
        }.RequireWritable();
        if (ShouldProcess(path, Append ? "Add sessions" : "Write sessions"))
        {
            _report = Components.Reports.Begin(options);
        }
    }

    /// <inheritdoc/>
    private protected override bool ProcessAtOnce()
    {
        try
        {
            Add(SessionInput.Of(InputObject));
        }
        catch (SessionLoggingException failure)
        {
            // The disk is full or gone, or these are no sessions: what comes next would fail alike, and half of it is no report.
            ThrowTerminatingError(ErrorRecords.From(failure, document: null));
        }

        return true;
    }

    /// <inheritdoc/>
    private protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (_report is null)
        {
            return;
        }

        var file = await _report.FinishAsync(cancellationToken).ConfigureAwait(false);
        if (PassThru)
        {
            Pipeline.Write(file);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _report?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Add(object input)
    {
        switch (input)
        {
            case SessionRecord session:
                _report?.Add(session);
                break;
            case SessionReportCoverage coverage:
                _report?.Add(coverage);
                break;
        }
    }
}
