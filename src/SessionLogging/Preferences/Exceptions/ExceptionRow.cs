using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Rules;

namespace SessionLogging.Preferences.Exceptions;

/// <summary>One row of a file of exceptions: where it holds, what is another value there, and who has accepted that.</summary>
/// <param name="Place">Where it stands in the file, for example <c>row 3</c>.</param>
/// <param name="Accounts">Account ids, or patterns of them; none: any.</param>
/// <param name="Units">Units of the organisation, whose accounts and those of the units below are meant; none: any.</param>
/// <param name="Regions">Region names, or patterns of them; none: any.</param>
/// <param name="Edit">The settings.</param>
/// <param name="Acceptance">Who, why and until when.</param>
internal sealed record ExceptionRow(
    string Place, IReadOnlyList<string> Accounts, IReadOnlyList<string> Units, IReadOnlyList<string> Regions, PreferenceEdit Edit, Acceptance Acceptance)
{
    private const string Account = "AccountId";
    private const string Unit = "OrganizationalUnit";
    private const string Region = "Region";

    // What a table says for a setting that is to be cleared, since an empty cell says nothing. The same stands for it in -WhatIf.
    private static readonly string Cleared = SettingChange.Show("");

    private static readonly char[] Separators = [',', ';', ' '];

    /// <summary>The columns that there are.</summary>
    internal static IReadOnlyList<string> Columns { get; } = [Account, Unit, Region, .. Acceptance.Members, .. PreferenceSetting.All.Select(setting => setting.Name)];

    /// <summary>The accounts that lie in the units; <see langword="null"/> while the organisation was not asked.</summary>
    internal IReadOnlyCollection<string>? AccountsOfUnits { get; init; }

    /// <summary>Whether it holds for some accounts only.</summary>
    internal bool IsOfAccounts => Accounts.Count > 0 || Units.Count > 0;

    /// <summary>Reads a row.</summary>
    /// <param name="path">The file.</param>
    /// <param name="place">The row's place in it.</param>
    /// <param name="fields">What stands in its columns: text, or a list of texts; <see langword="null"/>: nothing.</param>
    /// <exception cref="ExceptionFileException">It is none.</exception>
    /// <exception cref="PreferenceRuleException">A rule forbids a value.</exception>
    internal static ExceptionRow Read(string path, string place, IEnumerable<KeyValuePair<string, IReadOnlyList<string>?>> fields)
    {
        var given = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields)
        {
            var column = field.Key.Trim();
            if (!Columns.Contains(column, StringComparer.OrdinalIgnoreCase))
            {
                throw ExceptionFileException.ColumnUnknown(path, column, Columns);
            }

            Require(named.Add(column), $"there are two columns {column}");
            if (field.Value is { } value)
            {
                given.Add(column, value);
            }
        }

        var (accounts, units, regions) = (Listed(Account), Listed(Unit), Listed(Region));
        Require(accounts.Count + units.Count + regions.Count > 0, $"it names no {Account}, {Unit} or {Region}; * stands for all");
        RequireEach(accounts, text => AccountNumber.IsId(text) || AccountNumber.IsPattern(text), "an account's twelve digits, nor a pattern of them; a spreadsheet may have taken leading zeros away");
        RequireEach(units, OrganizationUnits.IsId, "the id of a unit, ou-xxxx-yyyyyyyy, or of the root, r-xxxx");
        RequireEach(regions, text => RegionName.IsOne(text) || RegionName.IsPattern(text), "a Region's name, nor a pattern of them");
        if (Acceptance.Of(TextOf) is not { } acceptance)
        {
            throw Refuse($"it lacks {string.Join(" or ", Acceptance.Members)}, or the last is no day or time in ISO 8601");
        }

        var edit = PreferenceSetting.All.Aggregate(PreferenceEdit.Empty, (earlier, setting) => TextOf(setting.Name) is { } text ? Set(earlier, setting, text == Cleared ? "" : text) : earlier);
        Require(edit.Values.Count > 0, "it gives no setting a value");
        RequireForm(edit, path, place);
        return new ExceptionRow(place, accounts, units, regions, edit.AcceptedAs(acceptance), acceptance);

        string? TextOf(string column) => !given.TryGetValue(column, out var texts) ? null
            : texts.Count == 1 ? texts[0]
            : throw Refuse($"{column} takes one value");

        IReadOnlyList<string> Listed(string column) => !given.TryGetValue(column, out var texts) ? []
            : [.. texts.SelectMany(text => text.Split(Separators, StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)];

        PreferenceEdit Set(PreferenceEdit earlier, PreferenceSetting setting, string text) => setting.Kind switch
        {
            SettingKind.Flag when bool.TryParse(text.Trim(), out var flag) => earlier.SetGiven(setting, flag),
            SettingKind.Flag when Reference.IsIn(text) => earlier.SetGiven(setting, text),
            SettingKind.Flag => throw Refuse($"{setting.Name} is neither true nor false"),
            SettingKind.Minutes when text.Trim() is "0" => earlier.SetGiven(setting, ""),
            SettingKind.Minutes => earlier.SetGiven(setting, text.Trim()),
            _ => earlier.SetGiven(setting, text),
        };

        void RequireEach(IEnumerable<string> texts, Func<string, bool> isOne, string meant)
        {
            if (texts.FirstOrDefault(text => !isOne(text)) is { } strange)
            {
                throw Refuse($"'{strange}' is not {meant}");
            }
        }

        void Require(bool holds, string reason)
        {
            if (!holds)
            {
                throw Refuse(reason);
            }
        }

        ExceptionFileException Refuse(string reason) => ExceptionFileException.NotReadable(path, $"{place}: {reason}");
    }

    /// <summary>Whether it holds in an account and Region.</summary>
    /// <param name="accountId">The account; <see langword="null"/> where it is not known, and nothing is asked of it here.</param>
    /// <param name="region">The Region.</param>
    internal bool Fits(string? accountId, string region) => FitsRegion(region) && (!IsOfAccounts || (accountId is not null && FitsAccount(accountId)));

    /// <summary>Whether it holds in a Region, of some account.</summary>
    internal bool FitsRegion(string region) => Regions.Count == 0 || Regions.Any(pattern => RegionName.Fits(region, pattern));

    /// <summary>Whether there may be an account and Region in which both hold. Of units that were not asked for only what is the same in both is known.</summary>
    internal bool Overlaps(ExceptionRow other) => Meet(Regions, other.Regions) && OverlapsInAccounts(other);

    /// <summary>A setting that both give another value.</summary>
    internal PreferenceSetting? Contradicted(ExceptionRow other) => Edit.Values
        .FirstOrDefault(value => other.Edit[value.Setting] is { } another && !another.Equals(value.Value))?.Setting;

    /// <summary>The row with its place and what it is about.</summary>
    public override string ToString() => $"{Place} ({string.Join(", ", Accounts.Concat(Units).Concat(Regions))}: {string.Join(", ", Edit.Values.Select(value => value.Setting.Name))})";

    private bool FitsAccount(string accountId) =>
        (Accounts.Count == 0 || Accounts.Any(pattern => AccountNumber.Fits(accountId, pattern))) && (Units.Count == 0 || AccountsOfUnits?.Contains(accountId) == true);

    private bool OverlapsInAccounts(ExceptionRow other) =>
        AccountsOfUnits is { } own ? own.Any(id => FitsAccount(id) && other.FitsWhereKnown(id))
        : other.AccountsOfUnits is not null ? other.OverlapsInAccounts(this)
        : Units.Count == 0 && other.Units.Count == 0 ? Meet(Accounts, other.Accounts)
        : Units.Intersect(other.Units, StringComparer.Ordinal).Any() && Meet(Accounts, other.Accounts);

    private bool FitsWhereKnown(string accountId) => !IsOfAccounts || FitsAccount(accountId);

    private static bool Meet(IReadOnlyList<string> some, IReadOnlyList<string> others) =>
        some.Count == 0 || others.Count == 0 || some.Any(one => others.Any(other => Wildcard.Meet(one, other)));

    private static void RequireForm(PreferenceEdit edit, string path, string place)
    {
        var broken = PreferenceRules.JudgeForm(edit).Where(finding => finding.Status is FindingStatus.Fail).ToList();
        if (broken.Count > 0)
        {
            throw new PreferenceRuleException([.. broken.Select(finding => finding with { Message = $"{ShownText.Of(path)}, {place}: {finding.Message}" })]) { File = path };
        }
    }
}
