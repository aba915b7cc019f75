using SessionLogging.Checks;
using SessionLogging.Permissions;
using SessionLogging.Permissions.Templates;
using SessionLogging.Preferences.Reading;
using SsmSessionLogging.Loading;
using SsmSessionLogging.Pipelines;
using Kind = SessionLogging.Permissions.PolicyType;

namespace SsmSessionLogging.Permissions;

/// <summary>Gives the policies that exactly these preferences ask for: of nodes, of those who start sessions, run this module or audit, of keys and of the bucket.</summary>
/// <remarks>
/// <para>The document is read in each account and Region, and the bucket, the log group and the keys that it names are looked at with your rights; preferences from the pipeline are taken as they are. Nothing is changed. ARNs are of the Region's own partition, as the AWS SDK's table has it.</para>
/// <para>Three keys are kept apart. The channel's, which the preferences name, users make and nodes open, for sessions alone, by the encryption context. The bucket's, where it is a customer's, nodes use through S3. The log group's only CloudWatch Logs uses. KeyPolicy gives a policy for each: statements to be added to what stands there, and one object a key or bucket over all accounts that are asked, since such a policy can be set only as a whole. -NodeRoleArn and -UserArn name whom they let in; without them it is the account, whose own policies then say who.</para>
/// <para>BucketPolicy denies what comes without TLS, and lets the nodes of this account into a bucket of another one: that is for the bucket's owner to set.</para>
/// <para>Administrator is what this module's cmdlets need, all of them or one (-Cmdlet), with what only some parameters need; Auditor is what reads preferences, reports and logs, and neither changes, sends nor signs anything nor starts a session.</para>
/// <para>This module makes no bucket, log group, key or role, and will not: they hold evidence, and have owners, names and rules of retention that an account's own tools keep; a second hand that makes them would be one more who can take them away. -AsTemplate writes them down for CloudFormation or Terraform instead: bucket, log group, the keys that are missing, their policies, lifecycle and lock for exactly these preferences. What exists is to be imported, of which Terraform's file has the commands. A bucket of another account is not in it.</para>
/// <para>What could not be looked at is a warning: the policy may then lack something. Notes say it too, and what is wider than it could be.</para>
/// </remarks>
/// <permission><c>s3:GetEncryptionConfiguration</c> on the bucket, <c>s3:ListAllMyBuckets</c>, <c>logs:DescribeLogGroups</c> and <c>kms:DescribeKey</c> on the keys of the channel and the bucket; what is denied is a warning. None of them with -SkipTarget.</permission>
/// <example>
/// What do the nodes need?
/// <code>Get-SsmLoggingPermission -PolicyType NodeRole -Region eu-west-1 | ForEach-Object { $_.Json }</code>
/// </example>
/// <example>
/// Everybody's part, with why
/// <code>
/// Get-SsmLoggingPermission -PolicyType User, KeyPolicy -Region eu-west-1 |
///     Select-Object PolicyType -ExpandProperty Statement | Select-Object PolicyType, Sid, Purpose | Format-Table
/// </code>
/// </example>
/// <example>
/// What may whoever turns streaming on do, and nothing else?
/// <code>Get-SsmLoggingPermission -Cmdlet Enable-SsmCloudWatchStreaming -Region eu-west-1 | Select-Object -ExpandProperty Statement</code>
/// </example>
/// <example>
/// Write down what the preferences need for Terraform, with logs kept for a year
/// <code>
/// Get-SsmLoggingPermission -AsTemplate Terraform -RetentionDays 365 -Region eu-west-1 | Set-Content ./session-logs.tf
/// (Get-Content ./session-logs.tf) -like 'resource*'
/// </code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html">Session Manager: a custom IAM role</seealso>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html">Session Manager: sample IAM policies</seealso>
/// <seealso href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html">CloudWatch Logs: encrypt log data using AWS KMS</seealso>
/// <seealso cref="Audits.TestSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.GetSsmLoggingPreferenceCommand"/>
/// <seealso cref="Preferences.ExportSsmLoggingPreferenceCommand"/>
[Cmdlet(VerbsCommon.Get, "SsmLoggingPermission", DefaultParameterSetName = "Policy")]
[OutputType(typeof(LoggingPermission))]
[OutputType(typeof(string))]
public sealed class GetSsmLoggingPermissionCommand : PreferenceCmdlet
{
    private readonly List<LoggingPermission> _ofResources = [];
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private readonly BucketLooks _buckets = new();
    private PermissionPrincipals? _principals;
    private TemplateOptions? _options;

    /// <summary>Whose policies, or of what; without it all of them, and in a template that of the nodes' role.</summary>
    [Parameter(ParameterSetName = "Policy")]
    [Parameter(ParameterSetName = "Template")]
    [NamedValues(typeof(Kind), Several = true)]
    [ValidateNotNullOrEmpty]
    public Kind[]? PolicyType { get; set; }

    /// <summary>One cmdlet of this module: the policy of whoever runs that one. One that there is not is an error (CmdletNotKnown).</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Cmdlet")]
    [ArgumentCompleter(typeof(CmdletNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Cmdlet { get; set; }

    /// <summary>Gives the text of one template for each document instead, with the bucket, the log group, missing keys, and the policies of -PolicyType.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Template")]
    [NamedValues(typeof(TemplateForm))]
    public TemplateForm AsTemplate { get; set; }

    /// <summary>After how many days logs are deleted: a lifecycle rule of the bucket on the logs' prefix, and the log group's retention, which is the next longer one that CloudWatch Logs knows. Without it logs stay.</summary>
    [Parameter(ParameterSetName = "Template")]
    [ValidateRange(1, 36500)]
    [NoFiles]
    public int RetentionDays { get; set; }

    /// <summary>For how many days the bucket locks logs against deletion (Object Lock). More than -RetentionDays is an error (RetentionShorterThanLock). Very old agents cannot upload into such a bucket, and ECS Exec still cannot.</summary>
    [Parameter(ParameterSetName = "Template")]
    [ValidateRange(1, 36500)]
    [NoFiles]
    public int LockDays { get; set; }

    /// <summary>Who may take a lock back before it ends.</summary>
    [Parameter(ParameterSetName = "Template")]
    [NamedValues(typeof(LockMode))]
    public LockMode LockMode { get; set; }

    /// <summary>The ARNs of the nodes' roles, for the policies of keys and of a bucket of another account. What is no such ARN is an error (PrincipalArnShape).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string[]? NodeRoleArn { get; set; }

    /// <summary>The ARNs of the roles and users who start sessions, for the policy of the channel's key.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NoFiles]
    public string[]? UserArn { get; set; }

    /// <summary>Looks neither at the bucket nor at the log group and the keys: the policies are of what the document alone says. Of preferences from the pipeline nothing is asked then.</summary>
    [Parameter]
    public SwitchParameter SkipTarget { get; set; }

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        base.Prepare();
        _principals = new PermissionPrincipals(NodeRoleArn ?? [], UserArn ?? []);
        _options = new TemplateOptions
        {
            RetentionDays = IsGiven(nameof(RetentionDays)) ? RetentionDays : null,
            LockDays = IsGiven(nameof(LockDays)) ? LockDays : null,
            LockMode = LockMode,
        };
        _options.Require();
        if (Cmdlet is { } cmdlet)
        {
            _ = CmdletActions.Of(cmdlet);
        }
    }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var subject in Subjects)
        {
            if (SkipTarget && subject?.Preference is { } given)
            {
                TellOf(given);
                continue;
            }

            await AskEachAsync(
                [subject],
                async (account, target, reader, token) =>
                {
                    var preference = subject?.Preference ?? await reader.ReadLatestAsync(token).ConfigureAwait(false);
                    var partition = Components.Accounts.PartitionOf(target.Region);
                    return Answer(SkipTarget
                        ? PermissionEvidence.Unseen(target, partition, preference)
                        : await PermissionEvidence.CollectAsync(account, target, partition, preference, _buckets, token).ConfigureAwait(false));
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    private protected override Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var permission in LoggingPermission.Merge(_ofResources))
        {
            Pipeline.Write(permission);
        }

        return Task.CompletedTask;
    }

    private void TellOf(LoggingPreference given)
    {
        try
        {
            var target = new PreferenceTarget(given.AccountId, given.Region, given.DocumentName) { AccountName = given.AccountName };
            Answer(PermissionEvidence.Unseen(target, Components.Accounts.PartitionOf(given.Region), given))();
        }
        catch (Exception failure) when (ErrorRecords.Of(failure) is { } record)
        {
            Pipeline.Error(record);
        }
    }

    // Worked out at once, and told in its turn.
    private Action Answer(PermissionEvidence evidence)
    {
        var isTemplate = IsGiven(nameof(AsTemplate));
        var types = Cmdlet is not null ? [Kind.Administrator] : PolicyType ?? (isTemplate ? [Kind.NodeRole] : SessionPermissions.Types);
        var permissions = types.Distinct().SelectMany(type => SessionPermissions.Of(evidence, type, _principals!, Cmdlet)).ToList();
        var template = isTemplate ? DestinationTemplate.Of(AsTemplate, evidence, permissions, _options!) : null;
        return () =>
        {
            foreach (var unseen in permissions.SelectMany(permission => permission.Unseen).Where(_warned.Add))
            {
                Pipeline.Warning(unseen);
            }

            if (template is not null)
            {
                Pipeline.Write(template);
                return;
            }

            _ofResources.AddRange(permissions.Where(IsOfResource));
            Pipeline.WriteEach(permissions.Where(permission => !IsOfResource(permission)));
        };
    }

    private static bool IsOfResource(LoggingPermission permission) => permission.PolicyType is Kind.KeyPolicy or Kind.BucketPolicy;
}
