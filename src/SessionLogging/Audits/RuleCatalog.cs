using SessionLogging.Actions.Checks;
using SessionLogging.Checks;
using SessionLogging.Findings;
using SessionLogging.Logs.Archive;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Editing;
using SessionLogging.Preferences.Rules;
using SessionLogging.Text;

namespace SessionLogging.Audits;

/// <summary>Every rule there is, as a person reads it.</summary>
public static class RuleCatalog
{
    private const string Test = "Test-SsmLoggingPreference";
    private const string Get = "Get-SsmLoggingPreference";
    private const string Change = "every change of preferences";
    private const string TestAction = "Test-SsmSessionAction";
    private const string TestArchive = "Test-SsmSessionLogArchive";
    private const string Register = "Register-SsmSessionAction";

    private const string OfDocument = "What agents and AWS make of it: only what stands in the document was looked at.";
    private const string OfThing = "What the nodes may do: the look was made with the caller's rights, at one moment.";
    private const string OfChange = "What stood in the document before: only the change was judged.";
    private const string OfAction = "That a message arrives: nothing was sent through the rule.";

    private static readonly IReadOnlyList<(Rule Rule, RuleDescription Description)> Rules =
    [
        .. Table("a document", DocumentRules.All, [Get, Test], OfDocument),
        .. Table("a document", DocumentRules.OfAudit, [Test], OfDocument),
        .. Table("a document's versions", [DocumentRules.DefaultVersionDiffers], [Get, Test], "Which of the two versions sessions use: AWS's sources contradict each other."),
        .. Table("a setting", SettingRules.All, [Get, Test, Change], OfDocument),
        .. Table("preferences and what they name", PreferenceChecks.All, [Test, Change], OfThing),
        .. Table("preferences of an account", AuditRules.OfDocument, [Test], "That sessions are logged: other rules look at that."),
        .. Table("preferences as they stand", AuditRules.All, [Test], OfDocument),
        .. Table("where logs lie", DestinationRules.All, [Test], OfThing),
        .. Table("what goes round preferences", BypassRules.All, [Test], "That nobody goes round the preferences: what was seen then, with the caller's rights, was judged."),
        .. Table("what a node's role may do", NodeRules.All, ["Test-SsmLoggingPermission"], "What policies of buckets, keys and endpoints, and of the organization, say: only the role's own were asked."),
        .. Table("a change", [ChangeRules.NothingIsLogged, ChangeRules.ManagedElsewhere, ChangeRules.NodeRightsNotChecked, ChangeRules.LatestOnly, .. ChangeRules.All], [Change], OfChange),
        .. Table("what an action is handed to", TargetRules.All, [Register, TestAction], OfThing),
        .. Table("an archive of logs", ArchiveRules.All, [TestArchive], "That the archive holds every log there was: only what it says of itself was compared."),
        .. Table("an action", [.. ActionRules.OfRule, .. ActionRules.OfDelivery], [TestAction], OfAction),
    ];

    private static readonly Dictionary<string, Rule> ById = Rules.ToDictionary(row => row.Rule.Id, row => row.Rule, StringComparer.Ordinal);

    /// <summary>Every rule, by its table and in its order.</summary>
    public static IReadOnlyList<RuleDescription> All { get; } = [.. Rules.Select(row => row.Description)];

    /// <summary>The rules whose id fits a pattern.</summary>
    /// <param name="pattern">An id; <c>*</c> stands for any text and <c>?</c> for any character. Letter case does not matter.</param>
    /// <exception cref="PreferenceRuleException">No rule has the id (<c>RuleNotFound</c>); a pattern with wildcards may fit none.</exception>
    public static IReadOnlyList<RuleDescription> Of(string pattern)
    {
        var found = All.Where(rule => Wildcard.Matches(pattern, rule.RuleId)).ToList();
        return found.Count > 0 || pattern.IndexOfAny(['*', '?']) >= 0
            ? found
            : throw new PreferenceRuleException("RuleNotFound", "RuleId", $"There is no rule {Unicode.Quote(pattern)}.", "List the rules with Get-SsmLoggingRule.");
    }

    /// <summary>The rule of an id.</summary>
    internal static Rule Find(string id) => ById[id];

    private static IEnumerable<(Rule Rule, RuleDescription Description)> Table(string judges, IEnumerable<Rule> rules, IReadOnlyList<string> askedBy, string doesNotProve) =>
        from rule in rules
        select (rule, new RuleDescription
        {
            RuleId = rule.Id,
            Severity = rule.Severity,
            Judges = judges,
            LooksAt = rule.LooksAt,
            Reference = rule.Reference,
            AskedBy = askedBy,
            Permissions = rule.Permissions,
            Controls = rule.Controls,
            DoesNotProve = rule.DoesNotProve ?? doesNotProve,
        });
}
