namespace SsmSessionLogging.Preferences;

/// <summary>
/// <para type="synopsis">Uploads the logs of Session Manager sessions to CloudWatch Logs at their end instead of streaming them.</para>
/// <para type="description">Turns streaming off. The log group and the encryption requirement stay.</para>
/// <example>
///   <code>Disable-SsmCloudWatchStreaming -Region eu-west-1</code>
///   <para>Goes back to one upload at the end of each session.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsLifecycle.Disable, "SsmCloudWatchStreaming", SupportsShouldProcess = true)]
[OutputType(typeof(PreferenceChange))]
public sealed class DisableSsmCloudWatchStreamingCommand : PreferenceChangeCmdlet
{
    /// <inheritdoc/>
    private protected override PreferenceRequest RequestFor(DocumentAddress? subject) => DestinationRequests.NoStreaming();
}
