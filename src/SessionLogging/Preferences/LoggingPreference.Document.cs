using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Rules;
using SessionLogging.Text;

namespace SessionLogging.Preferences;

/// <content>From a document, and back to the edit that writes it elsewhere.</content>
public sealed partial class LoggingPreference
{
    /// <summary>Shows a document's preferences.</summary>
    /// <param name="document">The document; <see langword="null"/> where there is none.</param>
    /// <param name="accountId">The account of the credentials, where it is known.</param>
    /// <param name="region">The Region's system name.</param>
    /// <param name="documentName">The document's name or ARN.</param>
    /// <param name="version">The number of the version that was read.</param>
    /// <param name="defaultVersion">The number of the default version.</param>
    /// <param name="owner">The document's owner.</param>
    /// <param name="createdDate">When the version was made.</param>
    /// <param name="latestVersion">The number of the latest version, where it is known.</param>
    /// <param name="accountName">The account's name, where it is known.</param>
    public static LoggingPreference From(
        PreferenceDocument? document,
        string? accountId,
        string region,
        string documentName,
        string? version,
        string? defaultVersion,
        string? owner,
        DateTimeOffset? createdDate,
        string? latestVersion = null,
        string? accountName = null)
    {
        return new LoggingPreference(ValueOf)
        {
            AccountId = accountId,
            Region = region,
            DocumentName = documentName,
            DocumentVersion = version,
            DefaultVersion = defaultVersion,
            LatestVersion = latestVersion,
            DocumentOwner = owner,
            CreatedDate = createdDate?.ToUniversalTime(),
            Exists = document is not null,
            SessionType = document?.SessionType,
            Problems =
            [
                .. from problem in (document is null ? [] : DocumentRules.Find(document)).Concat(DocumentRules.DefaultVersionDiffers.Find(new DocumentVersions(version, defaultVersion, latestVersion)))
                   select problem with { AccountId = accountId, Region = region, AccountName = accountName },
            ],
            Document = document?.Text,
            AccountName = accountName,
        };

        object? ValueOf(PreferenceSetting setting) => setting.Kind switch
        {
            SettingKind.Flag => document is null ? false : document[setting].Flag,
            SettingKind.Minutes => document?[setting].Minutes,
            _ => document?[setting].Text,
        };
    }

    /// <summary>The edit that writes these preferences as a whole: all thirteen settings, as the properties have them.</summary>
    /// <param name="overrides">Settings that replace those of this object, which then need not be usable.</param>
    /// <returns>All thirteen settings. Where a flag or a timeout is <see langword="null"/> because <see cref="Document"/> has a reference there, the reference is written.</returns>
    /// <exception cref="PreferenceRuleException"><see cref="Exists"/> is false (<c>SourcePreferenceMissing</c>), or a setting holds something in <see cref="Document"/> that has no strict form and no override (<c>SourceSettingMalformed</c>).</exception>
    public PreferenceEdit ToEdit(PreferenceEdit? overrides = null)
    {
        if (!Exists)
        {
            throw new PreferenceRuleException(
                "SourcePreferenceMissing",
                nameof(Exists),
                $"There is no document '{DocumentName}' in {Region} to take preferences from.",
                "Name preferences that exist; to turn logging off, disable it.");
        }

        overrides ??= PreferenceEdit.Empty;
        var source = Document is null ? null : PreferenceDocument.Parse(Document);
        var edit = PreferenceEdit.Empty;
        foreach (var setting in PreferenceSetting.All)
        {
            var value = overrides[setting] ?? _settings[setting] ?? InsteadOfNull(source?[setting], setting);
            edit = value switch
            {
                bool flag => edit.Set(setting, flag),
                int minutes => edit.Set(setting, minutes.ToString(CultureInfo.InvariantCulture)),
                _ => edit.Set(setting, (string)value),
            };
        }

        return edit;
    }

    private static object InsteadOfNull(SettingReading? source, PreferenceSetting setting)
    {
        if (source?.State is SettingState.Reference)
        {
            return source.Text!;
        }

        var hasNoStrictForm = source?.State is SettingState.Malformed
            || (setting.Kind is SettingKind.Minutes && source?.State is SettingState.Value && source.Minutes is null);
        if (hasNoStrictForm)
        {
            throw new PreferenceRuleException(
                "SourceSettingMalformed",
                setting.Name,
                $"{setting.Name} is {Unicode.Quote(source!.RawToken!)} in the source, which means nothing that could be written.",
                $"Give {setting.Name} beside the source.");
        }

        return setting.Kind is SettingKind.Flag ? false : "";
    }
}
