using SessionLogging.Preferences.Json;

namespace SessionLogging.Preferences.Document;

/// <summary>What stands in a document where a setting belongs.</summary>
public enum SettingState
{
    /// <summary>The key is not there, which means the same as empty or false.</summary>
    Absent,

    /// <summary>An empty string or <c>null</c>, which means off or false.</summary>
    Empty,

    /// <summary>A value that can be read, whether or not it is spelled as AWS documents it.</summary>
    Value,

    /// <summary>Text with a reference such as <c>{{ssm:name}}</c> that is filled when a session starts.</summary>
    Reference,

    /// <summary>Something that cannot be read as this setting.</summary>
    Malformed,
}

/// <summary>One setting as a document says it, read leniently.</summary>
public sealed record SettingReading
{
    internal static readonly SettingReading OfAbsentText = new() { State = SettingState.Absent, Text = "" };
    internal static readonly SettingReading OfAbsentFlag = new() { State = SettingState.Absent, Flag = false };

    /// <summary>What stands there.</summary>
    public required SettingState State { get; init; }

    /// <summary>What a text or minutes setting says, empty where it is absent; also a flag's reference. Otherwise <see langword="null"/>.</summary>
    public string? Text { get; init; }

    /// <summary>What a flag says, false where it is absent or empty; <see langword="null"/> where it is a reference or malformed, and for other kinds.</summary>
    public bool? Flag { get; init; }

    /// <summary>The JSON token as it stands in the document; <see langword="null"/> where the setting is absent.</summary>
    public string? RawToken { get; init; }

    /// <summary>The text as whole minutes, whatever their range; <see langword="null"/> where it is empty or no such number.</summary>
    public int? Minutes =>
        int.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? minutes : null;

    /// <summary>What the setting means, whatever its spelling: <see cref="bool"/> for a flag, <see cref="string"/> for text, <see cref="int"/> or <see langword="null"/> for minutes; the text of a reference; the token of something malformed.</summary>
    /// <param name="kind">The kind of the setting that was read.</param>
    public object? MeaningAs(SettingKind kind) => (State, kind) switch
    {
        (SettingState.Malformed, _) => RawToken,
        (SettingState.Reference, _) => Text,
        (_, SettingKind.Flag) => Flag,
        (_, SettingKind.Minutes) => Text is "" ? null : (object?)Minutes ?? Text,
        _ => Text,
    };

    /// <summary>Whether both mean the same, as <see cref="MeaningAs"/> compares it.</summary>
    internal bool MeansSameAs(SettingReading other, SettingKind kind) =>
        State is SettingState.Malformed == other.State is SettingState.Malformed
        && Equals(MeaningAs(kind), other.MeaningAs(kind));
}

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

/// <summary>Booleans in strings as Go's <c>strconv.ParseBool</c>, and so the agent, reads them.</summary>
internal static class GoBoolean
{
    public static bool? Parse(string text) => text switch
    {
        "1" or "t" or "T" or "TRUE" or "true" or "True" => true,
        "0" or "f" or "F" or "FALSE" or "false" or "False" => false,
        _ => null,
    };
}
