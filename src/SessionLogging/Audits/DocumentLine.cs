using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Json;

namespace SessionLogging.Audits;

/// <summary>Finds the line of a document's text that a finding is about.</summary>
internal static class DocumentLine
{
    /// <summary>The line, counted from 1: that of the key, or of the nearest object around it where the key is missing.</summary>
    internal static int Of(Finding finding, IReadOnlyList<string> looksAt, JsonText json)
    {
        var keys = KeysOf(finding.Subject) ?? looksAt.Select(KeysOf).FirstOrDefault(keys => keys is not null) ?? [];
        return json.LineOf(Find(json.Root, keys) ?? json.Root.Start);
    }

    private static int? Find(JsonSpan container, IReadOnlyList<string> keys)
    {
        int? found = null;
        JsonSpan? within = container;
        foreach (var key in keys)
        {
            if (within?.Members.LastOrDefault(member => member.Name == key) is not { } member)
            {
                break;
            }

            (found, within) = (member.KeyStart, member.Value);
        }

        return found;
    }

    private static IReadOnlyList<string>? KeysOf(string subject) =>
        PreferenceSetting.All.FirstOrDefault(setting => setting.Name == subject) is { } setting ? ["inputs", .. setting.Keys]
        : subject is "ShellProfile" ? ["inputs", "shellProfile"]
        : subject is "Destinations" ? ["inputs"]
        : subject is nameof(PreferenceDocument.SessionType) ? ["sessionType"]
        : subject is nameof(PreferenceDocument.SchemaVersion) ? ["schemaVersion"]
        : subject.Contains(' ') || subject is "Document" ? null
        : subject.Split('.');
}
