using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;
using SessionLogging.Preferences.Rules;
using SessionLogging.Text;
using static SessionLogging.Findings.FindingSeverity;
using static SessionLogging.Findings.Verdict;
using static SessionLogging.Preferences.Document.PreferenceSetting;

namespace SessionLogging.Preferences.Editing;

/// <summary>The rules on changes, each a row: what deserves a word whenever certain things are turned on or off. Said before a change is made and read after it, so nothing of it is in the conditional.</summary>
internal static class ChangeRules
{
    internal static readonly Rule<PreferencePlan> NothingIsLogged = new(
        "NothingIsLogged", High, [S3BucketName.Name, CloudWatchLogGroupName.Name], "Systems Manager User Guide, Logging session activity", _ => "Destinations", plan =>
        {
            var lost = new[] { plan.Before, plan.State.Document }.SelectMany(Destinations).Distinct(StringComparer.Ordinal).ToList();
            return lost.Count == 0 ? NotApplicable
                : Destinations(plan.After).Any() ? Pass
                : Warning(
                    $"Sessions that use {plan.Target} leave no log any more: the change turns off {string.Join(" and ", lost)} and no other destination is set.",
                    "Set another one with Set-SsmS3Logging or Set-SsmCloudWatchLogging.");
        });

    /// <summary>What deserves a word of any change.</summary>
    internal static readonly Rule<PreferencePlan>[] All =
    [
        new("StoredAsYaml", Low, ["Document"], "Systems Manager API Reference, DescribeDocument: DocumentFormat", _ => "Document", plan => plan.State switch
        {
            { Exists: false } => NotApplicable,
            { IsDescribed: false } => Unknown(
                "Whether the document is stored as YAML, whose comments would be lost, is not known: ssm:DescribeDocument is denied.", "Allow ssm:DescribeDocument, or keep a copy."),
            { StoredAsYaml: true } => Warning($"{plan.Target} is stored as YAML, and the change writes it as JSON; comments in it are lost.", "Keep a copy of the YAML if it matters."),
            _ => Pass,
        }),
        new("CustomDocument", Information, ["DocumentName"], "Systems Manager User Guide, Start a session with a document", _ => "DocumentName", plan =>
            plan.Target.DocumentName == SessionDocumentName.AccountPreferences ? Pass
            : Warning($"'{plan.Target.DocumentName}' applies only to sessions that name it.", $"Change '{SessionDocumentName.AccountPreferences}' for all others.")),
        Row("NodeUsersNotChecked", Medium, RunAsEnabled, "Systems Manager User Guide, Turn on Run As support", plan =>
            Begins(plan, document => IsOn(document, RunAsEnabled)) || (IsOn(plan.After, RunAsEnabled) && NamesOther(plan, RunAsDefaultUser))
            ? Unknown(
                "Sessions are refused on every node whose operating system lacks the user, be it the default one or that of the tag SSMSessionRunAs.",
                "Try one session on a node of each kind.")
            : Pass),
        Row("RunAsUserNotOnNewNodes", Critical, RunAsDefaultUser, "amazon-ssm-agent: creates ssm-user only while run as is off", plan =>
            Begins(plan, document => RunAsUser.IsAgents(document) && IsOn(document, RunAsEnabled))
                ? RunAsUser.NotOnNewNodes
            : Begins(plan, RunAsUser.IsAgents) && !IsOn(plan.After, RunAsEnabled)
                ? Warning($"The agent creates '{RunAsUser.OfAgent}' only while run as is off. Once run as is on, nodes that are new lack that user and refuse every session.", RunAsUser.NameAnother)
            : OrFilledLater(plan, RunAsDefaultUser)),
        Row("NotEverythingIsStreamed", Information, CloudWatchStreamingEnabled, "Systems Manager User Guide, Streaming session data using CloudWatch Logs", plan => Begins(plan, IsStreaming)
            ? Warning(
                "Interactive and non-interactive command sessions are uploaded at their end instead, and port forwarding and SSH sessions are never logged.",
                "Streaming needs agent 3.0.356.0 or later on the nodes.")
            : OrFilledLater(plan, CloudWatchStreamingEnabled)),
        Row("StreamingTurnedOff", Medium, CloudWatchStreamingEnabled, "Systems Manager User Guide, Streaming session data using CloudWatch Logs", plan =>
            plan.Before is not null && IsStreaming(plan.Before) && !IsStreaming(plan.After) && NamesGroup(plan.After)
            ? Warning(
                "Logs are uploaded when a session ends instead of being streamed, so the log of a node that dies is lost.", "Use Enable-SsmCloudWatchStreaming to keep streaming.")
            : OrFilledLater(plan, CloudWatchStreamingEnabled)),
        new(
            "ReferenceReplaced",
            Medium,
            [.. PreferenceSetting.All.Select(setting => setting.Name)],
            "Systems Manager User Guide, Session document schema: {{parameter}} and {{ssm:name}} are filled when a session starts",
            _ => "Document",
            plan =>
                from setting in PreferenceSetting.All
                let old = plan.Before?[setting]
                where old is { State: SettingState.Reference } && old.Text != plan.After[setting].Text
                select Warning(
                    $"{setting.Name} was {Unicode.Quote(old.Text!)}, which is filled when a session starts. The change replaces it by {SettingChange.Show(plan.After[setting].MeaningAs(setting.Kind))}, the same for every session.",
                    "Give the reference itself as the value to keep it.") with { Place = setting.Name }),
    ];

    /// <summary>On who has written the document.</summary>
    internal static readonly Rule<DocumentWriter> ManagedElsewhere = new(
        "ManagedElsewhere",
        Medium,
        ["Document"],
        "CloudFormation User Guide, Resource tags: aws:cloudformation:stack-name; CloudTrail User Guide, userAgent and invokedBy",
        _ => "Document",
        writer => writer switch
        {
            { Program: { } program } => Warning(
                $"{writer.Target} is managed by {program}: {writer.Because}. The next time that it runs it takes this change back.",
                program is DocumentWriter.Terraform or DocumentWriter.OpenTofu
                    ? "Make the change there: Export-SsmLoggingPreference -As Terraform gives the document in that form."
                    : "Make the change there: Export-SsmLoggingPreference -As CloudFormation gives the document in that form."),
            { IsKnown: true } => Pass,
            _ => Untold,
        });

    /// <summary>On what changes newly need of the nodes, in words; empty: nothing.</summary>
    internal static readonly Rule<string> NodeRightsNotChecked = new(
        "NodeRightsNotChecked", Medium, ["Document"], "Systems Manager User Guide, Verify or create an IAM role with Session Manager permissions", _ => "Document", needed => needed.Length == 0
            ? Pass
            : Unknown($"What the nodes' own roles allow was not looked at. They {needed}", "Allow it in the nodes' roles, and try one session before everybody needs one."));

    /// <summary>On the receipt of a change.</summary>
    internal static readonly Rule<PreferenceChange> LatestOnly = new(
        "LatestOnly", Medium, ["Document"], "Systems Manager API Reference, UpdateDocumentDefaultVersion", _ => "Document", receipt => receipt is not { LatestOnly: true }
            ? Pass
            : Warning(
                $"Version {receipt.NewVersion} of {new PreferenceTarget(receipt.AccountId, receipt.Region, receipt.DocumentName)} is the latest and not the default: "
                    + $"AWS's sources differ on which of them sessions use. {receipt.Reason}",
                $"To undo: {receipt.UndoCommand}"));

    private static Rule<PreferencePlan> Row(string id, FindingSeverity severity, PreferenceSetting setting, string reference, Func<PreferencePlan, Verdict> judge) =>
        new(id, severity, [setting.Name], reference, _ => setting.Name, judge);

    private static IEnumerable<string> Destinations(PreferenceDocument? document) =>
        from destination in new[] { (Setting: S3BucketName, Word: "bucket"), (Setting: CloudWatchLogGroupName, Word: "log group") }
        let name = document?[destination.Setting].Text
        where !string.IsNullOrEmpty(name)
        select $"{destination.Word} {Unicode.Quote(name)}";

    private static Verdict OrFilledLater(PreferencePlan plan, PreferenceSetting setting) => plan.After[setting].State is SettingState.Reference ? Untold : Pass;

    private static bool Begins(PreferencePlan plan, Func<PreferenceDocument, bool> holds) => holds(plan.After) && !(plan.Before is not null && holds(plan.Before));

    private static bool NamesOther(PreferencePlan plan, PreferenceSetting setting) => plan.After[setting].Text is { Length: > 0 } text && plan.Before?[setting].Text != text;

    private static bool IsOn(PreferenceDocument document, PreferenceSetting flag) => document[flag].Flag is true;

    private static bool NamesGroup(PreferenceDocument document) => document[CloudWatchLogGroupName].Text is { Length: > 0 };

    // Without a group the flag means nothing.
    private static bool IsStreaming(PreferenceDocument document) => NamesGroup(document) && IsOn(document, CloudWatchStreamingEnabled);
}
