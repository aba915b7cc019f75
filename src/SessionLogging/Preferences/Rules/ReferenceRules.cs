using static SessionLogging.Preferences.Rules.Unicode;

namespace SessionLogging.Preferences.Rules;

/// <summary>References as new values: legal in a document, but what they become is known only when a session starts.</summary>
internal static class ReferenceRules
{
    private static readonly ValueRule NotChecked = ValueRule.Warn(
        "ReferenceNotChecked",
        Reference.IsIn,
        text => $"{Quote(text)} is filled when a session starts, so its value cannot be checked here.",
        "Make sure that the parameter exists and holds a valid value.");

    private static readonly ValueRule Streaming = ValueRule.Refuse(
        "StreamingNotBoolean",
        Reference.IsIn,
        text => $"The agent takes nothing but true and false for streaming; {Quote(text)} would fail every session.",
        "Give true or false.");

    public static ValueRule For(PreferenceSetting setting) =>
        setting == PreferenceSetting.CloudWatchStreamingEnabled ? Streaming : NotChecked;
}
