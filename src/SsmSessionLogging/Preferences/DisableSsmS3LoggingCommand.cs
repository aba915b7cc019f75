namespace SsmSessionLogging.Preferences;

/// <summary>Stops sending the logs of Session Manager sessions to S3.</summary>
/// <remarks>
/// <para>Empties the bucket's name. The key prefix and the encryption requirement stay for the next time. Where nothing is on, or there is no document, nothing is written. Logs that lie in the bucket stay there.</para>
/// <para>Where no other destination is left sessions leave no log any more: that is warned of (NothingIsLogged) and asked about; -Force or -Confirm:$false answers, and where nobody can answer nothing is written.</para>
/// </remarks>
/// <example>
/// See first what would change
/// <code>Disable-SsmS3Logging -Region eu-west-1 -WhatIf</code>
/// </example>
/// <example>
/// Stop, and keep the receipt
/// <code>
/// $receipt = Disable-SsmS3Logging -Region eu-west-1 -PassThru
/// $receipt.UndoCommand
/// </code>
/// <para>The command that turns it on again.</para>
/// </example>
/// <example>
/// Stop wherever logs go to a certain bucket
/// <code>
/// Get-SsmLoggingPreference -Region eu-west-1, us-east-1 |
///     Where-Object S3BucketName -eq audit-logs-us |
///     Disable-SsmS3Logging -PassThru
/// </code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html#session-manager-logging-s3">Session Manager: logging session data using Amazon S3</seealso>
/// <seealso cref="Preferences.SetSsmS3LoggingCommand"/>
/// <seealso cref="Preferences.GetSsmLoggingPreferenceCommand"/>
[Cmdlet(VerbsLifecycle.Disable, "SsmS3Logging", SupportsShouldProcess = true)]
[OutputType(typeof(PreferenceChange))]
public sealed class DisableSsmS3LoggingCommand : PreferenceChangeCmdlet
{
    /// <inheritdoc/>
    private protected override PreferenceRequest RequestFor(DocumentAddress? subject) => DestinationRequests.NoS3();
}
