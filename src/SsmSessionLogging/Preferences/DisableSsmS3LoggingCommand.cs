namespace SsmSessionLogging.Preferences;

/// <summary>
/// <para type="synopsis">Stops sending the logs of Session Manager sessions to S3.</para>
/// <para type="description">Empties the bucket's name. The key prefix and the encryption requirement stay for the next time. Where nothing is on, or there is no document, nothing is written. Where no other destination is left it asks: -Force or -Confirm:$false answers.</para>
/// <example>
///   <code>Disable-SsmS3Logging -Region eu-west-1 -WhatIf</code>
///   <para>Shows what would change.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsLifecycle.Disable, "SsmS3Logging", SupportsShouldProcess = true)]
[OutputType(typeof(PreferenceChange))]
public sealed class DisableSsmS3LoggingCommand : PreferenceChangeCmdlet
{
    /// <inheritdoc/>
    private protected override PreferenceRequest RequestFor(DocumentAddress? subject) => DestinationRequests.NoS3();
}
