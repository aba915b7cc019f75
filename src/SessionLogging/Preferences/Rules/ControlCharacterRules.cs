using static SessionLogging.Preferences.Rules.Unicode;

namespace SessionLogging.Preferences.Rules;

/// <summary>Control characters in what reaches the node's operating system.</summary>
internal static class ControlCharacterRules
{
    public static readonly ValueRule RunAsDefaultUser = ValueRule.Refuse(
        "RunAsDefaultUserControlCharacters",
        user => user.Any(char.IsControl),
        user => $"The user {Quote(user)} has control characters, which no operating system takes in a user's name.",
        "Leave the control characters out.");

    public static readonly ValueRule ShellProfile = ValueRule.Warn(
        "ShellProfileControlCharacters",
        profile => profile.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r')),
        _ => "The shell profile has control characters other than tabs and line ends; it is typed into the terminal, which acts on them.",
        "Leave the control characters out.");
}
