namespace SsmSessionLogging.Preferences;

/// <summary>Uploads the logs of Session Manager sessions to a CloudWatch log group when they end.</summary>
/// <remarks>
/// <para>Changes the CloudWatch settings of the Session document and nothing else. What is not given stays, but streaming is turned off: Enable-SsmCloudWatchStreaming turns it on. The log of each session is a stream of the session's name in the group; the log of a node that dies before the session ends is lost.</para>
/// <para>A destination that is newly turned on requires a log group with a KMS key unless -AllowUnencrypted is given. The agent never creates the group.</para>
/// <para>The role of each node needs <c>logs:DescribeLogGroups</c> on *, and <c>logs:CreateLogStream</c>, <c>logs:PutLogEvents</c> and <c>logs:DescribeLogStreams</c> on the group.</para>
/// </remarks>
/// <example>
/// See first what would change
/// <code>Set-SsmCloudWatchLogging -LogGroupName /session-manager/encrypted -Region us-east-1 -WhatIf</code>
/// <para>There is no such group in us-east-1, and the answer says what that would do.</para>
/// </example>
/// <example>
/// Upload to a group without a KMS key
/// <code>Set-SsmCloudWatchLogging -LogGroupName /session-manager/plain -AllowUnencrypted -Region eu-west-1 -PassThru</code>
/// </example>
/// <example>
/// Require encryption of the group that is set
/// <code>Set-SsmCloudWatchLogging -RequireEncryption -Region us-east-1 -WhatIf</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html#session-manager-logging-cloudwatch-logs">Session Manager: logging session data using CloudWatch Logs</seealso>
/// <seealso href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html">Amazon CloudWatch Logs: encrypting log data with KMS</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html#create-iam-instance-profile-ssn-logging">Session Manager: an instance profile with permissions for S3 and CloudWatch Logs</seealso>
/// <seealso href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/">Amazon CloudWatch Logs User Guide</seealso>
/// <seealso cref="Audits.GetSsmLoggingDestinationCommand"/>
/// <seealso cref="Preferences.EnableSsmCloudWatchStreamingCommand"/>
/// <seealso cref="Preferences.DisableSsmCloudWatchLoggingCommand"/>
/// <seealso cref="Preferences.GetSsmLoggingPreferenceCommand"/>
[Cmdlet(VerbsCommon.Set, "SsmCloudWatchLogging", DefaultParameterSetName = "Unchanged", SupportsShouldProcess = true)]
[OutputType(typeof(PreferenceChange))]
public sealed class SetSsmCloudWatchLoggingCommand : CloudWatchChangeCmdlet
{
    /// <inheritdoc/>
    private protected override PreferenceRequest RequestFor(DocumentAddress? subject) => DestinationRequests.CloudWatch(LogGroupOf(subject), EncryptionRequirement, streaming: false);
}
