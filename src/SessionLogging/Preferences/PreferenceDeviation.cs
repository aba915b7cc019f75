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

    /// <summary>Who has accepted that <see cref="Reference"/> is another value here than elsewhere; <see langword="null"/> where it is the same everywhere.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>Why that was accepted.</summary>
    public string? AcceptedReason { get; init; }

    /// <summary>Until when it is accepted, in UTC.</summary>
    public DateTimeOffset? AcceptedUntil { get; init; }

    /// <summary>The settings in which preferences do something else than a reference; a document that does not exist means that nothing is set.</summary>
    /// <remarks>No deviation are prefixes that give the same keys (<c>logs</c>, <c>logs/</c>), what belongs to a destination without a name, and no idle timeout beside AWS's default of 20.</remarks>
    public static IEnumerable<PreferenceDeviation> Between(PreferenceDocument? reference, LoggingPreference difference) => Between(reference, difference, PreferenceEdit.Empty);

    /// <summary>The same where settings of the reference are others by agreement. Placeholders for account and Region are filled in reference and exceptions.</summary>
    /// <param name="reference">The document that is compared with.</param>
    /// <param name="difference">The preferences that are compared.</param>
    /// <param name="exceptions">The exceptions that hold in their account and Region.</param>
    public static IEnumerable<PreferenceDeviation> Between(PreferenceDocument? reference, LoggingPreference difference, PreferenceEdit exceptions)
    {
        var wanted = InPlace(reference, difference, exceptions);
        var document = difference.Document is null ? null : PreferenceDocument.Parse(difference.Document);
        return from change in SettingChanges.Between(wanted, document).Changed
               let setting = PreferenceSetting.All.First(setting => setting.Name == change.Setting)
               where !PreferenceEffect.IsSame(setting, wanted, document)
               let accepted = exceptions.Values.FirstOrDefault(value => value.Setting == setting)?.Accepted
               select new PreferenceDeviation(
                   difference.AccountId, difference.Region, difference.DocumentName, change.Setting, change.Before, change.After)
               {
                   AccountName = difference.AccountName,
                   AcceptedBy = accepted?.By,
                   AcceptedReason = accepted?.Reason,
                   AcceptedUntil = accepted?.Until,
               };
    }

    private static PreferenceDocument? InPlace(PreferenceDocument? reference, LoggingPreference difference, PreferenceEdit exceptions)
    {
        var waiting = PreferenceEdit.Filled
            .Where(setting => reference?[setting].Text is { } text && Placeholder.FirstIn(text) is not null)
            .Aggregate(PreferenceEdit.Empty, (edit, setting) => edit.Set(setting, reference![setting].Text!));
        var edit = waiting.Then(exceptions).Fill(difference.AccountId ?? Placeholder.Account, difference.Region, difference.AccountName);
        return edit.Values.Count == 0 ? reference : (reference ?? PreferenceDocument.CreateNew()).With(edit);
    }
}
