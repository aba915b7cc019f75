using System.Collections;
using System.Globalization;

namespace SsmSessionLogging.Tests.Specs;

/// <summary>One row of a -ForEach: a text, a number, a truth value or a table of such.</summary>
/// <param name="value">What <c>$_</c> is.</param>
public sealed class SpecRow(object value)
{
    /// <summary>What <c>$_</c> is.</summary>
    public object Value { get; } = value;

    /// <summary><c>$_</c>, and a variable for each key of a table.</summary>
    public IEnumerable<DictionaryEntry> Variables =>
        [new DictionaryEntry("_", Value), .. Value is IDictionary table ? table.Cast<DictionaryEntry>() : []];

    /// <summary>
    /// What a template shows. Pester 5 and 6 show texts and whole numbers alike, and everything else differently; none is null.
    /// </summary>
    /// <param name="template">What stands between the angle brackets.</param>
    public string? Show(string template)
    {
        var key = template.StartsWith("_.", StringComparison.Ordinal) ? template[2..] : template;
        var shown = template == "_" ? Value : Value is IDictionary table && table.Contains(key) ? table[key] : null;
        return shown switch
        {
            string text => text,
            int or long => Convert.ToString(shown, CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}
