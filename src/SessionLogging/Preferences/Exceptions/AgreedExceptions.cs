using SessionLogging.Files;
using SessionLogging.Preferences.Document;

namespace SessionLogging.Preferences.Exceptions;

/// <summary>In which accounts and Regions settings differ by agreement, with who has agreed, why and until when.</summary>
/// <remarks>
/// A table (CSV), a JSON array or JSON lines. A row holds where all of <c>AccountId</c>, <c>OrganizationalUnit</c> and <c>Region</c> fit that it has; each takes
/// several, and patterns where parameters of the name do. Its other columns are settings, by their names, and who, why and until when.
/// </remarks>
public sealed class AgreedExceptions
{
    private readonly string _path;
    private readonly IReadOnlyList<ExceptionRow> _rows;

    private AgreedExceptions(string path, IReadOnlyList<ExceptionRow> rows, IReadOnlyList<string> expired)
    {
        _path = path;
        _rows = rows;
        Expired = expired;
        for (var one = 0; one < rows.Count; one++)
        {
            for (var other = one + 1; other < rows.Count; other++)
            {
                if (rows[one].Contradicted(rows[other]) is { } setting && rows[one].Overlaps(rows[other]))
                {
                    throw ExceptionFileException.Disagree(path, rows[one].ToString(), rows[other].ToString(), setting.Name);
                }
            }
        }
    }

    /// <summary>What to tell of each exception that has run out. It does not apply.</summary>
    public IReadOnlyList<string> Expired { get; }

    /// <summary>The units that exceptions name, whose accounts only the organisation can tell.</summary>
    public IReadOnlyList<string> Units => [.. _rows.SelectMany(row => row.Units).Distinct(StringComparer.Ordinal)];

    /// <summary>Reads a file of exceptions.</summary>
    /// <param name="path">The file.</param>
    /// <param name="readRows">Reads a table's rows, each field by its column's name.</param>
    /// <param name="now">The time by which exceptions have run out.</param>
    /// <exception cref="ExceptionFileException">A row is none (<c>ExceptionsNotReadable</c>), a column is no setting (<c>ExceptionColumnUnknown</c>), or two rows give a setting different values in the same place (<c>ExceptionsDisagree</c>).</exception>
    /// <exception cref="PreferenceRuleException">A rule forbids a value.</exception>
    /// <exception cref="FileException">The file cannot be read.</exception>
    /// <exception cref="TextEncodingException">The file is neither in UTF-8 nor in UTF-16 with a byte order mark.</exception>
    public static AgreedExceptions Read(string path, Func<string, IEnumerable<IReadOnlyCollection<KeyValuePair<string, object?>>>> readRows, DateTimeOffset now)
    {
        var text = TextFile.ReadAll(path);
        var rows = (text.TrimStart('\uFEFF').TrimStart() is ['[' or '{', ..] ? OfJson(path, text) : OfTable(path, readRows)).ToList();
        return new AgreedExceptions(
            path,
            [.. rows.Where(row => row.Acceptance.HoldsAt(now))],
            [.. rows.Where(row => !row.Acceptance.HoldsAt(now)).Select(row => $"'{ShownText.Of(path)}', {ShownText.Of(row.ToString())}: accepted {ShownText.Of(row.Acceptance.ToString())}, which has run out. It does not apply.")]);
    }

    /// <summary>The same exceptions, of which those that name units hold for the accounts in them.</summary>
    /// <param name="accountsOfUnits">The accounts of each of <see cref="Units"/>.</param>
    /// <exception cref="ExceptionFileException">Two of them give a setting different values in the same account and Region (<c>ExceptionsDisagree</c>).</exception>
    public AgreedExceptions WithAccounts(IReadOnlyDictionary<string, IReadOnlyCollection<string>> accountsOfUnits) => new(
        _path,
        [.. _rows.Select(row => row.Units.Count == 0 ? row : row with
        {
            AccountsOfUnits = new HashSet<string>(row.Units.SelectMany(unit => accountsOfUnits[unit]), StringComparer.Ordinal),
        })],
        Expired);

    /// <summary>The settings that differ in an account and Region, with who has accepted it; empty where none does.</summary>
    /// <param name="accountId">The account; <see langword="null"/> where STS did not say it.</param>
    /// <param name="region">The Region.</param>
    /// <exception cref="ConnectionException">The account is not known, and an exception may hold there (<c>AccountIdUnknown</c>).</exception>
    public PreferenceEdit At(string? accountId, string region)
    {
        if (accountId is null && _rows.FirstOrDefault(row => row.IsOfAccounts && row.FitsRegion(region)) is { } unclear)
        {
            throw new ConnectionException(
                "AccountIdUnknown",
                $"The exceptions in '{ShownText.Of(_path)}' name accounts ({unclear.Place}), and STS did not say which account the credentials belong to.",
                "Allow sts:GetCallerIdentity.");
        }

        return _rows
            .Where(row => row.Fits(accountId, region))
            .OrderBy(row => row.Acceptance.Until)
            .Aggregate(PreferenceEdit.Empty, (edit, row) => edit.Then(row.Edit));
    }

    private static IEnumerable<ExceptionRow> OfTable(string path, Func<string, IEnumerable<IReadOnlyCollection<KeyValuePair<string, object?>>>> readRows)
    {
        using var rows = readRows(path).GetEnumerator();
        for (var number = 1; Next(FormattableString.Invariant($"row {number}")); number++)
        {
            yield return ExceptionRow.Read(path, FormattableString.Invariant($"row {number}"), rows.Current.Select(field => new KeyValuePair<string, IReadOnlyList<string>?>(
                field.Key, (string?)field.Value is { } text && !string.IsNullOrWhiteSpace(text) ? [text] : null)));
        }

        bool Next(string place)
        {
            try
            {
                return rows.MoveNext();
            }
            catch (SessionLoggingException problem) when (problem is not (FileException or TextEncodingException))
            {
                throw ExceptionFileException.NotReadable(path, $"{place}: {problem.Message}");
            }
        }
    }

    private static IEnumerable<ExceptionRow> OfJson(string path, string text)
    {
        foreach (var (place, entry) in JsonEntries.Read(text, reason => ExceptionFileException.NotReadable(path, reason)))
        {
            yield return entry.ValueKind is JsonValueKind.Object
                ? ExceptionRow.Read(path, place, entry.EnumerateObject().Select(member => new KeyValuePair<string, IReadOnlyList<string>?>(member.Name, TextsOf(member))))
                : throw ExceptionFileException.NotReadable(path, $"{place} is no object");

            IReadOnlyList<string>? TextsOf(JsonProperty member) => member.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.Array => [.. member.Value.EnumerateArray().Select(item => TextOf(member.Name, item))],
                _ => [TextOf(member.Name, member.Value)],
            };

            string TextOf(string name, JsonElement value) => value.ValueKind switch
            {
                JsonValueKind.String => value.GetString()!,
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
                _ => throw ExceptionFileException.NotReadable(path, $"{place}: {name} is neither text, a number, true nor false"),
            };
        }
    }
}
