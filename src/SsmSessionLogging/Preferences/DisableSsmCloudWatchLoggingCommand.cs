namespace SsmSessionLogging.Preferences;

/// <summary>
/// <para type="synopsis">Stops sending the logs of Session Manager sessions to CloudWatch Logs.</para>
/// <para type="description">Empties the log group's name and turns streaming off. The encryption requirement stays for the next time. Where nothing is on, or there is no document, nothing is written. Where no other destination is left it asks: -Force or -Confirm:$false answers.</para>
/// <example>
///   <code>Disable-SsmCloudWatchLogging -Region eu-west-1 -WhatIf</code>
///   <para>Shows what would change.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsLifecycle.Disable, "SsmCloudWatchLogging", SupportsShouldProcess = true)]
[OutputType(typeof(PreferenceChange))]
public sealed class DisableSsmCloudWatchLoggingCommand : PreferenceChangeCmdlet
{
    /// <inheritdoc/>
    private protected override PreferenceRequest RequestFor(DocumentAddress? subject) => DestinationRequests.NoCloudWatch();
}
