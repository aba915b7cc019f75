using System.Management.Automation;
using SessionLogging.Preferences;

namespace SsmSessionLogging.Preferences;

/// <summary>Reads preferences from objects that were them once: after ConvertFrom-Json, Import-Clixml, a job or remoting only the properties are left.</summary>
internal static class PreferenceProperties
{
    /// <summary>The preferences; <see langword="null"/> for an object that never was any.</summary>
    internal static LoggingPreference? Of(PSObject item)
    {
        if (item.BaseObject is LoggingPreference preference)
        {
            return preference;
        }

        if (item.Properties["Exists"] is null || item.Properties["Document"] is null || item.Properties["S3BucketName"] is null)
        {
            return null;
        }

        T? Read<T>(string property) => item.Properties[property]?.Value is { } value ? ValueOf<T>(value) : default;

        return new LoggingPreference(setting => setting.Kind switch
        {
            SettingKind.Flag => Read<bool?>(setting.Name),
            SettingKind.Minutes => Read<int?>(setting.Name),
            _ => Read<string>(setting.Name),
        })
        {
            AccountId = Read<string>("AccountId"),
            Region = Read<string>("Region") ?? "",
            DocumentName = Read<string>("DocumentName") ?? SessionDocumentName.AccountPreferences,
            DocumentVersion = Read<string>("DocumentVersion"),
            Exists = Read<bool>("Exists"),
            Document = Read<string>("Document"),
        };
    }

    // PowerShell takes any text but the empty one for true, and a CSV file says False.
    private static T? ValueOf<T>(object value) => value switch
    {
        string { Length: 0 } when typeof(T) != typeof(string) => default,
        string text when typeof(T) == typeof(bool) || typeof(T) == typeof(bool?) => (T)(object)bool.Parse(text),
        _ => LanguagePrimitives.ConvertTo<T>(value),
    };
}
