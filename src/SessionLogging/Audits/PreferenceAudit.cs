using SessionLogging.Checks;
using SessionLogging.Files;
using SessionLogging.Findings;
using SessionLogging.Preferences;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Json;
using SessionLogging.Preferences.Reading;
using SessionLogging.Preferences.Rules;
using SessionLogging.Sessions.Reading;

namespace SessionLogging.Audits;

/// <summary>How preferences are looked through.</summary>
public sealed record AuditOptions
{
    /// <summary>Whether the bucket, log group and key that a document names, and sessions, are not looked at: the rules on them then come out as <see cref="FindingStatus.Unknown"/>.</summary>
    public bool SkipTarget { get; init; }

    /// <summary>For how many days logs have to be kept, at least 1; <see langword="null"/>: what would be deleted when is told, and nothing is asked for.</summary>
    public int? RetentionDays { get; init; }

    /// <summary>The ARN of a user, a group or a role of IAM that is asked whether it may start sessions with other documents; <see langword="null"/>: nobody is.</summary>
    public string? PrincipalArn { get; init; }

    /// <summary>Lets pass what can be asked.</summary>
    /// <exception cref="PreferenceRuleException"><see cref="PrincipalArn"/> is the ARN of nobody that IAM can be asked about (<c>PrincipalArnShape</c>).</exception>
    public AuditOptions RequireAskable()
    {
        if (PrincipalArn is not null)
        {
            StartRights.RequirePrincipal(PrincipalArn);
        }

        return this;
    }
}

/// <summary>Looks through preferences by all rules there are on them; nothing is changed. What was not looked at, or may not be, is <see cref="FindingStatus.Unknown"/> and never a pass.</summary>
public static class PreferenceAudit
{
    private static readonly FindingStatus[] Order = [FindingStatus.Fail, FindingStatus.Warning, FindingStatus.Unknown, FindingStatus.Accepted, FindingStatus.Pass, FindingStatus.NotApplicable];

    /// <summary>Reads a document of an account and looks through it; its default version too, where that says something else.</summary>
    /// <param name="account">The account.</param>
    /// <param name="target">The document.</param>
    /// <param name="reader">Reads it.</param>
    /// <param name="options">How far is looked.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The findings, what is broken first, and among that the worst. A document that may not be read, or could not be, is a finding too.</returns>
    /// <exception cref="AwsCallException">The credentials are not taken, or the Region is not enabled.</exception>
    /// <exception cref="PreferenceFormatException">The document is no JSON object.</exception>
    public static async Task<IReadOnlyList<Finding>> ReadAsync(
        IAccount account, PreferenceTarget target, PreferenceReader reader, AuditOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var latest = await reader.ReadLatestAsync(cancellationToken).ConfigureAwait(false);
            if (!latest.Exists)
            {
                return Finished(target, latest, OfDocument(target, LookupResult.Missing<LoggingPreference>()), evidence: null, baseVersion: null);
            }

            var found = await LookAsync(account, target, latest, options, cancellationToken).ConfigureAwait(false);
            return latest.DefaultVersion is { } version && version != latest.DocumentVersion
                ? Sorted([.. found, .. await OfDefaultAsync(account, target, reader, latest, options, cancellationToken).ConfigureAwait(false)])
                : found;
        }
        catch (AwsCallException failure) when (!failure.IsOfIdentity && failure.Cause is not AwsCallCause.RegionNotEnabled)
        {
            var look = failure.Kind is AwsCallFailure.Denied ? LookupResult.Denied<LoggingPreference>(failure) : LookupResult.Failed<LoggingPreference>(failure);
            return Finished(target, preference: null, OfDocument(target, look), evidence: null, baseVersion: null);
        }
    }

    /// <summary>Looks through preferences that were read, and at what they name in their account.</summary>
    /// <param name="account">The account; <see langword="null"/>: nothing is asked, as with <see cref="AuditOptions.SkipTarget"/>.</param>
    /// <param name="target">Where they belong.</param>
    /// <param name="preference">The preferences.</param>
    /// <param name="options">How far is looked.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="PreferenceFormatException">The document is no JSON object.</exception>
    public static async Task<IReadOnlyList<Finding>> LookAsync(
        IAccount? account, PreferenceTarget target, LoggingPreference preference, AuditOptions options, CancellationToken cancellationToken)
    {
        if (preference.Document is not { } text)
        {
            return Finished(target, preference, OfDocument(target, LookupResult.Missing<LoggingPreference>()), evidence: null, baseVersion: null);
        }

        var document = PreferenceDocument.Parse(text);
        var evidence = await EvidenceAsync(account, target, document, options, cancellationToken).ConfigureAwait(false);
        var bypass = await BypassAsync(account, target, evidence, options, cancellationToken).ConfigureAwait(false);
        var versions = new DocumentVersions(preference.DocumentVersion, preference.DefaultVersion, preference.LatestVersion);
        var findings = Finished(
            target,
            preference,
            [
                .. OfDocument(target, LookupResult.Known(preference)), .. DocumentRules.DefaultVersionDiffers.FindAll(versions), .. Of(evidence),
                .. bypass is null ? [] : BypassRules.All.SelectMany(rule => rule.FindAll(bypass)),
            ],
            evidence,
            preference.DefaultVersion is null || preference.DocumentVersion is null || preference.DefaultVersion == preference.DocumentVersion ? null : BaseVersion.Latest);
        return bypass?.Actions is { State: LookupState.Known, Facts.Findings: { Count: > 0 } ofActions } ? Sorted([.. findings, .. ofActions]) : findings;
    }

    /// <summary>Looks through a Session document in a file; nothing is asked of anybody.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The findings, each with the file and the line that it is about.</returns>
    /// <exception cref="FileException">The file cannot be read.</exception>
    /// <exception cref="TextEncodingException">The file is neither in UTF-8 nor in UTF-16 with a byte order mark.</exception>
    /// <exception cref="PreferenceFormatException">The content is no JSON object.</exception>
    /// <exception cref="PreferenceRuleException">Nothing shows that the content is a Session document (<c>SourceNotSessionDocument</c>).</exception>
    public static IReadOnlyList<Finding> OfFile(string path)
    {
        var text = TextFile.ReadAll(path);
        var file = PreferenceFile.ToAudit(path, text);
        var json = JsonText.Parse(text);
        var isWhole = file.Document.Text == text;
        return Sorted(
        [
            .. from finding in Of(AuditEvidence.Unseen(file.Region ?? "", file.Document))
               select finding with
               {
                   AccountId = file.AccountId,
                   Region = file.Region,
                   DocumentName = file.DocumentName,
                   Path = path,
                   Line = isWhole
                       ? DocumentLine.Of(finding, RuleCatalog.Find(finding.RuleId).LooksAt, json)
                       : json.LineOf(json.Root.Members.First(member => member.Name == "Content").KeyStart),
               },
        ]);
    }

    /// <summary>Looks through a Session document given as text; nothing is asked of anybody.</summary>
    /// <exception cref="PreferenceFormatException">The text is no JSON object.</exception>
    /// <exception cref="PreferenceRuleException">Nothing shows that it is a Session document (<c>SourceNotSessionDocument</c>).</exception>
    public static IReadOnlyList<Finding> OfText(string text) =>
        Sorted(Of(AuditEvidence.Unseen("", PreferenceSource.ReadToAudit(text, "The text from the pipeline"))));

    private static async Task<IReadOnlyList<Finding>> OfDefaultAsync(
        IAccount account, PreferenceTarget target, PreferenceReader reader, LoggingPreference latest, AuditOptions options, CancellationToken cancellationToken)
    {
        var ofDefault = await reader.ReadVersionAsync(latest.DefaultVersion!, cancellationToken).ConfigureAwait(false);
        var document = PreferenceDocument.Parse(ofDefault.Document!);
        if (document.SaysSameAs(PreferenceDocument.Parse(latest.Document!)))
        {
            return [];
        }

        var evidence = await EvidenceAsync(account, target, document, options, cancellationToken).ConfigureAwait(false);
        return Finished(target, ofDefault, Of(evidence), evidence, BaseVersion.Default);
    }

    private static async Task<AuditEvidence> EvidenceAsync(
        IAccount? account, PreferenceTarget target, PreferenceDocument document, AuditOptions options, CancellationToken cancellationToken)
    {
        if (account is null || options.SkipTarget)
        {
            return AuditEvidence.Unseen(target.Region, document);
        }

        var limiter = CallLimiterRegistry.Process.For(account.Connection.EndpointUrl, target.AccountId, account.Region);
        return await AuditEvidence.CollectAsync(account, document, options, limiter, TimeProvider.System, cancellationToken).ConfigureAwait(false);
    }

    // What goes round an account's preferences is told with them, and with no other document.
    private static async Task<BypassEvidence?> BypassAsync(
        IAccount? account, PreferenceTarget target, AuditEvidence evidence, AuditOptions options, CancellationToken cancellationToken)
    {
        if (target.DocumentName != SessionDocumentName.AccountPreferences)
        {
            return null;
        }

        if (account is null || options.SkipTarget)
        {
            return BypassEvidence.Unseen(evidence.Preferences, options);
        }

        var limiter = CallLimiterRegistry.Process.For(account.Connection.EndpointUrl, target.AccountId, account.Region);
        return await BypassEvidence.CollectAsync(account, target, evidence, options, OfAnyDocument, limiter, TimeProvider.System, cancellationToken).ConfigureAwait(false);
    }

    // A document of any type carries the same inputs.
    private static IEnumerable<Finding> OfAnyDocument(AuditEvidence evidence) =>
    [
        .. SettingRules.FindAll(evidence.Document),
        .. PreferenceChecks.All.SelectMany(rule => rule.FindAll(evidence.Preferences)),
        .. AuditRules.All.SelectMany(rule => rule.FindAll(evidence)),
        .. DestinationRules.All.SelectMany(rule => rule.FindAll(evidence.Destinations)),
    ];

    private static IEnumerable<Finding> OfDocument(PreferenceTarget target, LookupResult<LoggingPreference> look) =>
        AuditRules.OfDocument.SelectMany(rule => rule.FindAll(new DocumentLook(target, look)));

    private static IEnumerable<Finding> Of(AuditEvidence evidence) =>
    [
        .. from rule in DocumentRules.All.Concat(DocumentRules.OfAudit)
           from finding in rule.FindAll(new DocumentText(evidence.Document))
           select finding,
        .. evidence.Document.IsPreferences ? SettingRules.FindAll(evidence.Document) : [],
        .. from rule in evidence.Document.IsPreferences ? PreferenceChecks.All : []
           from finding in rule.FindAll(evidence.Preferences)
           select finding,
        .. from rule in evidence.Document.IsPreferences ? AuditRules.All : []
           from finding in rule.FindAll(evidence)
           select finding,
        .. from rule in evidence.Document.IsPreferences ? DestinationRules.All : []
           from finding in rule.FindAll(evidence.Destinations)
           select finding,
    ];

    private static IReadOnlyList<Finding> Finished(
        PreferenceTarget target, LoggingPreference? preference, IEnumerable<Finding> findings, AuditEvidence? evidence, BaseVersion? baseVersion) => Sorted(
        from finding in findings
        select finding with
        {
            AccountId = target.AccountId,
            AccountName = target.AccountName,
            Region = target.Region,
            DocumentName = target.DocumentName,
            DocumentVersion = preference?.DocumentVersion,
            Remediation = finding.Status is FindingStatus.Fail or FindingStatus.Warning && Mending.CommandFor(new Broken(finding, evidence, target), baseVersion) is { } command
                ? command
                : finding.Remediation,
        });

    /// <summary>Findings in the order in which they are told: what is broken first, then what cannot be told, what was accepted, what passes; the worst first in each.</summary>
    public static IReadOnlyList<Finding> Sorted(IEnumerable<Finding> findings) =>
        [.. findings.OrderBy(finding => Array.IndexOf(Order, finding.Status)).ThenByDescending(finding => finding.Severity)];
}
