using static SessionLogging.Preferences.Rules.Unicode;

namespace SessionLogging.Preferences.Rules;

/// <summary>Placeholders that nothing has filled.</summary>
internal static class PlaceholderRules
{
    public static readonly ValueRule Unknown = ValueRule.Refuse(
        "UnknownPlaceholder",
        text => Placeholder.FirstIn(text) is not null,
        text => $"Nothing fills {Placeholder.FirstIn(text)} in {Quote(text)}.",
        "Use {AccountId} and {Region}, spelled like this.");
}
