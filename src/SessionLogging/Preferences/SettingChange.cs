using System.Globalization;

namespace SessionLogging.Preferences;

/// <summary>One setting before and after a change, or on both sides of a comparison.</summary>
/// <param name="Setting">The setting's name.</param>
/// <param name="Before">What it meant: a <see cref="bool"/> for a flag, text, <see cref="int"/> minutes or <see langword="null"/> for none; a reference's text; the token of something malformed.</param>
/// <param name="After">What it means now, in the same way.</param>
public sealed record SettingChange(string Setting, object? Before, object? After)
{
    /// <summary>The change in words: <c>S3BucketName: (empty) -> 'audit-logs'</c>.</summary>
    public override string ToString() => $"{Setting}: {Show(Before)} -> {Show(After)}";

    /// <summary>A meaning in words.</summary>
    internal static string Show(object? meaning) => meaning switch
    {
        null or "" => "(empty)",
        bool flag => flag ? "true" : "false",
        int minutes => minutes.ToString(CultureInfo.InvariantCulture),
        _ => Rules.Unicode.Quote((string)meaning),
    };
}
