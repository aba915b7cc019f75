using System.Globalization;

namespace SessionLogging.Preferences;

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
