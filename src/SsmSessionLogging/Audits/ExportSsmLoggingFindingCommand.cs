using SessionLogging.Audits;
using SessionLogging.Findings;
using SsmSessionLogging.Loading;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Audits;

/// <summary>Writes findings to a file: a page for people, a table for spreadsheets, JSON lines, or SARIF for code scanning.</summary>
/// <remarks>
/// <para>Takes the findings of Test-SsmLoggingPreference and Test-SsmSessionAction from the pipeline, also as Import-Csv, Import-Clixml, ConvertFrom-Json, jobs and remote sessions give them back. The file is written beside its place and moved there at the end: a command that is stopped or fails leaves everything as it was.</para>
/// <para>The page counts every status, Unknown and Accepted ones too, and shows what fails first. CSV is guarded against formulas. SARIF 2.1.0 carries the rules with what they come from, files below the current folder by their path from there with the line, and what a baseline accepted as suppressed.</para>
/// </remarks>
/// <returns>The file, where -PassThru is given, else nothing.</returns>
/// <permission>None: it asks nobody. The cmdlets that give the findings have their own.</permission>
/// <example>
/// A page to keep as evidence
/// <code>Test-SsmLoggingPreference -Region eu-west-1, us-east-1 | Export-SsmLoggingFinding ./findings.html -PassThru | ForEach-Object { $_.Name }</code>
/// </example>
/// <example>
/// What a forge shows beside the lines of a repository
/// <code>
/// Export-SsmLoggingPreference -Path ./preferences -Region eu-west-1
/// Test-SsmLoggingPreference -Path ./preferences/*.json | Export-SsmLoggingFinding ./findings.sarif
/// (Get-Content ./findings.sarif -Raw | ConvertFrom-Json).runs[0].results.Count -gt 10
/// </code>
/// </example>
/// <example>
/// A table of what is broken
/// <code>
/// Test-SsmLoggingPreference -Region us-east-1 | Where-Object Status -in Fail, Warning | Export-SsmLoggingFinding ./findings.csv -Force
/// Import-Csv ./findings.csv | Select-Object RuleId, Status, Severity
/// </code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html">Session Manager: logging session activity</seealso>
/// <seealso href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</seealso>
/// <seealso cref="Audits.TestSsmLoggingPreferenceCommand"/>
/// <seealso cref="Actions.TestSsmSessionActionCommand"/>
/// <seealso cref="Audits.GetSsmLoggingRuleCommand"/>
/// <seealso>about_SsmSessionLogging_Errors</seealso>
[Cmdlet(VerbsData.Export, "SsmLoggingFinding", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSsmLoggingFindingCommand : FileExportCmdlet
{
    private readonly List<Finding> _findings = [];
    private FindingFileOptions? _options;

    /// <summary>Findings. At the first object that is none the command ends (NotAFinding) and leaves everything as it was.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [NoFiles]
    public PSObject? InputObject { get; set; }

    /// <summary>What to write. By default the file's extension says it: .html or .htm, .csv, .jsonl or .ndjson, .sarif; any other is an error (FindingFormatUnknown).</summary>
    [Parameter]
    [NamedValues(typeof(FindingFormat))]
    public FindingFormat Format { get; set; }

    /// <summary>Replaces a file that exists; without it that is an error (FindingFileExists).</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        var path = GetUnresolvedProviderPathFromPSPath(Path);
        var options = new FindingFileOptions
        {
            Path = path,
            Format = MyInvocation.BoundParameters.ContainsKey(nameof(Format)) ? Format : FindingFileOptions.FormatOf(path),
            Folder = SessionState.Path.CurrentFileSystemLocation.ProviderPath,
            Force = Force,
            Title = Title,
            FormulaGuard = !NoFormulaGuard,
        }.RequireWritable();
        if (ShouldProcess(path, "Write findings"))
        {
            _options = options;
        }
    }

    /// <inheritdoc/>
    private protected override bool ProcessAtOnce()
    {
        try
        {
            _findings.Add(FindingInput.Of(InputObject));
        }
        catch (FindingFileException failure)
        {
            // What is left out of a page that says what fails would be taken for a pass.
            ThrowTerminatingError(ErrorRecords.From(failure, document: null));
        }

        return true;
    }

    /// <inheritdoc/>
    private protected override async Task<FileInfo?> FinishAsync(CancellationToken cancellationToken) =>
        _options is null ? null : await Components.Findings.WriteAsync(_findings, _options, cancellationToken).ConfigureAwait(false);
}
