namespace SsmSessionLogging.Preferences;

/// <summary>Sends the logs of Session Manager sessions to an S3 bucket.</summary>
/// <remarks>
/// <para>Changes the S3 settings of the Session document and nothing else; what is not given stays. The agent on the node writes the log when a session ends, as PREFIX/SESSION-ID.log.</para>
/// <para>A destination that is newly turned on requires an encrypted bucket unless -AllowUnencrypted is given. Where encryption is required the agent takes SSE-S3 and SSE-KMS for it, but not DSSE-KMS, and refuses every session otherwise.</para>
/// <para>The role of each node needs <c>s3:PutObject</c> on the objects, <c>s3:GetEncryptionConfiguration</c> on the bucket where encryption is required, and <c>kms:GenerateDataKey</c> and <c>kms:Decrypt</c> on a bucket's key of your own.</para>
/// </remarks>
/// <example>
/// See first what would change
/// <code>Set-SsmS3Logging -BucketName audit-logs -KeyPrefix linux -Region eu-west-1 -WhatIf</code>
/// </example>
/// <example>
/// Send the logs to a bucket
/// <code>Set-SsmS3Logging -BucketName audit-logs-kms -KeyPrefix sessions -Region eu-west-1 -PassThru</code>
/// <para>The log of each session goes to s3://audit-logs-kms/sessions/SESSION-ID.log when it ends. The receipt's UndoCommand takes the change back.</para>
/// </example>
/// <example>
/// Many Regions at once, each with a bucket and folder of its own
/// <code>Set-SsmS3Logging -BucketName 'logs-{AccountId}-{Region}' -KeyPrefix 'sessions/{AccountId}' -Region eu-west-1, us-east-1 -SkipTargetCheck -WhatIf</code>
/// </example>
/// <example>
/// Every account of an organizational unit, each with a folder of its name
/// <code>Set-SsmS3Logging -BucketName audit-logs -KeyPrefix '{AccountName}/{Region}' -RoleArn 'arn:aws:iam::{AccountId}:role/SessionLogging' -OrganizationalUnit ou-5box-product1 -Region eu-west-1 -SkipTargetCheck -WhatIf</code>
/// <para>Without -WhatIf the accounts and Regions are listed first, and the command asks; -Force answers.</para>
/// </example>
/// <example>
/// Choose the bucket from those that there are
/// <code>Get-SsmLoggingDestination audit-logs-kms -Kind S3 -Region eu-west-1 | Set-SsmS3Logging -KeyPrefix sessions -WhatIf</code>
/// </example>
/// <example>
/// Read one by one why a change is refused
/// <code>
/// Set-SsmS3Logging -BucketName audit-logs-dsse -Region eu-west-1 -ErrorAction SilentlyContinue -ErrorVariable refused
/// $refused[0].Exception.Findings | Format-List RuleId, Severity, Message, Remediation
/// </code>
/// <para>The findings are on the exception.</para>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html#session-manager-logging-s3">Session Manager: logging session data using Amazon S3</seealso>
/// <seealso href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html">Amazon S3: default encryption of buckets</seealso>
/// <seealso href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Amazon S3: rules for bucket names</seealso>
/// <seealso href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-users">AWS KMS: allowing key users to use a key</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html#create-iam-instance-profile-ssn-logging">Session Manager: an instance profile with permissions for S3 and CloudWatch Logs</seealso>
/// <seealso href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/">Amazon S3 User Guide</seealso>
/// <seealso cref="Audits.GetSsmLoggingDestinationCommand"/>
/// <seealso cref="Preferences.DisableSsmS3LoggingCommand"/>
/// <seealso cref="Preferences.GetSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.SetSsmCloudWatchLoggingCommand"/>
[Cmdlet(VerbsCommon.Set, "SsmS3Logging", DefaultParameterSetName = "Unchanged", SupportsShouldProcess = true)]
[OutputType(typeof(PreferenceChange))]
public sealed class SetSsmS3LoggingCommand : PreferenceChangeCmdlet
{
    /// <summary>The bucket's name, not an address: 3 to 63 characters of a-z, 0-9, period and hyphen. {AccountId}, {AccountName} and {Region} are filled for each document. It may be in another Region or account. May be left out where a bucket is set, and where one of Get-SsmLoggingDestination is piped: several for one document are an error (DestinationsAmbiguous), as is a log group (DestinationOfOtherKind), and nothing is written then.</summary>
    [Parameter(Position = 0)]
    [Alias("S3BucketName")]
    [ArgumentCompleter(typeof(BucketCompleter))]
    [ValidateNotNullOrEmpty]
    public string? BucketName { get; set; }

    /// <summary>What the keys begin with inside the bucket, with or without a slash at its end; a key with a session's id has at most 1,024 UTF-8 bytes. {AccountId}, {AccountName} and {Region} are filled for each document. Empty text clears it.</summary>
    [Parameter(Position = 1)]
    [Alias("S3KeyPrefix")]
    [NoNull("Empty text clears it.")]
    [AllowEmptyString]
    [NoFiles]
    public string? KeyPrefix { get; set; }

    /// <summary>Refuses sessions unless the bucket has default encryption.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Required")]
    public SwitchParameter RequireEncryption { get; set; }

    /// <summary>Allows a bucket without default encryption, and one with DSSE-KMS. Without this switch and -RequireEncryption the setting stays as it is, and a destination that is newly turned on requires encryption.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Allowed")]
    public SwitchParameter AllowUnencrypted { get; set; }

    /// <inheritdoc/>
    private protected override bool TakesDestinations => true;

    /// <inheritdoc/>
    private protected override string? NameOf(ChosenDestination destination) => destination.BucketName is { } piped ? BucketName ?? piped : null;

    /// <inheritdoc/>
    private protected override PreferenceRequest RequestFor(DocumentAddress? subject) =>
        DestinationRequests.S3(BucketName ?? subject?.Destination?.BucketName, KeyPrefix, RequireEncryption ? true : AllowUnencrypted ? false : null);
}
