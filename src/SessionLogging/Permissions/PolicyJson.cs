namespace SessionLogging.Permissions;

/// <summary>Policies as JSON text. What is beyond ASCII stands escaped, as IAM takes no characters above U+00FF.</summary>
internal static class PolicyJson
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>A whole policy document, indented.</summary>
    internal static string Write(IReadOnlyList<PolicyStatement> statements)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Indented))
        {
            Write(json, statements);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length).Replace("\r\n", "\n");
    }

    /// <summary>One statement in one line.</summary>
    internal static string Line(PolicyStatement statement)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            Write(json, statement);
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    /// <summary>A whole policy document.</summary>
    internal static void Write(Utf8JsonWriter json, IReadOnlyList<PolicyStatement> statements)
    {
        json.WriteStartObject();
        json.WriteString("Version", "2012-10-17");
        json.WriteStartArray("Statement");
        foreach (var statement in statements)
        {
            Write(json, statement);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A text of a resource or condition that means itself: in policies <c>*</c> and <c>?</c> stand for others, and <c>${</c> begins a variable.</summary>
    internal static string Literal(string text)
    {
        var literal = new StringBuilder();
        for (var index = 0; index < text.Length; index++)
        {
            var isMeant = text[index] is '*' or '?' || (text[index] == '$' && index + 1 < text.Length && text[index + 1] == '{');
            literal.Append(isMeant ? $"${{{text[index]}}}" : text[index].ToString());
        }

        return literal.ToString();
    }

    private static void Write(Utf8JsonWriter json, PolicyStatement statement)
    {
        json.WriteStartObject();
        json.WriteString("Sid", statement.Sid);
        json.WriteString("Effect", statement.Effect);
        WritePrincipal(json, statement.Principal);
        WriteTexts(json, "Action", statement.Action);
        WriteTexts(json, "Resource", statement.Resource);
        if (statement.Condition.Count > 0)
        {
            json.WriteStartObject("Condition");
            foreach (var conditions in statement.Condition.GroupBy(condition => condition.Operator, StringComparer.Ordinal))
            {
                json.WriteStartObject(conditions.Key);
                foreach (var condition in conditions)
                {
                    WriteTexts(json, condition.Key, condition.Values);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WritePrincipal(Utf8JsonWriter json, IReadOnlyList<string> principals)
    {
        if (principals is ["*"])
        {
            json.WriteString("Principal", "*");
        }
        else if (principals.Count > 0)
        {
            json.WriteStartObject("Principal");
            foreach (var kind in principals.GroupBy(principal => principal.StartsWith("arn:", StringComparison.Ordinal) ? "AWS" : "Service", StringComparer.Ordinal))
            {
                WriteTexts(json, kind.Key, [.. kind]);
            }

            json.WriteEndObject();
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 1)
        {
            json.WriteString(name, texts[0]);
            return;
        }

        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
