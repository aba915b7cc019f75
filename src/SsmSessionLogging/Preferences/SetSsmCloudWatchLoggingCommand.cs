namespace SsmSessionLogging.Preferences;

/// <summary>
/// <para type="synopsis">Uploads the logs of Session Manager sessions to a CloudWatch log group when they end.</para>
/// <para type="description">Changes the CloudWatch settings of the Session document and nothing else. What is not given stays, but streaming is turned off: Enable-SsmCloudWatchStreaming turns it on. A destination that is newly turned on requires a log group with a KMS key unless -AllowUnencrypted is given.</para>
/// <example>
///   <code>Set-SsmCloudWatchLogging -LogGroupName /ssm/sessions-kms</code>
///   <para>Uploads the log of each session to the group when the session ends.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsCommon.Set, "SsmCloudWatchLogging", DefaultParameterSetName = "Unchanged", SupportsShouldProcess = true)]
[OutputType(typeof(PreferenceChange))]
public sealed class SetSsmCloudWatchLoggingCommand : CloudWatchChangeCmdlet
{
    /// <inheritdoc/>
    private protected override PreferenceRequest RequestFor(DocumentAddress? subject) => DestinationRequests.CloudWatch(LogGroupName, EncryptionRequirement, streaming: false);
}
