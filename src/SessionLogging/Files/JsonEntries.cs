namespace SessionLogging.Files;

/// <summary>Entries that people keep in a file: a JSON array of objects, or one object a line.</summary>
internal static class JsonEntries
{
    /// <summary>Reads the entries one by one, each with its place, for example <c>entry 3</c> of an array, or <c>line 3</c>. An entry is good until the next one is asked for.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="refuse">Makes what is thrown, of what is wrong.</param>
    internal static IEnumerable<(string Place, JsonElement Entry)> Read(string text, Func<string, Exception> refuse)
    {
        text = text.TrimStart('\uFEFF');
        return text.TrimStart() is ['[', ..] ? OfArray(text, refuse) : OfLines(text, refuse);
    }

    private static IEnumerable<(string Place, JsonElement Entry)> OfArray(string text, Func<string, Exception> refuse)
    {
        using var parsed = Parse(text, "the file", refuse);
        var number = 0;
        foreach (var element in parsed.RootElement.EnumerateArray())
        {
            number++;
            yield return (FormattableString.Invariant($"entry {number}"), element);
        }
    }

    private static IEnumerable<(string Place, JsonElement Entry)> OfLines(string text, Func<string, Exception> refuse)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (line.Trim().Length > 0)
            {
                var place = FormattableString.Invariant($"line {number}");
                using var parsed = Parse(line, place, refuse);
                yield return (place, parsed.RootElement);
            }
        }
    }

    private static JsonDocument Parse(string text, string place, Func<string, Exception> refuse)
    {
        JsonDocument? parsed = null;
        try
        {
            parsed = JsonDocument.Parse(text);
            Visit(parsed.RootElement);
            return parsed;
        }
        catch (JsonException)
        {
            throw refuse($"{place} is no JSON");
        }
        catch (InvalidOperationException)
        {
            parsed?.Dispose();
            throw refuse($"{place} escapes half a surrogate pair, which is no text");
        }
    }

    // JSON's grammar allows to escape half a surrogate pair; .NET's strings do not carry it, and fail where they are read.
    private static void Visit(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Visit(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    Visit(member.Value);
                }

                break;
        }
    }
}
