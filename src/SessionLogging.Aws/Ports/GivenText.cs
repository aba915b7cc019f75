namespace SessionLogging.Aws.Ports;

/// <summary>AWS answers some members that have no value with an empty text.</summary>
internal static class GivenText
{
    /// <summary>The text, or <see langword="null"/> where there is none.</summary>
    internal static string? Given(this string? text) => string.IsNullOrEmpty(text) ? null : text;
}
