using SessionLogging.Preferences.Templates;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Preferences;

/// <summary>Writes Session documents to files, for version control.</summary>
/// <remarks>
/// <para>Each document becomes ACCOUNT_REGION_NAME.json in the folder, byte for byte as it is stored. Set-SsmLoggingPreference -Path takes the files back to the accounts that they name.</para>
/// <para>-As gives the document to the program that manages it, where a change warned of that (ManagedElsewhere). CloudFormation: ACCOUNT_REGION_NAME.template.json, a template with the document as AWS::SSM::Document, whose UpdateMethod is NewVersion, since the other one deletes the document and makes another; CloudFormation does not make a new version the default, for which Set-SsmLoggingPreference -BaseVersion Latest is there. Terraform and OpenTofu: ACCOUNT_REGION_NAME.tf with an aws_ssm_document, and in its first line the command that imports what is there. The document means the same then and is spelled otherwise.</para>
/// <para>A file takes its place whole or not at all, and replaces one of the same name; on Unix a new file is its owner's alone. A link is followed; a pipe or device is refused. -WhatIf names the files and writes none.</para>
/// </remarks>
/// <returns>The files, where -PassThru is given, else nothing.</returns>
/// <example>
/// Write the preferences of two Regions
/// <code>Export-SsmLoggingPreference -Path ./exported -Region eu-west-1, us-east-1 -PassThru | ForEach-Object { $_.Name }</code>
/// </example>
/// <example>
/// Keep what was piped
/// <code>
/// Get-SsmLoggingPreference -DocumentVersion 1 -Region eu-west-1 | Export-SsmLoggingPreference -Path ./exported
/// Get-Content ./exported/*.json
/// </code>
/// <para>An earlier version as a file.</para>
/// </example>
/// <example>
/// Change a document that CloudFormation manages, and give the change to its owner
/// <code>
/// Set-SsmLoggingPreference -IdleSessionTimeout 15 -Region eu-west-1
/// Export-SsmLoggingPreference -Path ./exported -As CloudFormation -Region eu-west-1
/// Get-Content ./exported/*.template.json
/// </code>
/// </example>
/// <example>
/// See first which files would be written
/// <code>Export-SsmLoggingPreference -Path . -Region eu-west-1 -WhatIf</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html">Session Manager: the schema of Session documents</seealso>
/// <seealso cref="Preferences.SetSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.GetSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.CompareSsmLoggingPreferenceCommand"/>
[Cmdlet(VerbsData.Export, "SsmLoggingPreference", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSsmLoggingPreferenceCommand : PreferenceCmdlet
{
    /// <summary>The folder; it is made where it is missing. Files of the same name are replaced.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The form of the files: Document as it is stored, a CloudFormation template, or Terraform.</summary>
    [Parameter]
    [NamedValues(typeof(DocumentForm))]
    public DocumentForm As { get; set; }

    /// <summary>Gives the files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var folder = await Pipeline.AskAsync(() => GetUnresolvedProviderPathFromPSPath(Path)).ConfigureAwait(false);
        foreach (var given in Subjects.Select(subject => subject?.Preference).OfType<LoggingPreference>())
        {
            await WriteGivenAsync(folder, given, cancellationToken).ConfigureAwait(false);
        }

        await ReadEachAsync(
            Subjects.Where(subject => subject?.Preference is null),
            async (reader, token) => await WriteAsync(folder, await reader.ReadLatestAsync(token).ConfigureAwait(false), token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteGivenAsync(string folder, LoggingPreference given, CancellationToken cancellationToken)
    {
        try
        {
            Pipeline.WriteIfAny(await WriteAsync(folder, given, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception failure) when (ErrorRecords.Of(failure) is { } record)
        {
            Pipeline.Error(record);
        }
    }

    private async Task<FileInfo?> WriteAsync(string folder, LoggingPreference preference, CancellationToken cancellationToken)
    {
        var path = System.IO.Path.Combine(folder, PreferenceFile.NameOf(preference, As));
        if (!await Pipeline.ShouldProcessAsync($"Write '{path}'.", $"Write '{path}'?", "Export Session Manager preferences").ConfigureAwait(false))
        {
            return null;
        }

        var file = await PreferenceFile.WriteAsync(folder, preference, As, cancellationToken).ConfigureAwait(false);
        return PassThru ? file : null;
    }
}
