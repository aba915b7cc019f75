using System.Globalization;
using SessionLogging.Accounts;

namespace SessionLogging.Preferences.Editing;

/// <summary>Orders version numbers, which the service gives as text.</summary>
internal static class VersionNumber
{
    internal static long Of(DocumentVersion version) =>
        long.TryParse(version.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
