using System.Globalization;

namespace SessionLogging.Sessions.Logging;

/// <summary>How times stand in the reasons that people read.</summary>
internal static class Words
{
    internal static string Instant(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
