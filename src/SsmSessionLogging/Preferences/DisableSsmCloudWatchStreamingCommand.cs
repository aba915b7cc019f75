namespace SsmSessionLogging.Preferences;

/// <summary>Uploads the logs of Session Manager sessions to CloudWatch Logs at their end instead of streaming them.</summary>
/// <remarks>
/// <para>Turns streaming off. The log group and the encryption requirement stay. Where streaming is off already, or there is no document, nothing is written. From then on the log of a node that dies is lost.</para>
/// </remarks>
/// <example>
/// See first what would change
/// <code>Disable-SsmCloudWatchStreaming -Region eu-west-1 -WhatIf</code>
/// </example>
/// <example>
/// Go back to one upload at the end of each session
/// <code>Disable-SsmCloudWatchStreaming -Region eu-west-1 -PassThru</code>
/// </example>
/// <example>
/// Undo it
/// <code>
/// Disable-SsmCloudWatchStreaming -Region eu-west-1
/// Get-SsmLoggingPreference -DocumentVersion 3 -Region eu-west-1 | Set-SsmLoggingPreference -PassThru
/// </code>
/// <para>A rollback to the version before is one pipeline, too.</para>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html#session-manager-logging-cloudwatch-logs">Session Manager: logging session data using CloudWatch Logs</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html#session-manager-logging-cwl-streaming">Session Manager: streaming session data using CloudWatch Logs</seealso>
/// <seealso cref="Preferences.EnableSsmCloudWatchStreamingCommand"/>
/// <seealso cref="Preferences.SetSsmCloudWatchLoggingCommand"/>
/// <seealso cref="Preferences.GetSsmLoggingPreferenceCommand"/>
[Cmdlet(VerbsLifecycle.Disable, "SsmCloudWatchStreaming", SupportsShouldProcess = true)]
[OutputType(typeof(PreferenceChange))]
public sealed class DisableSsmCloudWatchStreamingCommand : PreferenceChangeCmdlet
{
    /// <inheritdoc/>
    private protected override PreferenceRequest RequestFor(DocumentAddress? subject) => DestinationRequests.NoStreaming();
}
