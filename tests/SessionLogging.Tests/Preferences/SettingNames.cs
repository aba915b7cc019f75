using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Preferences;

internal static class SettingNames
{
    public static PreferenceSetting Find(string name) => PreferenceSetting.All.Single(setting => setting.Name == name);

    /// <summary>An edit of one setting, the value read as the setting's kind.</summary>
    public static PreferenceEdit EditOf(string name, string value)
    {
        var setting = Find(name);
        return setting.Kind is SettingKind.Flag && bool.TryParse(value, out var flag)
            ? PreferenceEdit.Empty.Set(setting, flag)
            : PreferenceEdit.Empty.Set(setting, value);
    }
}

/// <summary>Session documents as they stand in public repositories.</summary>
internal static class PreferenceCorpus
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "corpus", "preferences");

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));
}
