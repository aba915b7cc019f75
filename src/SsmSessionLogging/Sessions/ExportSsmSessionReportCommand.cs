using SessionLogging.Sessions.Reports;
using SsmSessionLogging.Loading;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Sessions;

/// <summary>Writes sessions to a file: a page for people, a table for spreadsheets, or JSON lines for other programs.</summary>
/// <remarks>
/// <para>Takes the sessions of Get-SsmSessionReport from the pipeline, and with -IncludeCoverage what they cover. The file is written beside its place and moved there at the end: a command that is stopped or fails leaves everything as it was. A link is followed; a folder, pipe or device is refused. On Unix a new file is its owner's alone, and one that replaces another keeps its mode.</para>
/// <para>The page loads nothing and counts a session that came twice once; it says how complete it is, or that this was not stated. It prints all of its sessions where they are 5,000 or fewer; of more it prints the first 5,000 in the chosen order, and says so at its top: filter to fewer, or export by account or month. In CSV and JSON lines times are in UTC. CSV holds no coverage; in JSON lines each is a line of its own, without a SessionId.</para>
/// <para>-Append merges by account, Region and SessionId: what is given now wins over what the file holds, but what a look has shown stays where the new record has not looked. A session keeps its place in the file, new ones follow at the end. The coverage that the file holds stays. Several commands may add to one file at once: each waits for the others, 5 minutes at most, unless the file system has no file locks.</para>
/// <para>-WhatIf names the file and writes nothing; -Confirm asks before it begins.</para>
/// </remarks>
/// <returns>The file, where -PassThru is given, else nothing.</returns>
/// <permission>None: it asks nobody. Get-SsmSessionReport, which gives the sessions, has its own.</permission>
/// <example>
/// A page to print and keep
/// <code>Get-SsmSessionReport -IncludeCoverage -Region eu-west-1, us-east-1 | Export-SsmSessionReport ./sessions.html -TimeZone Europe/Berlin -PassThru | ForEach-Object { $_.Name }</code>
/// <para>Days and hours are those of Berlin. In Windows PowerShell the zone is named W. Europe Standard Time.</para>
/// </example>
/// <example>
/// A history longer than AWS keeps
/// <code>Get-SsmSessionReport -CheckLog -IncludeCoverage -Region eu-west-1 | Export-SsmSessionReport ./history.jsonl -Append</code>
/// <para>Run every few weeks.</para>
/// </example>
/// <example>
/// A table for a spreadsheet
/// <code>
/// Get-SsmSessionReport -Region eu-west-1 | Export-SsmSessionReport ./sessions.csv -Force
/// Import-Csv ./sessions.csv | Select-Object SessionId, UserName, LogStatus
/// </code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html">Session Manager: logging session activity</seealso>
/// <seealso cref="Sessions.GetSsmSessionReportCommand"/>
/// <seealso cref="Sessions.MeasureSsmSessionCommand"/>
/// <seealso>about_SsmSessionLogging_Errors</seealso>
[Cmdlet(VerbsData.Export, "SsmSessionReport", DefaultParameterSetName = "New", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSsmSessionReportCommand : FileExportCmdlet
{
    private IReportWriter? _report;

    /// <summary>Sessions and coverages of Get-SsmSessionReport, also as Import-Csv, Import-Clixml, ConvertFrom-Json, jobs and remote sessions give them back. At the first object that is neither the command ends (NotASession) and leaves everything as it was.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [NoFiles]
    public PSObject? InputObject { get; set; }

    /// <summary>What to write. By default the file's extension says it: .html or .htm, .csv, .jsonl or .ndjson; any other is an error (ReportFormatUnknown).</summary>
    [Parameter]
    [NamedValues(typeof(ReportFormat))]
    public ReportFormat Format { get; set; }

    /// <summary>Replaces a file that exists; without it that is an error (ReportExists).</summary>
    [Parameter(ParameterSetName = "New")]
    public SwitchParameter Force { get; set; }

    /// <summary>Adds to a CSV or JSON lines file, which is made where it is missing.</summary>
    [Parameter(ParameterSetName = "Append", Mandatory = true)]
    public SwitchParameter Append { get; set; }

    /// <summary>The time zone of the page's times, days and hours, by the system's name: Europe/Berlin, in Windows PowerShell W. Europe Standard Time. CSV and JSON lines are always in UTC.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TimeZoneCompleter))]
    public string TimeZone { get; set; } = "UTC";

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
    private protected override async Task<FileInfo?> FinishAsync(CancellationToken cancellationToken) =>
        _report is null ? null : await _report.FinishAsync(cancellationToken).ConfigureAwait(false);

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
