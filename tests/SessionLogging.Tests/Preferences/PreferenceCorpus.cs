namespace SessionLogging.Tests.Preferences;

/// <summary>Session documents as they stand in public repositories.</summary>
internal static class PreferenceCorpus
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "corpus", "preferences");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));
}
