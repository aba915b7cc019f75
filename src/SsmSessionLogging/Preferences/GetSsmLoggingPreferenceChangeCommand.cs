using SessionLogging.Preferences.Histories;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Preferences;

/// <summary>Gets who changed Session Manager preferences, when, from where, and what: the versions of the document, joined with the calls that CloudTrail has of it.</summary>
/// <remarks>
/// <para>One object for each version of the document and for each call that created, updated or deleted it or made another version the default, the newest first. The calls come from CloudTrail's Event history: 90 days, in every account and Region, with no trail and no charge. What is older, and what may not be looked up, is known from the versions alone: when and what, and Detail says why not who.</para>
/// <para>Changes are the settings that are another than in the version before, and of a new default than in the default before it. UndoCommand goes back to what was before, and takes later changes back too; nothing runs it. A source address may be a gateway's or a service's name; a role session's name is its caller's own choice, and OnBehalfOf and SourceIdentity rank above it.</para>
/// </remarks>
/// <permission><c>ssm:ListDocumentVersions</c>; <c>cloudtrail:LookupEvents</c>, without which nobody is named.</permission>
/// <example>
/// Who turned logging on and off?
/// <code>Get-SsmLoggingPreferenceChange -Region eu-west-1</code>
/// </example>
/// <example>
/// All that is known of the last change
/// <code>Get-SsmLoggingPreferenceChange -Region eu-west-1 | Select-Object -First 1 | Format-List *</code>
/// </example>
/// <example>
/// Every change that touched the bucket, in two Regions
/// <code>Get-SsmLoggingPreferenceChange -Region eu-west-1, us-east-1 | Where-Object { $_.Changes.Setting -contains 'S3BucketName' } | ForEach-Object { "$($_.Region) $($_.DocumentVersion): $($_.UserName)" }</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html">CloudTrail: working with Event history</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-getting-started-configure-preferences.html">Session Manager: configuring session preferences</seealso>
/// <seealso cref="Preferences.GetSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.CompareSsmLoggingPreferenceCommand"/>
[Cmdlet(VerbsCommon.Get, "SsmLoggingPreferenceChange")]
[OutputType(typeof(LoggingPreferenceChange))]
public sealed class GetSsmLoggingPreferenceChangeCommand : PreferenceCmdlet
{
    /// <inheritdoc/>
    private protected override Task ProcessAsync(CancellationToken cancellationToken) => AskEachAsync(
        Subjects,
        async (account, target, _, token) =>
        {
            var history = new PreferenceHistory(account, target);
            var changes = await history.ReadAsync(token).ConfigureAwait(false);
            return () =>
            {
                Pipeline.WriteEach(changes);
                if (history.Failure is { } failure)
                {
                    Pipeline.Error(ErrorRecords.From(failure, target));
                }
            };
        },
        cancellationToken);
}
