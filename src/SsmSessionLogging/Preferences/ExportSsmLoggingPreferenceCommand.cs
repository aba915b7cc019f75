namespace SsmSessionLogging.Preferences;

/// <summary>
/// <para type="synopsis">Writes Session documents to files, for version control.</para>
/// <para type="description">Each document becomes ACCOUNT_REGION_NAME.json in the folder, byte for byte as it is stored; on Unix a new file is its owner's alone. A link is followed; a pipe or device is refused. Set-SsmLoggingPreference -Path takes the files back to the accounts that they name.</para>
/// <example>
///   <code>Export-SsmLoggingPreference -Path ./preferences -Region eu-west-1,us-east-1</code>
///   <para>Writes the preferences of two Regions.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsData.Export, "SsmLoggingPreference", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSsmLoggingPreferenceCommand : PreferenceCmdlet
{
    /// <summary>
    /// <para type="description">The folder; it is made where it is missing. Files of the same name are replaced.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>
    /// <para type="description">Gives the files.</para>
    /// </summary>
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
        var path = System.IO.Path.Combine(folder, PreferenceFile.NameOf(preference));
        if (!await Pipeline.ShouldProcessAsync($"Write '{path}'.", $"Write '{path}'?", "Export Session Manager preferences").ConfigureAwait(false))
        {
            return null;
        }

        var file = await PreferenceFile.WriteAsync(folder, preference, cancellationToken).ConfigureAwait(false);
        return PassThru ? file : null;
    }
}
