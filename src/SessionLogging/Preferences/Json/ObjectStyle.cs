namespace SessionLogging.Preferences.Json;

/// <summary>How an object is laid out, so that what is added to it looks like what is there.</summary>
/// <param name="BeforeFirst">White space between the opening brace and the first key.</param>
/// <param name="BeforeNext">White space between a comma and the next key.</param>
/// <param name="Colon">The colon with the white space about it.</param>
/// <param name="BeforeClose">White space between the last value and the closing brace.</param>
internal sealed record ObjectStyle(string BeforeFirst, string BeforeNext, string Colon, string BeforeClose)
{
    private static readonly ObjectStyle Compact = new("", "", ":", "");

    private bool IsMultiLine => BeforeNext.Contains('\n');

    /// <summary>The style of an object that stands in the text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="span">The object.</param>
    /// <param name="outer">The style of the object it lies in, which an empty one takes after.</param>
    public static ObjectStyle Of(JsonText json, JsonSpan span, ObjectStyle? outer)
    {
        if (span.Members.Count == 0)
        {
            return outer?.Nested() ?? OfEmptyRoot(json.Slice(span.Start + 1, span.End - 1));
        }

        var (first, last) = (span.Members[0], span.Members[span.Members.Count - 1]);
        var colon = json.Slice(last.KeyEnd, last.Value.Start);
        var beforeFirst = LastLine(json.WhiteSpaceBefore(first.KeyStart));
        var beforeNext = LastLine(json.WhiteSpaceBefore(last.KeyStart));
        if (span.Members.Count == 1 && beforeNext.Length == 0)
        {
            beforeNext = json.WhiteSpaceBefore(last.Value.Start);
        }

        return new ObjectStyle(beforeFirst, beforeNext, colon, LastLine(json.WhiteSpaceBefore(span.End - 1)));
    }

    /// <summary>The style of an object in this one: one level further in where each key has its line, otherwise the same.</summary>
    public ObjectStyle Nested()
    {
        if (!IsMultiLine)
        {
            return this;
        }

        var (key, close) = (Indent(BeforeNext), Indent(BeforeClose));
        var step = key.StartsWith(close, StringComparison.Ordinal) ? key.Substring(close.Length) : key;
        var deeper = BeforeNext + step;
        return new ObjectStyle(deeper, deeper, Colon, BeforeNext);
    }

    private static ObjectStyle OfEmptyRoot(string inside)
    {
        var line = LastLine(inside);
        return line.Contains('\n') ? new ObjectStyle(line + "  ", line + "  ", ": ", line) : Compact;
    }

    // Blank lines between keys are left out: what is added follows on the next line.
    private static string LastLine(string whiteSpace)
    {
        var lineFeed = whiteSpace.LastIndexOf('\n');
        if (lineFeed < 0)
        {
            return whiteSpace;
        }

        var start = lineFeed > 0 && whiteSpace[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
        return whiteSpace.Substring(start);
    }

    private static string Indent(string whiteSpace) => whiteSpace.Substring(whiteSpace.LastIndexOf('\n') + 1);
}
