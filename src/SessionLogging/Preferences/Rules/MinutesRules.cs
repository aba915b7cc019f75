using static SessionLogging.Preferences.Rules.Unicode;

namespace SessionLogging.Preferences.Rules;

/// <summary>The ranges of the two timeouts.</summary>
internal static class MinutesRules
{
    public static ValueRule For(PreferenceSetting setting)
    {
        var range = MinutesRange.Of(setting)!;
        return ValueRule.Refuse(
            setting.Name + "Range",
            text => !IsStrict(text) || !range.Contains(int.Parse(text, CultureInfo.InvariantCulture)),
            text => $"{setting.Name} takes whole minutes from {range}, written in digits; {Quote(text)} is not that.",
            $"Give a number from {range}, or nothing to clear it.");
    }

    private static bool IsStrict(string text) =>
        text[0] != '0' && text.Length <= 4 && text.All(c => c is >= '0' and <= '9');
}
