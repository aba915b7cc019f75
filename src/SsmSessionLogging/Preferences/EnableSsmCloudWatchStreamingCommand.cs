namespace SsmSessionLogging.Preferences;

/// <summary>
/// <para type="synopsis">Streams the logs of Session Manager sessions to a CloudWatch log group while they run.</para>
/// <para type="description">Turns streaming on; what is not given stays. Command sessions are still uploaded at their end, and port forwarding and SSH sessions are never logged.</para>
/// <example>
///   <code>Enable-SsmCloudWatchStreaming</code>
///   <para>Streams to the log group that is set already.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsLifecycle.Enable, "SsmCloudWatchStreaming", DefaultParameterSetName = "Unchanged", SupportsShouldProcess = true)]
[OutputType(typeof(PreferenceChange))]
public sealed class EnableSsmCloudWatchStreamingCommand : CloudWatchChangeCmdlet
{
    /// <inheritdoc/>
    private protected override PreferenceRequest RequestFor(DocumentAddress? subject) => DestinationRequests.CloudWatch(LogGroupName, EncryptionRequirement, streaming: true);
}
