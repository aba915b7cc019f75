using System.Management.Automation;
using SessionLogging;
using SessionLogging.Accounts;
using SessionLogging.Preferences;
using SsmSessionLogging.Abstractions;

namespace SsmSessionLogging.Preferences;

/// <summary>
/// <para type="synopsis">Writes Session documents to files, for version control.</para>
/// <para type="description">Each document becomes ACCOUNT_REGION_NAME.json in the folder, byte for byte as it is stored. Set-SsmLoggingPreference -Path takes the files back to the accounts that they name.</para>
/// <example>
///   <code>Export-SsmLoggingPreference -Path ./preferences -Region eu-west-1,us-east-1</code>
///   <para>Writes the preferences of two Regions.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsData.Export, "SsmLoggingPreference")]
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
        if (InputObject?.Preference is { } given)
        {
            Write(folder, given);
            return;
        }

        foreach (var open in AccountsOf(InputObject))
        {
            try
            {
                Write(folder, await ReadAsync(open, cancellationToken).ConfigureAwait(false));
            }
            catch (SessionLoggingException failure)
            {
                Pipeline.Error(ErrorRecords.From(failure));
            }
        }
    }

    private async Task<LoggingPreference> ReadAsync(Func<CancellationToken, Task<IAccount>> open, CancellationToken cancellationToken)
    {
        var account = await open(cancellationToken).ConfigureAwait(false);
        var target = await TargetAsync(InputObject, account, cancellationToken).ConfigureAwait(false);
        return await new PreferenceReader(account.Documents, target).ReadLatestAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Write(string folder, LoggingPreference preference)
    {
        var file = PreferenceFile.Write(folder, preference);
        if (PassThru)
        {
            Pipeline.Write(file);
        }
    }
}
