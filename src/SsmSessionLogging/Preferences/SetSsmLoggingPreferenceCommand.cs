namespace SsmSessionLogging.Preferences;

/// <summary>
/// <para type="synopsis">Changes Session Manager preferences: single settings, or all of them at once from another version, Region, account or file.</para>
/// <para type="description">Settings that are given are written, and nothing else. Piped preferences, or a file, are written as a whole, so that a copy and a rollback are one pipeline; settings given beside them win. Keys of the document that are no settings stay as they are. A file, or a Session document piped as one text, must show that it is one: inputs, schemaVersion 1.0 and sessionType Standard_Stream. The answer of GetDocument is taken for the document in it.</para>
/// <example>
///   <code>Get-SsmLoggingPreference -DocumentVersion 3 | Set-SsmLoggingPreference</code>
///   <para>Brings the settings of version 3 back.</para>
/// </example>
/// <example>
///   <code>Get-SsmLoggingPreference -Region eu-west-1 | Set-SsmLoggingPreference -Region us-east-1 -WhatIf</code>
///   <para>Shows what copying the preferences to another Region would change.</para>
/// </example>
/// <example>
///   <code>Set-SsmLoggingPreference -IdleSessionTimeout 30 -MaxSessionDuration 480</code>
///   <para>Ends sessions after 30 minutes without input, and after 8 hours at the latest.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsCommon.Set, "SsmLoggingPreference", DefaultParameterSetName = "Settings", SupportsShouldProcess = true)]
[OutputType(typeof(PreferenceChange))]
public sealed class SetSsmLoggingPreferenceCommand : PreferenceChangeCmdlet
{
    /// <summary>
    /// <para type="description">Files with Session documents in JSON, wildcards allowed. A file named ACCOUNT_REGION_NAME.json, as Export-SsmLoggingPreference writes it, goes to the account and Region of its name.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>
    /// <para type="description">Files as Path takes them, without wildcards.</para>
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>
    /// <para type="description">The KMS key that encrypts the session channel, not the logs: an id, an ARN or an alias. Empty text clears it. {AccountId} and {Region} are filled for each target.</para>
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(KeyCompleter))]
    [NoNull("Empty text clears it.")]
    [AllowEmptyString]
    public string? KmsKeyId { get; set; }

    /// <summary>
    /// <para type="description">Whether sessions run as a user of the node's operating system.</para>
    /// </summary>
    [Parameter]
    [NoNull("Give $true or $false.")]
    public bool? RunAsEnabled { get; set; }

    /// <summary>
    /// <para type="description">The user for callers whose IAM user or role has no tag SSMSessionRunAs. Empty text clears it.</para>
    /// </summary>
    [Parameter]
    [NoNull("Empty text clears it.")]
    [AllowEmptyString]
    public string? RunAsDefaultUser { get; set; }

    /// <summary>
    /// <para type="description">Minutes without input after which a session ends, 1 to 60. 0 clears it: AWS's default is 20.</para>
    /// </summary>
    [Parameter]
    [NoNull("0 clears it.")]
    public int? IdleSessionTimeout { get; set; }

    /// <summary>
    /// <para type="description">Minutes after which a session ends, 1 to 1440. 0 clears it: there is no limit then.</para>
    /// </summary>
    [Parameter]
    [NoNull("0 clears it.")]
    public int? MaxSessionDuration { get; set; }

    /// <summary>
    /// <para type="description">Commands typed at the start of each session on Linux and macOS; they show in the logs. Empty text clears them.</para>
    /// </summary>
    [Parameter]
    [NoNull("Empty text clears it.")]
    [AllowEmptyString]
    public string? LinuxShellProfile { get; set; }

    /// <summary>
    /// <para type="description">Commands typed at the start of each session on Windows; they show in the logs. Empty text clears them.</para>
    /// </summary>
    [Parameter]
    [NoNull("Empty text clears it.")]
    [AllowEmptyString]
    public string? WindowsShellProfile { get; set; }

    /// <inheritdoc/>
    private protected override bool TakesText => true;

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        if (MyInvocation.ExpectingInput && (Path ?? LiteralPath) is not null)
        {
            throw new PreferenceRuleException(
                "SourceAmbiguous", "Path", "Both files and objects from the pipeline are given.", "Give one of them.");
        }
    }

    /// <inheritdoc/>
    private protected override PreferenceRequest RequestFor(DocumentAddress? subject)
    {
        if (subject?.Preference is { } source)
        {
            var whole = source.ToEdit(Given);
            return _ => whole;
        }

        return Given.Values.Count > 0 || IsGiven(nameof(BaseVersion))
            ? _ => Given
            : throw new PreferenceRuleException(
                "NothingToChange", "Settings", "No setting is given.", "Give a setting, preferences through the pipeline, -Path or -BaseVersion.");
    }

    /// <inheritdoc/>
    private protected override async Task<IReadOnlyList<DocumentAddress?>> SubjectsOfRecordAsync()
    {
        if (Path is null && LiteralPath is null)
        {
            var subjects = await base.SubjectsOfRecordAsync().ConfigureAwait(false);
            return [.. subjects.Select(subject => subject?.Text is { } text ? SourcePreferences.Of(text) : subject)];
        }

        var files = await Pipeline.AskAsync(() => FileSystemPaths.Resolve(this, Path, LiteralPath)).ConfigureAwait(false);
        return [.. files.Select(SourcePreferences.At)];
    }

    /// <summary>Preferences go home, unless the connection parameters name other Regions or roles: then they are copied there.</summary>
    private protected override Task<IReadOnlyList<AccountOpening>> OpeningsOfAsync(DocumentAddress? subject, CancellationToken cancellationToken) =>
        subject?.Preference is null || (Region is null && RoleArn is null)
            ? base.OpeningsOfAsync(subject, cancellationToken)
            : Accounts.CopiesOfAsync(subject.AccountId, subject.Region, cancellationToken);
}
