namespace SessionLogging.Preferences.Templates;

/// <summary>JSON as an expression of HashiCorp's configuration language.</summary>
/// <remarks><see href="https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md"/>: quoted templates, in which <c>${</c> and <c>%{</c> begin something else than text.</remarks>
internal static class HclText
{
    /// <summary>A text as a quoted template that is that text and nothing else; all of it is printable ASCII.</summary>
    internal static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            var opens = character is '$' or '%' && index + 1 < text.Length && text[index + 1] == '{';
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsHighSurrogate(character) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) =>
                    FormattableString.Invariant($"\\U{char.ConvertToUtf32(character, text[++index]):X8}"),
                _ when opens || character is < ' ' or > '~' => FormattableString.Invariant($"\\u{(int)character:X4}"),
                _ => character.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A name that a resource can have.</summary>
    internal static string Label(string name)
    {
        var label = new string([.. name.Select(character => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') ? character
            : character is >= 'A' and <= 'Z' ? char.ToLowerInvariant(character) : '_')]);
        return label.Length > 0 && char.IsDigit(label[0]) ? "_" + label : label;
    }

    /// <summary>Adds a value. Of members of the same name the last one counts, as for the agent.</summary>
    internal static void Append(StringBuilder text, JsonElement value, string indent)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(text, value, indent);
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var (item, index) in value.EnumerateArray().Select((item, index) => (item, index)))
                {
                    text.Append(index > 0 ? ", " : "");
                    Append(text, item, indent);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append(Quote(value.GetString()!));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonElement value, string indent)
    {
        text.Append('{');
        foreach (var members in value.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal))
        {
            text.Append('\n').Append(indent).Append("  ").Append(Quote(members.Key)).Append(" = ");
            Append(text, members.Last().Value, indent + "  ");
        }

        text.Append('\n').Append(indent).Append('}');
    }
}
