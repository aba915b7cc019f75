namespace SessionLogging.Aws.Ports;

/// <summary>Times as the SDK answers them.</summary>
internal static class AnsweredTimes
{
    /// <summary>The time in UTC, or <see langword="null"/> where the service gave none.</summary>
    internal static DateTimeOffset? ToUtc(this DateTime? time) => time is { } given ? new DateTimeOffset(given.ToUniversalTime(), TimeSpan.Zero) : null;
}
