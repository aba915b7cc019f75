namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet that turns logging to CloudWatch Logs on.</summary>
public abstract class CloudWatchChangeCmdlet : PreferenceChangeCmdlet
{
    /// <summary>The log group's name, not its ARN: 1 to 512 characters of A-Z, a-z, 0-9 and . - _ / #. {AccountId}, {AccountName} and {Region} are filled for each document. The group has to be there, in the account and Region of the nodes. May be left out where a group is set, and where one of Get-SsmLoggingDestination is piped: several for one document are an error (DestinationsAmbiguous), as is a bucket (DestinationOfOtherKind), and nothing is written then.</summary>
    [Parameter(Position = 0)]
    [Alias("CloudWatchLogGroupName")]
    [ArgumentCompleter(typeof(LogGroupCompleter))]
    [ValidateNotNullOrEmpty]
    public string? LogGroupName { get; set; }

    /// <summary>Refuses sessions unless the log group is encrypted with a KMS key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Required")]
    public SwitchParameter RequireEncryption { get; set; }

    /// <summary>Allows a log group without a KMS key. Without this switch and -RequireEncryption the setting stays as it is, and a destination that is newly turned on requires encryption.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Allowed")]
    public SwitchParameter AllowUnencrypted { get; set; }

    /// <inheritdoc/>
    private protected override bool TakesDestinations => true;

    /// <inheritdoc/>
    private protected override string? NameOf(ChosenDestination destination) => destination.LogGroupName is { } piped ? LogGroupName ?? piped : null;

    /// <summary>The log group that is given, or piped.</summary>
    private protected string? LogGroupOf(DocumentAddress? subject) => LogGroupName ?? subject?.Destination?.LogGroupName;

    /// <summary>What the two switches say: required, allowed, or nothing.</summary>
    private protected bool? EncryptionRequirement => RequireEncryption ? true : AllowUnencrypted ? false : null;
}
