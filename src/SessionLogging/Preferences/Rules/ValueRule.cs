namespace SessionLogging.Preferences.Rules;

/// <summary>One rule that a setting's text, which is not empty, keeps or breaks.</summary>
/// <param name="Name">The stable name.</param>
/// <param name="Refuses">Whether a value that breaks it is refused; otherwise it is warned of.</param>
/// <param name="IsBrokenBy">Whether the text breaks it.</param>
/// <param name="Message">What is wrong with a text that breaks it.</param>
/// <param name="Remedy">What to do about a text that breaks it.</param>
internal sealed record ValueRule(
    string Name, bool Refuses, Func<string, bool> IsBrokenBy, Func<string, string> Message, Func<string, string> Remedy)
{
    public static ValueRule Refuse(string name, Func<string, bool> isBrokenBy, Func<string, string> message, string remedy) =>
        new(name, Refuses: true, isBrokenBy, message, _ => remedy);

    public static ValueRule Refuse(string name, Func<string, bool> isBrokenBy, Func<string, string> message, Func<string, string> remedy) =>
        new(name, Refuses: true, isBrokenBy, message, remedy);

    public static ValueRule Warn(string name, Func<string, bool> isBrokenBy, Func<string, string> message, string remedy) =>
        new(name, Refuses: false, isBrokenBy, message, _ => remedy);

    public RuleBreach BreachBy(SettingValue value)
    {
        var text = (string)value.Value;
        return new RuleBreach(Name, value.Setting.Name, Message(text), Remedy(text));
    }
}
