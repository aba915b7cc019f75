namespace SessionLogging.Preferences.Reading;

/// <summary>Orders version numbers, which the service gives as text and counts up from 1.</summary>
internal static class VersionNumber
{
    /// <summary>The number; 0 where there is none.</summary>
    internal static long Of(string? version) =>
        long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The version's number.</summary>
    internal static long Of(DocumentVersion version) => Of(version.Version);

    /// <summary>The number that the service gives to what is written onto a version.</summary>
    internal static string After(string? version) => (Of(version) + 1).ToString(CultureInfo.InvariantCulture);
}
