namespace SessionLogging.Rendering.Tests;

/// <summary>Reads CSV as RFC 4180 says, by itself, so that the writer has a second opinion.</summary>
internal static class CsvText
{
    internal static List<List<string>> Read(string text)
    {
        var rows = new List<List<string>>();
        var row = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (isQuoted && character == '"' && at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append(text[at++]);
            }
            else if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && character == ',')
            {
                EndField();
            }
            else if (!isQuoted && character == '\r' && at + 1 < text.Length && text[at + 1] == '\n')
            {
                EndRow(ref at);
            }
            else
            {
                field.Append(character);
            }
        }

        Assert.False(isQuoted);
        Assert.Empty(row);
        return rows;

        void EndField()
        {
            row.Add(field.ToString());
            field.Clear();
        }

        void EndRow(ref int at)
        {
            EndField();
            rows.Add(row);
            row = [];
            at++;
        }
    }
}
