namespace SessionLogging.Aws.Ports;

/// <summary>Times as the SDK answers them.</summary>
internal static class AnsweredTimes
{
    /// <summary>The time in UTC, or <see langword="null"/> where the service gave none.</summary>
    internal static DateTimeOffset? ToUtc(this DateTime? time) => time is { } given ? new DateTimeOffset(given.ToUniversalTime(), TimeSpan.Zero) : null;
}

/// <summary>AWS answers some members that have no value with an empty text.</summary>
internal static class OptionalText
{
    /// <summary>The text, or <see langword="null"/> where there is none.</summary>
    internal static string? Given(this string? text) => string.IsNullOrEmpty(text) ? null : text;
}
