namespace SessionLogging.Preferences.Reading;

/// <summary>The states of a version that decide whether it can become the default.</summary>
internal static class DocumentStatus
{
    /// <summary>It can.</summary>
    internal const string Active = "Active";

    /// <summary>It never will.</summary>
    internal const string Failed = "Failed";
}
