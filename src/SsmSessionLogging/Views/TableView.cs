namespace SsmSessionLogging.Views;

/// <summary>A column of a table.</summary>
/// <param name="Header">What stands above it, which is also the name of a property.</param>
/// <param name="Width">Its cells; 0: it shares with others like it what the rest leaves.</param>
/// <param name="TextOf">What stands in it for an object.</param>
internal sealed record Column(string Header, int Width, Func<object, string?> TextOf);

/// <summary>How the objects of one type stand in a table. The same widths stand in SsmSessionLogging.Format.ps1xml, by which PowerShell lays the columns out.</summary>
internal sealed class TableView
{
    private readonly Dictionary<string, Column> _columns;
    private readonly IReadOnlyList<string> _sharing;
    private readonly int _taken;

    internal TableView(string typeName, IReadOnlyList<Column> columns)
    {
        TypeName = typeName;
        _columns = columns.ToDictionary(column => column.Header, StringComparer.OrdinalIgnoreCase);
        _sharing = [.. columns.Where(column => column.Width == 0).Select(column => column.Header)];
        _taken = columns.Sum(column => column.Width) + columns.Count - 1;
    }

    /// <summary>The name of the type, by which PowerShell chooses the view.</summary>
    internal string TypeName { get; }

    /// <summary>What stands in a column, in lines that fit it.</summary>
    internal string? TextOf(string header, object owner)
    {
        if (!_columns.TryGetValue(header, out var column) || column.TextOf(owner) is not { Length: > 0 } text)
        {
            return null;
        }

        return text.Length <= WidthOf(column, Screen.Least) / 2 && text.IndexOf('\n') < 0 ? text : WordWrap.Of(text, WidthOf(column, Screen.Width));
    }

    // As PowerShell shares it out: one cell after another from the left.
    private int WidthOf(Column column, int screen)
    {
        if (column.Width > 0)
        {
            return column.Width;
        }

        var left = screen - _taken;
        for (var place = 0; place < _sharing.Count; place++)
        {
            if (_sharing[place] == column.Header)
            {
                return (left / _sharing.Count) + (place < left % _sharing.Count ? 1 : 0);
            }
        }

        return left;
    }
}
