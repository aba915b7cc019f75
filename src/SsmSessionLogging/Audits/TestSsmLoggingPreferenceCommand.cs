using SessionLogging.Audits;
using SessionLogging.Findings;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Audits;

/// <summary>Looks whether sessions will be logged: through the preferences of accounts and Regions, an object or a file, by every rule there is on them.</summary>
/// <remarks>
/// <para>Gives a finding for each rule that asks something of the document: Fail and Warning first, then what cannot be told, then what passes; the worst first in each. A Pass says no more than was looked at, and Get-SsmLoggingRule says of each rule what it does not prove. What was not looked at, or may not be, is Unknown and never Pass. Nothing is changed: Remediation is the command that mends it, with a variable such as $BucketName for what only you can choose.</para>
/// <para>Without -Path the document is read, and the bucket, the log group and the key that it names are looked at with your rights, in each account and Region. Where latest and default version say different things both are looked through, and DocumentVersion tells them apart. Preferences from the pipeline are looked through as they are, and what they name is looked at in their account. With -SkipTarget nothing but the document is read, and of preferences from the pipeline nothing at all is asked.</para>
/// <para>With the account's preferences comes what goes round them: its other Session documents, each by the same rules; the sessions of the last 30 days that named another document, forwarded a port or carried SSH; whether trails record who reads the logs; whether roles that started sessions let callers choose the name they go by; and the registered actions, as Test-SsmSessionAction checks them. -PrincipalArn asks what one user or role may start. Every session of the 30 days is read for it, 200 a call and 6 calls a second; -SkipTarget leaves that out.</para>
/// <para>A file, or a Session document piped as one text, is looked through without any call; its findings say Path and Line. What lies in an account is then Unknown.</para>
/// <para>-Quiet gives one boolean for the whole command: $true only where something was looked through, every account and file could be, and no finding is Fail or Unknown. What -BaselinePath accepts is neither, and -Verbose names it.</para>
/// </remarks>
/// <permission><c>s3:GetEncryptionConfiguration</c>, <c>s3:GetBucketPublicAccessBlock</c>, <c>s3:GetBucketVersioning</c>, <c>s3:GetBucketPolicy</c>, <c>s3:GetBucketObjectLockConfiguration</c> and <c>s3:GetLifecycleConfiguration</c> on the bucket, <c>s3:ListAllMyBuckets</c>, <c>logs:DescribeLogGroups</c>; <c>kms:DescribeKey</c> on the keys of the channel, the bucket and the log group, <c>kms:GetKeyPolicy</c> on the last two; <c>ssm:DescribeSessions</c>, <c>ssm:ListDocuments</c>, <c>cloudtrail:DescribeTrails</c>, <c>cloudtrail:GetTrailStatus</c>, <c>cloudtrail:GetEventSelectors</c>, <c>events:ListRules</c> and, where actions are registered, what Test-SsmSessionAction needs; <c>iam:GetRole</c> on roles that have started sessions; <c>iam:SimulatePrincipalPolicy</c> with -PrincipalArn. What is denied is a finding. None with -Path.</permission>
/// <example>
/// Will sessions be logged here?
/// <code>Test-SsmLoggingPreference -Region eu-west-1, us-east-1 | Where-Object Status -ne Pass</code>
/// <para>What is broken, and what cannot be told.</para>
/// </example>
/// <example>
/// The commands that mend it
/// <code>Test-SsmLoggingPreference -Region us-east-1 | Where-Object Status -in Fail, Warning | Format-List RuleId, Message, Remediation</code>
/// </example>
/// <example>
/// Test documents in version control, without an account
/// <code>
/// Export-SsmLoggingPreference -Path ./preferences -Region eu-west-1
/// Test-SsmLoggingPreference -Path ./preferences/*.json |
///     Where-Object Status -in Fail, Warning |
///     ForEach-Object { "$(Split-Path $_.Path -Leaf):$($_.Line): $($_.RuleId)" }
/// </code>
/// </example>
/// <example>
/// Would logs be kept for a year?
/// <code>Test-SsmLoggingPreference -RetentionDays 365 -Region eu-west-1 | Where-Object RuleId -like *Expire | Select-Object Status, Message</code>
/// </example>
/// <example>
/// Can somebody go round it?
/// <code>Test-SsmLoggingPreference -PrincipalArn arn:aws:iam::111122223333:role/Audit -Region eu-west-1 | Where-Object RuleId -like *CanBeStarted | Format-List RuleId, Status, Message, Remediation</code>
/// <para>What IAM says of the role's own policies, and the statement that closes it.</para>
/// </example>
/// <example>
/// Stop a job where anything fails or is not known
/// <code>if (-not (Test-SsmLoggingPreference -Region eu-west-1, eu-central-1 -Quiet)) { 'Session logging needs a look.' }</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html">Session Manager: logging session activity</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html">Session Manager: the schema of Session documents</seealso>
/// <seealso cref="Audits.GetSsmLoggingRuleCommand"/>
/// <seealso cref="Preferences.GetSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.SetSsmLoggingPreferenceCommand"/>
[Cmdlet(VerbsDiagnostic.Test, "SsmLoggingPreference", DefaultParameterSetName = "Account")]
[OutputType(typeof(Finding))]
[OutputType(typeof(bool))]
public sealed class TestSsmLoggingPreferenceCommand : PreferenceCmdlet
{
    private readonly ToldFindings _told = new();
    private AuditOptions _options = new();
    private FindingBaseline? _baseline;

    /// <summary>Files with Session documents in JSON, with * and ? as wildcards. Nothing is asked of AWS.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Path")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Files as -Path takes them, without wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>Looks neither at the bucket, the log group and the key that the document names, nor at sessions: the rules on them come out as Unknown.</summary>
    [Parameter]
    public SwitchParameter SkipTarget { get; set; }

    /// <summary>For how many days logs have to be kept: a lifecycle rule of the bucket or a retention of the log group that deletes them earlier fails. Without it the findings tell from when on a log written today may be deleted, and ask for nothing.</summary>
    [Parameter]
    [ValidateRange(1, 36500)]
    [NoFiles]
    public int RetentionDays { get; set; }

    /// <summary>The ARN of a user, a group or a role, with its path: IAM is asked what its own policies and permissions boundary say to starting sessions with other documents, and with those whose sessions are never logged; Remediation is the statement that closes it. Policies of the organization are not in IAM's answer. The ARN of a role's session is an error (PrincipalArnShape); accounts other than its own are asked nothing about it.</summary>
    [Parameter(ParameterSetName = "Account")]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string? PrincipalArn { get; set; }

    /// <summary>A file with what was accepted: a JSON array, or JSON lines, of objects with RuleId, AcceptedBy, AcceptedReason and AcceptedUntil (a day or a time in ISO 8601, UTC), and, where it is to hold for those alone, AccountId, Region, DocumentName and Subject. Such findings come as Accepted, never left out; once the time has passed they come back as what they are. One that cannot be read ends the command (BaselineNotReadable).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BaselinePath { get; set; }

    /// <summary>Gives one boolean instead of findings: $true only where no finding is Fail or Unknown, and everything could be tested.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    private protected override bool TakesText => true;

    private bool IsOfFiles => (Path ?? LiteralPath) is not null;

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        SourcePreferences.RequireOneSource(MyInvocation.ExpectingInput, IsOfFiles);
        _options = new AuditOptions { SkipTarget = SkipTarget, RetentionDays = IsGiven(nameof(RetentionDays)) ? RetentionDays : null, PrincipalArn = PrincipalArn }.RequireAskable();
        _baseline = BaselinePath is null ? null : FindingBaseline.Read(GetUnresolvedProviderPathFromPSPath(BaselinePath));
    }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (IsOfFiles)
        {
            foreach (var file in await Pipeline.AskAsync(() => FileSystemPaths.Resolve(this, Path, LiteralPath)).ConfigureAwait(false))
            {
                Test(() => PreferenceAudit.OfFile(file));
            }

            return;
        }

        var ofAccounts = new List<DocumentAddress?>();
        foreach (var subject in Subjects)
        {
            if (subject?.Text is { } text)
            {
                Test(() => PreferenceAudit.OfText(text));
            }
            else if (SkipTarget && subject?.Preference is { } given)
            {
                var target = new SessionLogging.Preferences.Reading.PreferenceTarget(given.AccountId, given.Region, given.DocumentName) { AccountName = given.AccountName };
                Tell(await PreferenceAudit.LookAsync(account: null, target, given, _options, cancellationToken).ConfigureAwait(false));
            }
            else
            {
                ofAccounts.Add(subject);
            }
        }

        foreach (var subject in ofAccounts)
        {
            await AskEachAsync(
                [subject],
                async (account, target, reader, token) =>
                {
                    var findings = subject?.Preference is { } given
                        ? await PreferenceAudit.LookAsync(account, target, given, _options, token).ConfigureAwait(false)
                        : await PreferenceAudit.ReadAsync(account, target, reader, _options, token).ConfigureAwait(false);
                    return () => Tell(findings);
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    private protected override Task EndAsync(CancellationToken cancellationToken)
    {
        if (Quiet)
        {
            Pipeline.Write(_told.AreSound && !HasFailed);
        }

        return Task.CompletedTask;
    }

    private void Test(Func<IReadOnlyList<Finding>> test)
    {
        try
        {
            Tell(test());
        }
        catch (Exception failure) when (ErrorRecords.Of(failure) is { } record)
        {
            HasFailed = true;
            Pipeline.Error(record);
        }
    }

    private void Tell(IReadOnlyList<Finding> all)
    {
        var findings = _baseline is { } baseline ? PreferenceAudit.Sorted(all.Select(finding => baseline.Apply(finding, TimeProvider.System.GetUtcNow()))) : all;
        foreach (var finding in findings.Where(finding => finding.Status is FindingStatus.Accepted))
        {
            Pipeline.Verbose(FormattableString.Invariant($"Accepted by {finding.AcceptedBy} until {finding.AcceptedUntil:yyyy-MM-dd HH:mm:ss'Z'} ({finding.AcceptedReason}): {finding}"));
        }

        _told.Tell(Pipeline, findings, Quiet);
    }
}
