using SessionLogging.Preferences.Document;

namespace SsmSessionLogging.Abstractions;

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
            DefaultVersion = Read<string>("DefaultVersion"),
            LatestVersion = Read<string>("LatestVersion"),
            Exists = Read<bool>("Exists"),
            Document = Read<string>("Document"),
            AccountName = Read<string>("AccountName"),
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

/// <summary>Finds the columns of piped rows that name settings: settings are taken from parameters, and never from a row.</summary>
internal static class SettingColumns
{
    private static readonly HashSet<string> OfPreferences = new(PreferenceSetting.All.Select(setting => setting.Name), StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> OfParameters = new(
        ["BucketName", "KeyPrefix", "LogGroupName", "RequireEncryption", "AllowUnencrypted"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns with a value; the properties that make an object preferences are none.</summary>
    internal static IReadOnlyList<string> In(PSObject item, LoggingPreference? preference) => item.BaseObject is LoggingPreference
        ? []
        :
        [
            .. from property in item.Properties
               where OfParameters.Contains(property.Name) || (preference is null && OfPreferences.Contains(property.Name))
               where !string.IsNullOrWhiteSpace(LanguagePrimitives.ConvertTo<string>(property.Value))
               select property.Name,
        ];
}

/// <summary>Takes a Session document that was given as a file or as text for preferences.</summary>
internal static class SourcePreferences
{
    /// <summary>Refuses files beside objects from the pipeline.</summary>
    /// <exception cref="PreferenceRuleException">Both are given (<c>SourceAmbiguous</c>).</exception>
    internal static void RequireOneSource(bool hasPipeline, bool hasFiles)
    {
        if (hasPipeline && hasFiles)
        {
            throw new PreferenceRuleException("SourceAmbiguous", "Path", "Both files and objects from the pipeline are given.", "Give one of them.");
        }
    }

    /// <summary>A file, for the account that its name says.</summary>
    internal static DocumentAddress At(string path)
    {
        var file = PreferenceFile.Read(path);
        return Of(file.Document, file.AccountId, file.Region, file.DocumentName, path);
    }

    /// <summary>A text, for wherever the command says.</summary>
    internal static DocumentAddress Of(string text) =>
        Of(PreferenceSource.Read(text, "The text from the pipeline"), accountId: null, region: null, documentName: null, "text");

    private static DocumentAddress Of(PreferenceDocument document, string? accountId, string? region, string? documentName, string origin) => new()
    {
        AccountId = accountId,
        Region = region,
        DocumentName = documentName,
        Preference = LoggingPreference.From(
            document, accountId, region ?? "", documentName ?? origin, version: null, defaultVersion: null, owner: null, createdDate: null),
    };
}
