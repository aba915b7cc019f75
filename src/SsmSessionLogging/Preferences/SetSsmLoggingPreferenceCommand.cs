using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Exceptions;

namespace SsmSessionLogging.Preferences;

/// <summary>Changes Session Manager preferences: single settings, or all of them at once from another version, Region, account or file.</summary>
/// <remarks>
/// <para>Settings that are given are written, and nothing else. Piped preferences, or a file, are written as a whole, so that a copy and a rollback are one pipeline; settings given beside them win. Keys of the document that are no settings stay as they are.</para>
/// <para>Preferences and files go home to the account and Region that they name, unless -Region or -RoleArn names others: then they are copied there. Rows of a CSV file name documents only: a column that names a setting is told (SettingsNotTaken) and not read.</para>
/// <para>A file, or a Session document piped as one text, must show that it is one: inputs, schemaVersion 1.0 and sessionType Standard_Stream. The answer of GetDocument is taken for the document in it. Files are in UTF-8, or in UTF-16 with a byte order mark.</para>
/// </remarks>
/// <example>
/// Set the timeouts
/// <code>Set-SsmLoggingPreference -IdleSessionTimeout 15 -MaxSessionDuration 480 -Region eu-west-1 -PassThru</code>
/// <para>Sessions end after 15 minutes without input, and after 8 hours at the latest.</para>
/// </example>
/// <example>
/// Roll back to an earlier version
/// <code>Get-SsmLoggingPreference -DocumentVersion 1 -Region eu-west-1 | Set-SsmLoggingPreference -WhatIf</code>
/// </example>
/// <example>
/// Copy the preferences to another Region
/// <code>Get-SsmLoggingPreference -Region us-east-1 | Set-SsmLoggingPreference -Region eu-central-1 -SkipTargetCheck -PassThru</code>
/// </example>
/// <example>
/// Bring what is in version control back into the accounts
/// <code>Set-SsmLoggingPreference -Path ./preferences/*.json -WhatIf</code>
/// <para>Each file goes to the account and Region of its name; both are as the files say.</para>
/// </example>
/// <example>
/// Roll a change out, go on where it stopped, and take it back
/// <code>
/// Set-SsmLoggingPreference -IdleSessionTimeout 15 -Region eu-west-1, us-east-1 -ReceiptPath ./rollout.jsonl
/// Set-SsmLoggingPreference -IdleSessionTimeout 15 -Region eu-west-1, us-east-1 -ResumeFrom ./rollout.jsonl
/// $undo = @(Get-Content ./rollout.jsonl | ConvertFrom-Json | Where-Object UndoCommand | Select-Object -ExpandProperty UndoCommand -Unique)
/// [array]::Reverse($undo)
/// $undo | ForEach-Object { &amp; ([scriptblock]::Create($_)) }
/// </code>
/// <para>The second command finds both done and touches nothing; after a failure, Ctrl+C or a kill it finishes what is left. The last lines take everything back, newest first, also what was only begun: read the file before you run them, since its commands are run as they stand there.</para>
/// </example>
/// <example>
/// One baseline, with what was agreed to be otherwise in some places
/// <code>
/// Export-SsmLoggingPreference -Path ./preferences -Region eu-west-1
/// Copy-Item ./preferences/111122223333_eu-west-1_SSM-SessionManagerRunShell.json ./baseline.json
/// [pscustomobject]@{ AccountId = '*'; Region = 'us-*'; IdleSessionTimeout = 30; AcceptedBy = 'jdoe'; AcceptedReason = 'Long builds'; AcceptedUntil = '2999-12-31' } |
///     Export-Csv ./exceptions.csv -NoTypeInformation
/// Set-SsmLoggingPreference -Path ./baseline.json -ExceptionPath ./exceptions.csv -Region eu-west-1, us-east-1 -SkipTargetCheck -PassThru |
///     Select-Object Region, Result, Exceptions
/// </code>
/// <para>Sessions in us-east-1 end after 30 minutes without input, in eu-west-1 as the baseline says. Over an organization: -AccountId * -Region * with -RoleArn.</para>
/// </example>
/// <example>
/// Encrypt the session channel with a KMS key
/// <code>Set-SsmLoggingPreference -KmsKeyId alias/session-manager -Region eu-west-1 -PassThru</code>
/// <para>The key encrypts what goes between client and node, not the logs. Every user needs kms:GenerateDataKey with it, every node kms:Decrypt.</para>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-getting-started-configure-preferences.html">Session Manager: configuring session preferences</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html">Session Manager: the schema of Session documents</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html">Session Manager: KMS key encryption of session data</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-run-as.html">Session Manager: Run As support</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-timeout.html">Session Manager: idle session timeout</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-max-timeout.html">Session Manager: maximum session duration</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-shell-config.html">Session Manager: configurable shell profiles</seealso>
/// <seealso href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-users">AWS KMS: allowing key users to use a key</seealso>
/// <seealso cref="Preferences.GetSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.ExportSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.CompareSsmLoggingPreferenceCommand"/>
[Cmdlet(VerbsCommon.Set, "SsmLoggingPreference", DefaultParameterSetName = "Settings", SupportsShouldProcess = true)]
[OutputType(typeof(PreferenceChange))]
public sealed class SetSsmLoggingPreferenceCommand : PreferenceChangeCmdlet
{
    private AgreedExceptions? _exceptions;

    /// <summary>Files with Session documents in JSON, with * and ? as wildcards. A file named ACCOUNT_REGION_NAME.json, as Export-SsmLoggingPreference writes it, goes to the account and Region of its name; any other to those that the parameters name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Files as -Path takes them, without wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>
    /// <para>A file of agreed exceptions: in which accounts, units and Regions a setting that this command writes is another one, by whom that was accepted, why, and until when. CSV, a JSON array or JSON lines; a row has AccountId, OrganizationalUnit or Region, the settings by their names, and AcceptedBy, AcceptedReason and AcceptedUntil (a day or a time in ISO 8601, UTC). A row holds where all of the first three fit that it has; each takes several, by commas in a CSV field, accounts and Regions * and ? too. Settings that the command does not write stay as they are. An empty cell says nothing; (empty) clears a setting.</para>
    /// <para>One that has run out is warned of (ExceptionExpired) and does not apply. A column that is no setting (ExceptionColumnUnknown), a row that is none (ExceptionsNotReadable) and two that contradict each other in one place (ExceptionsDisagree) are errors before any call; where units are named, the last is before any document is asked for: their accounts are listed then, with the credentials themselves.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ExceptionPath { get; set; }

    /// <summary>The KMS key that encrypts the session channel, not the logs: an id, an ARN or an alias. It has to be an enabled symmetric key of the Region. {AccountId}, {AccountName} and {Region} are filled for each document. Empty text clears it.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(KeyCompleter))]
    [NoNull("Empty text clears it.")]
    [AllowEmptyString]
    public string? KmsKeyId { get; set; }

    /// <summary>Whether sessions run as a user of the node's operating system ($true) or as ssm-user ($false). A user that a node lacks has every session there refused.</summary>
    [Parameter]
    [NoNull("Give $true or $false.")]
    [ArgumentCompleter(typeof(FlagCompleter))]
    public bool? RunAsEnabled { get; set; }

    /// <summary>The user for callers whose IAM user or role has no tag SSMSessionRunAs. Empty text clears it.</summary>
    [Parameter]
    [NoNull("Empty text clears it.")]
    [AllowEmptyString]
    [NoFiles]
    public string? RunAsDefaultUser { get; set; }

    /// <summary>Minutes without input after which a session ends, 1 to 60. 0 clears it: AWS's default is 20.</summary>
    [Parameter]
    [NoNull("0 clears it.")]
    [NoFiles]
    public int? IdleSessionTimeout { get; set; }

    /// <summary>Minutes after which a session ends, 1 to 1440. 0 clears it: there is no limit then.</summary>
    [Parameter]
    [NoNull("0 clears it.")]
    [NoFiles]
    public int? MaxSessionDuration { get; set; }

    /// <summary>Commands typed at the start of each session on Linux and macOS; they show in the logs. Empty text clears them.</summary>
    [Parameter]
    [NoNull("Empty text clears it.")]
    [AllowEmptyString]
    [NoFiles]
    public string? LinuxShellProfile { get; set; }

    /// <summary>Commands typed at the start of each session on Windows; they show in the logs. Empty text clears them.</summary>
    [Parameter]
    [NoNull("Empty text clears it.")]
    [AllowEmptyString]
    [NoFiles]
    public string? WindowsShellProfile { get; set; }

    /// <inheritdoc/>
    private protected override bool TakesText => true;

    /// <inheritdoc/>
    private protected override AgreedExceptions? Exceptions => _exceptions;

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        SourcePreferences.RequireOneSource(MyInvocation.ExpectingInput, (Path ?? LiteralPath) is not null);
        _exceptions = ExceptionPath is null ? null : ReadExceptions(ExceptionPath);
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
    private protected override async Task<IReadOnlyList<AccountOpening>> OpeningsOfAsync(DocumentAddress? subject, CancellationToken cancellationToken) =>
        subject?.Preference is null || (Region is null && RoleArn is null)
            ? await base.OpeningsOfAsync(subject, cancellationToken).ConfigureAwait(false)
            : Named(await TellingLeftOutAsync(Accounts.CopiesOfAsync(subject.AccountId, subject.Region, cancellationToken)).ConfigureAwait(false));
}
