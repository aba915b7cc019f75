using SessionLogging.Findings;
using SessionLogging.Preferences.Document;

namespace SessionLogging.Preferences.Rules;

/// <summary>Judges the values of a change before anything is asked of AWS.</summary>
/// <remarks>The rules look at what is newly set only. Whether a bucket, group or key exists and is fit is for the checks to say.</remarks>
public static class PreferenceRules
{
    // What {AccountId}, {Region} and {AccountName} are filled with where only the form of a value is judged.
    private const string AnyAccount = "000000000000";
    private const string AnyRegion = "us-east-1";
    private const string AnyName = "account";

    /// <summary>Judges each value of an edit by the rules of its setting. Empty text always passes: it clears the setting.</summary>
    /// <param name="edit">The edit, its placeholders filled.</param>
    /// <param name="present">The document to be changed. A value that stands there already only warns.</param>
    /// <returns>What must not be written (<see cref="FindingStatus.Fail"/>), of each value the first, and what deserves a word.</returns>
    public static IReadOnlyList<Finding> Judge(PreferenceEdit edit, PreferenceDocument? present = null)
    {
        var findings = new List<Finding>();
        foreach (var value in edit.Values)
        {
            foreach (var finding in SettingRules.Find(GivenSetting.New(value)))
            {
                findings.Add(StandsIn(present, value) ? finding with { Status = FindingStatus.Warning } : finding);
                if (finding.Status is FindingStatus.Fail)
                {
                    break;
                }
            }
        }

        return findings;
    }

    /// <summary>The same where nothing that must not be written is let pass.</summary>
    /// <returns>What deserves a word.</returns>
    /// <exception cref="PreferenceRuleException">A rule forbids a value; it names all of them.</exception>
    public static IReadOnlyList<Finding> Require(PreferenceEdit edit, PreferenceDocument? present = null)
    {
        var findings = Judge(edit, present);
        var broken = findings.Where(finding => finding.Status is FindingStatus.Fail).ToList();
        return broken.Count == 0 ? findings : throw new PreferenceRuleException(broken);
    }

    /// <summary>As <see cref="Judge"/>, of values whose placeholders are not filled yet: only their form is judged, in any account and Region.</summary>
    internal static IReadOnlyList<Finding> JudgeForm(PreferenceEdit edit) => Judge(edit.Fill(AnyAccount, AnyRegion, AnyName));

    /// <summary>As <see cref="Require"/>, of values whose placeholders are not filled yet.</summary>
    /// <exception cref="PreferenceRuleException">A rule forbids a value; it names all of them.</exception>
    public static void RequireForm(PreferenceEdit edit) => Require(edit.Fill(AnyAccount, AnyRegion, AnyName));

    /// <summary>What hurts in a document, with what will happen because of it.</summary>
    public static IEnumerable<Finding> ProblemsIn(PreferenceDocument document) => DocumentRules.Find(document);

    private static bool StandsIn(PreferenceDocument? present, SettingValue value) =>
        present?[value.Setting] is { State: SettingState.Value or SettingState.Reference } reading
        && reading.Text == (value.Value as string);
}
