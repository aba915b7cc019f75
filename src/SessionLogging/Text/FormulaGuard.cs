namespace SessionLogging.Text;

/// <summary>The apostrophe before what a spreadsheet would run as a formula.</summary>
public static class FormulaGuard
{
    /// <summary>What stands before a guarded field.</summary>
    public const char Mark = '\'';

    /// <summary>
    /// What a formula can begin with: <c>=</c>, <c>+</c>, <c>-</c> and <c>@</c>, also in full width, which some spreadsheets take for the same,
    /// and the tab and line ends that are taken away before it (OWASP, CSV Injection).
    /// </summary>
    public const string Characters = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>A field with the guard, where it could be run, or would be taken for a guarded one when it is read back.</summary>
    /// <param name="field">The field.</param>
    public static string? Before(string? field) => field is not null && BeginsFormula(field) ? Mark + field : field;

    /// <summary>A field without the guard, where it has one.</summary>
    /// <param name="field">The field.</param>
    public static string Without(string? field) =>
        field is [Mark, ..] && BeginsFormula(field) ? field.Substring(1) : field ?? "";

    private static bool BeginsFormula(string field)
    {
        var begin = 0;
        while (begin < field.Length && field[begin] == Mark)
        {
            begin++;
        }

        return begin < field.Length && Characters.Contains(field[begin]);
    }
}
