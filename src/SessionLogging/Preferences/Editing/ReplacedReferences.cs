using SessionLogging.Preferences.Rules;

namespace SessionLogging.Preferences.Editing;

/// <summary>Tells where a change puts a fixed value in the place of one that was filled when a session started.</summary>
internal static class ReplacedReferences
{
    internal static IEnumerable<RuleBreach> On(PreferenceDocument? before, PreferenceDocument after) =>
        from setting in PreferenceSetting.All
        let old = before?[setting]
        where old is { State: SettingState.Reference } && old.Text != after[setting].Text
        select new RuleBreach(
            "ReferenceReplaced",
            setting.Name,
            $"{setting.Name} was {Unicode.Quote(old.Text!)}, which is filled when a session starts. The change replaces it by {SettingChange.Show(after[setting].MeaningAs(setting.Kind))}, the same for every session.",
            "Give the reference itself as the value to keep it.");
}
