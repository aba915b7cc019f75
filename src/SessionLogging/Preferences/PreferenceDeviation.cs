using SessionLogging.Preferences.Document;

namespace SessionLogging.Preferences;

/// <summary>One setting in which preferences deviate from a reference.</summary>
/// <param name="AccountId">The account of the preferences that deviate.</param>
/// <param name="Region">Their Region.</param>
/// <param name="DocumentName">Their document.</param>
/// <param name="Setting">The setting's name.</param>
/// <param name="Reference">What the reference means: <see cref="bool"/>, text, <see cref="int"/> minutes or <see langword="null"/> for none.</param>
/// <param name="Difference">What the preferences mean.</param>
public sealed record PreferenceDeviation(
    string? AccountId, string Region, string DocumentName, string Setting, object? Reference, object? Difference)
{
    /// <summary>The name of the account of the preferences that deviate, where its organisation was asked for it.</summary>
    public string? AccountName { get; init; }

    /// <summary>The settings in which preferences do something else than a reference; a document that does not exist means that nothing is set.</summary>
    /// <remarks>No deviation are prefixes that give the same keys (<c>logs</c>, <c>logs/</c>), what belongs to a destination without a name, and no idle timeout beside AWS's default of 20.</remarks>
    public static IEnumerable<PreferenceDeviation> Between(PreferenceDocument? reference, LoggingPreference difference)
    {
        var document = difference.Document is null ? null : PreferenceDocument.Parse(difference.Document);
        return from change in PreferenceDifference.Between(reference, document).Changes
               let setting = PreferenceSetting.All.First(setting => setting.Name == change.Setting)
               where !PreferenceEffect.IsSame(setting, reference, document)
               select new PreferenceDeviation(
                   difference.AccountId, difference.Region, difference.DocumentName, change.Setting, change.Before, change.After)
               {
                   AccountName = difference.AccountName,
               };
    }
}
