using System.Management.Automation;
using SessionLogging.Preferences;

namespace SsmSessionLogging.Preferences;

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
