namespace SsmSessionLogging.Preferences;

/// <summary>Streams the logs of Session Manager sessions to a CloudWatch log group while they run.</summary>
/// <remarks>
/// <para>Turns streaming on; what is not given stays. The agent (3.0.356.0 or later) sends what happens about once a second as JSON events, with the user, the node and the time. Command sessions are still uploaded at their end, and port forwarding and SSH sessions are never logged.</para>
/// <para>On Windows streaming needs Windows PowerShell 5.1, and no policy of PowerShell transcription may be set. Where the group is missing nothing is uploaded at the end either.</para>
/// <para>The role of each node needs <c>logs:DescribeLogGroups</c> on *, and <c>logs:CreateLogStream</c>, <c>logs:PutLogEvents</c> and <c>logs:DescribeLogStreams</c> on the group.</para>
/// </remarks>
/// <example>
/// Stream to another group
/// <code>Enable-SsmCloudWatchStreaming -LogGroupName /session-manager/plain -AllowUnencrypted -Region eu-west-1 -PassThru</code>
/// </example>
/// <example>
/// Stream to the group that is set already
/// <code>Enable-SsmCloudWatchStreaming -Region us-east-1 -PassThru</code>
/// </example>
/// <example>
/// See in every Region what would change
/// <code>
/// Get-SsmLoggingPreference -Region eu-west-1, us-east-1 |
///     Where-Object CloudWatchLogging -eq Upload |
///     Enable-SsmCloudWatchStreaming -WhatIf
/// </code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html#session-manager-logging-cwl-streaming">Session Manager: streaming session data using CloudWatch Logs</seealso>
/// <seealso href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html">Amazon CloudWatch Logs: encrypting log data with KMS</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html#create-iam-instance-profile-ssn-logging">Session Manager: an instance profile with permissions for S3 and CloudWatch Logs</seealso>
/// <seealso href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/">Amazon CloudWatch Logs User Guide</seealso>
/// <seealso cref="Audits.GetSsmLoggingDestinationCommand"/>
/// <seealso cref="Preferences.DisableSsmCloudWatchStreamingCommand"/>
/// <seealso cref="Preferences.SetSsmCloudWatchLoggingCommand"/>
/// <seealso cref="Preferences.GetSsmLoggingPreferenceCommand"/>
[Cmdlet(VerbsLifecycle.Enable, "SsmCloudWatchStreaming", DefaultParameterSetName = "Unchanged", SupportsShouldProcess = true)]
[OutputType(typeof(PreferenceChange))]
public sealed class EnableSsmCloudWatchStreamingCommand : CloudWatchChangeCmdlet
{
    /// <inheritdoc/>
    private protected override PreferenceRequest RequestFor(DocumentAddress? subject) => DestinationRequests.CloudWatch(LogGroupOf(subject), EncryptionRequirement, streaming: true);
}
