using System.Management.Automation;
using SessionLogging;
using SessionLogging.Accounts;
using SessionLogging.Preferences;
using SsmSessionLogging.Abstractions;
using SsmSessionLogging.Completion;

namespace SsmSessionLogging.Preferences;

/// <summary>
/// <para type="synopsis">Gets the Session Manager preferences of accounts and Regions: where session logs go, and under which conditions sessions start.</para>
/// <para type="description">Reads the Session document of each account and Region. Where there is none, an object says so: sessions then run without logs.</para>
/// <example>
///   <code>Get-SsmLoggingPreference -Region eu-west-1,us-east-1</code>
///   <para>Shows the preferences in two Regions side by side.</para>
/// </example>
/// <example>
///   <code>Get-SsmLoggingPreference -AllVersions</code>
///   <para>Shows the history of the preferences, the newest version first.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsCommon.Get, "SsmLoggingPreference", DefaultParameterSetName = "Latest")]
[OutputType(typeof(LoggingPreference))]
public sealed class GetSsmLoggingPreferenceCommand : PreferenceCmdlet
{
    /// <summary>
    /// <para type="description">A version's number, $LATEST or $DEFAULT. The latest by default.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Version")]
    [ArgumentCompleter(typeof(DocumentVersionCompleter))]
    [ValidatePattern(@"^([1-9][0-9]*|\$LATEST|\$DEFAULT)$")]
    public string? DocumentVersion { get; set; }

    /// <summary>
    /// <para type="description">Gets every version, the newest first.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "All")]
    public SwitchParameter AllVersions { get; set; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        // All are asked at once and written in the order given.
        var answers = AccountsOf(InputObject).Select(open => ReadAsync(open, cancellationToken)).ToList();
        foreach (var answer in answers)
        {
            try
            {
                foreach (var preference in await answer.ConfigureAwait(false))
                {
                    Pipeline.Write(preference);
                }
            }
            catch (SessionLoggingException failure)
            {
                Pipeline.Error(ErrorRecords.From(failure));
            }
        }
    }

    private async Task<IReadOnlyList<LoggingPreference>> ReadAsync(Func<CancellationToken, Task<IAccount>> open, CancellationToken cancellationToken)
    {
        var account = await open(cancellationToken).ConfigureAwait(false);
        var reader = new PreferenceReader(account.Documents, await TargetAsync(InputObject, account, cancellationToken).ConfigureAwait(false));
        if (AllVersions)
        {
            var versions = new List<LoggingPreference>();
            await foreach (var version in reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                versions.Add(version);
            }

            return versions;
        }

        return
        [
            DocumentVersion is null
                ? await reader.ReadLatestAsync(cancellationToken).ConfigureAwait(false)
                : await reader.ReadVersionAsync(DocumentVersion, cancellationToken).ConfigureAwait(false),
        ];
    }
}
