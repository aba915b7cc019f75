namespace SsmSessionLogging.Preferences;

/// <summary>
/// <para type="synopsis">Sends the logs of Session Manager sessions to an S3 bucket.</para>
/// <para type="description">Changes the S3 settings of the Session document and nothing else. What is not given stays. A destination that is newly turned on requires an encrypted bucket unless -AllowUnencrypted is given.</para>
/// <example>
///   <code>Set-SsmS3Logging -BucketName audit-logs -KeyPrefix sessions</code>
///   <para>Sends the log of each session to s3://audit-logs/sessions/SESSION-ID.log when it ends.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsCommon.Set, "SsmS3Logging", DefaultParameterSetName = "Unchanged", SupportsShouldProcess = true)]
[OutputType(typeof(PreferenceChange))]
public sealed class SetSsmS3LoggingCommand : PreferenceChangeCmdlet
{
    /// <summary>
    /// <para type="description">The bucket's name. {AccountId} and {Region} are filled for each target. May be left out where a bucket is set.</para>
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("S3BucketName")]
    [ArgumentCompleter(typeof(BucketCompleter))]
    [ValidateNotNullOrEmpty]
    public string? BucketName { get; set; }

    /// <summary>
    /// <para type="description">The key prefix, with or without a slash at its end. Empty text clears it.</para>
    /// </summary>
    [Parameter(Position = 1)]
    [Alias("S3KeyPrefix")]
    [NoNull("Empty text clears it.")]
    [AllowEmptyString]
    public string? KeyPrefix { get; set; }

    /// <summary>
    /// <para type="description">Refuses sessions unless the bucket is encrypted.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Required")]
    public SwitchParameter RequireEncryption { get; set; }

    /// <summary>
    /// <para type="description">Allows a bucket without encryption.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Allowed")]
    public SwitchParameter AllowUnencrypted { get; set; }

    /// <inheritdoc/>
    private protected override PreferenceRequest RequestFor(DocumentAddress? subject) =>
        DestinationRequests.S3(BucketName, KeyPrefix, RequireEncryption ? true : AllowUnencrypted ? false : null);
}
