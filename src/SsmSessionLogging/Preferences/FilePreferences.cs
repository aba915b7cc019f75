using SessionLogging.Preferences;

namespace SsmSessionLogging.Preferences;

/// <summary>Takes a Session document in a file for the preferences of the account that its name says.</summary>
internal static class FilePreferences
{
    internal static DocumentAddress Read(string path)
    {
        var file = PreferenceFile.Read(path);
        return new DocumentAddress
        {
            AccountId = file.AccountId,
            Region = file.Region,
            DocumentName = file.DocumentName,
            Preference = LoggingPreference.From(
                file.Document, file.AccountId, file.Region ?? "", file.DocumentName ?? path, version: null, defaultVersion: null, owner: null, createdDate: null),
        };
    }
}
