using SessionLogging.Preferences;

namespace SsmSessionLogging.Preferences;

/// <summary>Takes a Session document that was given as a file or as text for preferences.</summary>
internal static class SourcePreferences
{
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
