using System.Text.Json;
using SessionLogging.Preferences.Json;
using SessionLogging.Preferences.Rules;

namespace SessionLogging.Preferences;

/// <summary>Reads one setting as leniently as the agent and the service do.</summary>
internal static class SettingReader
{
    /// <param name="setting">The setting.</param>
    /// <param name="value">What stands there, or <see langword="null"/> where nothing does.</param>
    /// <param name="rawToken">The same as text.</param>
    public static SettingReading Read(PreferenceSetting setting, JsonSpan? value, string? rawToken) => setting.Kind switch
    {
        SettingKind.Flag => ReadFlag(value) with { RawToken = rawToken },
        SettingKind.Minutes when value?.Kind is JsonTokenType.Number => Text(SettingState.Value, rawToken!) with { RawToken = rawToken },
        _ => ReadText(value) with { RawToken = rawToken },
    };

    /// <summary>What a document says of a setting; where there is none nothing stands there.</summary>
    public static SettingReading In(PreferenceDocument? document, PreferenceSetting setting) => document?[setting] ?? Read(setting, null, null);

    private static SettingReading ReadText(JsonSpan? value) => value switch
    {
        null => SettingReading.OfAbsentText,
        { Kind: JsonTokenType.Null } or { Text: "" } => Text(SettingState.Empty, ""),
        { Text: { } text } => Text(Reference.IsIn(text) ? SettingState.Reference : SettingState.Value, text),
        _ => Malformed,
    };

    private static SettingReading ReadFlag(JsonSpan? value) => value switch
    {
        null => SettingReading.OfAbsentFlag,
        { Kind: JsonTokenType.Null } or { Text: "" } => Flag(SettingState.Empty, false),
        { Kind: JsonTokenType.True } => Flag(SettingState.Value, true),
        { Kind: JsonTokenType.False } => Flag(SettingState.Value, false),
        { Text: { } text } when Reference.IsIn(text) => Text(SettingState.Reference, text),
        { Text: { } text } when GoBoolean.Parse(text) is { } parsed => Flag(SettingState.Value, parsed),
        _ => Malformed,
    };

    private static SettingReading Malformed => new() { State = SettingState.Malformed };

    private static SettingReading Text(SettingState state, string text) => new() { State = state, Text = text };

    private static SettingReading Flag(SettingState state, bool flag) => new() { State = state, Flag = flag };
}
