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

    /// <summary>A field with the guard, where it could be run.</summary>
    /// <param name="field">The field.</param>
    public static string? Before(string? field) => field is { Length: > 0 } && Characters.Contains(field[0]) ? Mark + field : field;

    /// <summary>A field without the guard, where it has one.</summary>
    /// <param name="field">The field.</param>
    public static string Without(string? field) =>
        field is { Length: > 1 } && field[0] == Mark && Characters.Contains(field[1]) ? field.Substring(1) : field ?? "";
}
