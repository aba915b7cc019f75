namespace SsmSessionLogging.Preferences;

/// <summary>Stops sending the logs of Session Manager sessions to CloudWatch Logs.</summary>
/// <remarks>
/// <para>Empties the log group's name and turns streaming off. The encryption requirement stays for the next time. Where nothing is on, or there is no document, nothing is written. Logs that lie in the group stay there.</para>
/// <para>Where no other destination is left sessions leave no log any more: that is warned of (NothingIsLogged) and asked about; -Force or -Confirm:$false answers, and where nobody can answer nothing is written.</para>
/// </remarks>
/// <example>
/// See first what would change
/// <code>Disable-SsmCloudWatchLogging -Region eu-west-1 -WhatIf</code>
/// </example>
/// <example>
/// Stop, and see the receipt
/// <code>Disable-SsmCloudWatchLogging -Region eu-west-1 -PassThru</code>
/// </example>
/// <example>
/// Turn the last destination off on purpose
/// <code>
/// Disable-SsmS3Logging -Region eu-west-1
/// Disable-SsmCloudWatchLogging -Region eu-west-1 -Force
/// </code>
/// <para>Sessions leave no log any more. Without -Force the second command asks.</para>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html#session-manager-logging-cloudwatch-logs">Session Manager: logging session data using CloudWatch Logs</seealso>
/// <seealso cref="Preferences.SetSsmCloudWatchLoggingCommand"/>
/// <seealso cref="Preferences.DisableSsmCloudWatchStreamingCommand"/>
/// <seealso cref="Preferences.GetSsmLoggingPreferenceCommand"/>
[Cmdlet(VerbsLifecycle.Disable, "SsmCloudWatchLogging", SupportsShouldProcess = true)]
[OutputType(typeof(PreferenceChange))]
public sealed class DisableSsmCloudWatchLoggingCommand : PreferenceChangeCmdlet
{
    /// <inheritdoc/>
    private protected override PreferenceRequest RequestFor(DocumentAddress? subject) => DestinationRequests.NoCloudWatch();
}
