using SessionLogging.Checks;
using SessionLogging.Preferences.Document;

namespace SessionLogging.Permissions.Templates;

/// <summary>The form of a template.</summary>
public enum TemplateForm
{
    /// <summary>A CloudFormation template in JSON.</summary>
    CloudFormation,

    /// <summary>A file for Terraform or OpenTofu.</summary>
    Terraform,
}

/// <summary>Who may take back that an object is locked.</summary>
public enum LockMode
{
    /// <summary>Whoever has the right to bypass it.</summary>
    Governance,

    /// <summary>Nobody, not even the root user, until it ends.</summary>
    Compliance,
}

/// <summary>What a template asks for beyond the preferences.</summary>
public sealed record TemplateOptions
{
    /// <summary>After how many days logs are deleted, at least 1; <see langword="null"/>: never, and a log group that is there keeps its retention.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>For how many days the bucket locks logs, at least 1; <see langword="null"/>: it has no Object Lock.</summary>
    public int? LockDays { get; init; }

    /// <summary>Who may take a lock back.</summary>
    public LockMode LockMode { get; init; }

    /// <summary>Refuses what contradicts itself.</summary>
    /// <exception cref="PreferenceRuleException">Logs would be locked for longer than they are kept (<c>RetentionShorterThanLock</c>).</exception>
    public void Require()
    {
        if (RetentionDays < LockDays)
        {
            throw new PreferenceRuleException(
                "RetentionShorterThanLock", nameof(RetentionDays), FormattableString.Invariant($"Logs cannot be deleted after {RetentionDays} days that are locked for {LockDays}."), "Keep them at least as long as they are locked.");
        }
    }
}

/// <summary>What a document's preferences name and ask for, for the programs that make it: bucket, log group, missing keys, policies of those who use them.</summary>
public sealed class DestinationTemplate
{
    private DestinationTemplate(PermissionEvidence evidence, IReadOnlyList<LoggingPermission> policies, TemplateOptions options) => (Evidence, Policies, Options) = (evidence, policies, options);

    internal PermissionEvidence Evidence { get; }

    /// <summary>The policies of roles and users.</summary>
    internal IReadOnlyList<LoggingPermission> Policies { get; }

    internal TemplateOptions Options { get; }

    /// <summary>The bucket; <see langword="null"/> where none is named, or it is another account's.</summary>
    internal string? Bucket => Evidence.IsBucketOthers is true ? null : Evidence.Bucket;

    internal IReadOnlyList<PolicyStatement> BucketPolicy => [SessionPermissions.TlsAlone(Evidence, Bucket!)];

    /// <summary>The ARN of the customer's key that encrypts the bucket; <see langword="null"/>: S3's own key does.</summary>
    internal string? BucketKeyArn => SessionPermissions.BucketKey(Evidence)?.Arn;

    /// <summary>How the bucket encrypts, as S3's API spells it.</summary>
    internal string BucketAlgorithm => BucketKeyArn is null ? "AES256" : "aws:kms";

    /// <summary>The lock's mode, as S3's API spells it.</summary>
    internal string LockMode => Options.LockMode.ToString().ToUpperInvariant();

    internal string? LogGroup => Evidence.LogGroup;

    /// <summary>The ARN of the key that the log group has.</summary>
    internal string? GroupKeyArn => Evidence.Preferences.LogGroup is { State: LookupState.Known, Facts.KmsKeyId: var key } ? key : null;

    /// <summary>Whether the log group needs a key that is not there yet.</summary>
    internal bool NeedsGroupKey => LogGroup is not null && GroupKeyArn is null && Evidence.Preferences.Document[PreferenceSetting.CloudWatchEncryptionEnabled].Flag is true;

    internal IReadOnlyList<PolicyStatement> GroupKeyPolicy => [SessionPermissions.OwnAccount(Evidence), SessionPermissions.OfLogGroupKey(Evidence, LogGroup!)];

    /// <summary>How long the log group keeps events; <see langword="null"/>: for ever.</summary>
    internal int? GroupRetention => Options.RetentionDays is { } days ? LogRetention.AtLeast(days)
        : Evidence.Preferences.LogGroup is { State: LookupState.Known, Facts.RetentionInDays: var kept } ? kept : null;

    /// <summary>The alias of a channel's key that is not there yet; <see langword="null"/> where it is, or it is named otherwise.</summary>
    internal string? ChannelAlias => Evidence is { ChannelKeyId: { } id, Preferences.Key.State: LookupState.Missing or LookupState.NotLooked } && id.StartsWith("alias/", StringComparison.Ordinal) ? id : null;

    internal IReadOnlyList<PolicyStatement> ChannelKeyPolicy => [SessionPermissions.OwnAccount(Evidence)];

    /// <summary>What a person reads first.</summary>
    internal string Title => $"Session logs of {(Evidence.Target.AccountId is { } account ? $"{account}, " : "")}{Evidence.Region}: where they go, and who may. Written for {Evidence.Target.DocumentName}.";

    /// <summary>The template's text.</summary>
    /// <param name="form">The form.</param>
    /// <param name="evidence">The preferences.</param>
    /// <param name="policies">Policies of roles and users; those of keys and buckets come with the keys and the bucket.</param>
    /// <param name="options">What else is asked for.</param>
    /// <exception cref="PreferenceRuleException">Logs would be locked for longer than they are kept (<c>RetentionShorterThanLock</c>), or there is nothing to make (<c>TemplateEmpty</c>).</exception>
    public static string Of(TemplateForm form, PermissionEvidence evidence, IReadOnlyList<LoggingPermission> policies, TemplateOptions options)
    {
        options.Require();
        var template = new DestinationTemplate(evidence, [.. policies.Where(policy => policy.PolicyType is not (PolicyType.KeyPolicy or PolicyType.BucketPolicy))], options);
        if (template is { Policies.Count: 0, Bucket: null, LogGroup: null, ChannelAlias: null })
        {
            throw new PreferenceRuleException("TemplateEmpty", nameof(PolicyType), $"The preferences of {evidence.Target} name nothing that a template could make.", "Ask for the policy of a role or user too: -PolicyType NodeRole.");
        }

        return form is TemplateForm.CloudFormation ? CloudFormationText.Of(template) : TerraformText.Of(template);
    }
}
