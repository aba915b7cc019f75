namespace SsmSessionLogging.Actions;

/// <summary>Reads a hashtable in which each key has one value or several; <see langword="null"/> is none.</summary>
internal static class TextLists
{
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(Hashtable table) => table.Cast<DictionaryEntry>().ToDictionary(
        entry => LanguagePrimitives.ConvertTo<string>(entry.Key),
        entry => (IReadOnlyList<string>)(entry.Value is null ? [] : LanguagePrimitives.ConvertTo<string[]>(entry.Value)),
        StringComparer.Ordinal);
}
