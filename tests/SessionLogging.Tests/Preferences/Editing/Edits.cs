using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>What the tests change, and where.</summary>
internal static class Edits
{
    public const string Name = SessionDocumentName.AccountPreferences;

    public const string Arn = "arn:aws:ssm:eu-west-1:" + InMemoryDocuments.AccountId + ":document/" + Name;

    public static readonly PreferenceTarget Target = new(InMemoryDocuments.AccountId, "eu-west-1", Name);

    /// <summary>An edit of one setting.</summary>
    public static PreferenceEdit Of(string setting, string value) => SettingNames.EditOf(setting, value);

    /// <summary>A document's text with some settings.</summary>
    public static string Document(params (string Setting, string Value)[] settings) => settings
        .Aggregate(
            PreferenceDocument.Parse("""{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20"}}"""),
            (document, setting) => document.With(Of(setting.Setting, setting.Value)))
        .Text;

    public static DocumentEditor Editor(
        ISessionDocuments documents,
        PreferenceEdit edit,
        TimeProvider time,
        BaseVersion? baseVersion = null,
        PreferenceTarget? target = null,
        Func<double>? random = null,
        bool allowLatestOnly = false) =>
        new(documents, target ?? Target, _ => edit, baseVersion, time, limits: null, random ?? (() => 0.5)) { AllowLatestOnly = allowLatestOnly };

    /// <summary>Plans and applies without anybody's judgement.</summary>
    public static async Task<PreferenceChange> ApplyAsync(this DocumentEditor editor, CancellationToken cancellationToken = default) =>
        await editor.ApplyAsync(await editor.PlanAsync(cancellationToken), _ => { }, cancellationToken);

    /// <summary>Applies a plan, and has each that is made anew judged.</summary>
    public static async Task<PreferenceChange> ApplyAsync(
        this DocumentEditor editor, PreferencePlan plan, Action<PreferencePlan> judge, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            (var receipt, plan) = await editor.ApplyAsync(plan, cancellationToken);
            if (receipt is not null)
            {
                return receipt;
            }

            if (!plan.IsUnchanged)
            {
                judge(plan);
            }
        }
    }

    /// <summary>The settings of an edit that a version's content does not hold.</summary>
    public static IReadOnlyList<string> MissingIn(string content, PreferenceEdit edit)
    {
        var document = PreferenceDocument.Parse(content);
        var after = document.With(edit);
        return [.. SettingChanges.Between(document, after).Changed.Select(change => change.Setting)];
    }
}
