namespace SsmSessionLogging.Preferences;

/// <summary>
/// <para type="synopsis">Gets the Session Manager preferences of accounts and Regions: where session logs go, and under which conditions sessions start.</para>
/// <para type="description">Reads the Session document of each account and Region. Where there is none, an object says so: sessions then run without logs. ssm:GetDocument is enough; without ssm:DescribeDocument the DocumentOwner stays empty. -AllVersions needs ssm:ListDocumentVersions too.</para>
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
    private protected override Task ProcessAsync(CancellationToken cancellationToken) => AllVersions
        ? WriteHistoriesAsync(cancellationToken)
        : ReadEachAsync(
            Subjects,
            async (reader, token) => DocumentVersion is null
                ? await reader.ReadLatestAsync(token).ConfigureAwait(false)
                : await reader.ReadVersionAsync(DocumentVersion, token).ConfigureAwait(false),
            cancellationToken);

    // One document after another, since a history is long: it is written while it is read, and its versions are read side by side.
    private async Task WriteHistoriesAsync(CancellationToken cancellationToken)
    {
        foreach (var subject in Subjects)
        {
            foreach (var opening in await OpeningsOfAsync(subject, cancellationToken).ConfigureAwait(false))
            {
                await WriteHistoryAsync(subject, opening, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteHistoryAsync(DocumentAddress? subject, AccountOpening opening, CancellationToken cancellationToken)
    {
        var target = Expected(subject, opening);
        try
        {
            var account = await opening.OpenAsync(cancellationToken).ConfigureAwait(false);
            target = await TargetAsync(subject, account, cancellationToken).ConfigureAwait(false);
            var reader = new PreferenceReader(account.Documents, target);
            await foreach (var version in reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                WarnOfUnnamed();
                WarnOfDenial(reader);
                Pipeline.Write(version);
            }
        }
        catch (SessionLoggingException failure)
        {
            Tell(opening, failure, target);
        }
    }
}
