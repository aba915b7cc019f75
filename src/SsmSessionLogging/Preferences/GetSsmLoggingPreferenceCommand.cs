using SessionLogging.Preferences.Reading;

namespace SsmSessionLogging.Preferences;

/// <summary>Gets the Session Manager preferences of accounts and Regions: where session logs go, and under which conditions sessions start.</summary>
/// <remarks>
/// <para>Reads the Session document of each account and Region, side by side. Where there is none an object says so (Exists is false): sessions then run without logs. The document itself stands in Document, and Problems lists what hurts in it.</para>
/// <para>The objects go on through the pipeline: to Set-SsmLoggingPreference for a copy or a rollback, to Compare-SsmLoggingPreference for a drift check, to the other cmdlets as the documents to change.</para>
/// </remarks>
/// <permission><c>ssm:ListDocumentVersions</c> where -AllVersions is given.</permission>
/// <example>
/// See where session logs go
/// <code>Get-SsmLoggingPreference -Region eu-west-1, us-east-1</code>
/// <para>The preferences of two Regions. S3 and CloudWatch show the destinations; Format-List * shows every setting.</para>
/// </example>
/// <example>
/// See the history
/// <code>Get-SsmLoggingPreference -AllVersions -Region eu-west-1</code>
/// <para>Every version, the newest first.</para>
/// </example>
/// <example>
/// Ask several accounts
/// <code>Get-SsmLoggingPreference -RoleArn 'arn:aws:iam::{AccountId}:role/Audit' -AccountId 111122223333, 444455556666 -Region eu-west-1</code>
/// <para>Assumes the role Audit in each account. In the second nobody has set preferences: its sessions leave no log.</para>
/// </example>
/// <example>
/// Read the document itself
/// <code>(Get-SsmLoggingPreference -DocumentVersion 1 -Region eu-west-1).Document</code>
/// <para>The JSON of one version, as it is stored.</para>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-getting-started-configure-preferences.html">Session Manager: configuring session preferences</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html">Session Manager: the schema of Session documents</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html">Session Manager: logging session activity</seealso>
/// <seealso cref="Preferences.SetSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.CompareSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.ExportSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.SetSsmS3LoggingCommand"/>
[Cmdlet(VerbsCommon.Get, "SsmLoggingPreference", DefaultParameterSetName = "Latest")]
[OutputType(typeof(LoggingPreference))]
public sealed class GetSsmLoggingPreferenceCommand : PreferenceCmdlet
{
    /// <summary>A version's number, $LATEST or $DEFAULT. The latest by default. One that is not there is an error (DocumentVersionNotFound).</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Version")]
    [ArgumentCompleter(typeof(DocumentVersionCompleter))]
    [ValidatePattern(@"^([1-9][0-9]*|\$LATEST|\$DEFAULT)$")]
    public string? DocumentVersion { get; set; }

    /// <summary>Gives every version, the newest first.</summary>
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
            await opening.UseAsync(
                async account =>
                {
                    target = await TargetAsync(subject, account, cancellationToken).ConfigureAwait(false);
                    var reader = new PreferenceReader(account.Documents, target);
                    await foreach (var version in reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                    {
                        WarnOfUnnamed();
                        WarnOfDenial(reader.Denial);
                        Pipeline.Write(version);
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (SessionLoggingException failure)
        {
            Tell(opening, failure, target);
        }
    }
}
