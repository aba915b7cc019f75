namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet that turns logging to CloudWatch Logs on.</summary>
public abstract class CloudWatchChangeCmdlet : PreferenceChangeCmdlet
{
    /// <summary>
    /// <para type="description">The log group's name. {AccountId} and {Region} are filled for each target. May be left out where a group is set.</para>
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("CloudWatchLogGroupName")]
    [ArgumentCompleter(typeof(LogGroupCompleter))]
    [ValidateNotNullOrEmpty]
    public string? LogGroupName { get; set; }

    /// <summary>
    /// <para type="description">Refuses sessions unless the log group is encrypted with a KMS key.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Required")]
    public SwitchParameter RequireEncryption { get; set; }

    /// <summary>
    /// <para type="description">Allows a log group without a KMS key.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Allowed")]
    public SwitchParameter AllowUnencrypted { get; set; }

    /// <summary>What the two switches say: required, allowed, or nothing.</summary>
    private protected bool? EncryptionRequirement => RequireEncryption ? true : AllowUnencrypted ? false : null;
}
