using SessionLogging.Text;

namespace SessionLogging.Sessions;

/// <summary>
/// Sessions and coverages that have become mere properties: out of a CSV or JSON file, or on their way from another process. The names are
/// those of the objects; what is empty is not there.
/// </summary>
public static class SessionProperties
{
    private const string StatusSuffix = nameof(SessionRecord.LogStatus);

    /// <summary>Whether properties of these names may be a session's or a coverage's.</summary>
    /// <param name="names">The names.</param>
    public static bool MayBe(IEnumerable<string> names) => names.Any(name => name is nameof(SessionRecord.SessionId) or nameof(SessionReportCoverage.Complete));

    /// <summary>Reads a session or a coverage.</summary>
    /// <param name="properties">The properties: texts, numbers, flags, moments. What is none of those is passed over.</param>
    /// <returns>A <see cref="SessionRecord"/> or a <see cref="SessionReportCoverage"/>.</returns>
    /// <exception cref="SessionRecordFormatException">A property is missing, or is not what it should be.</exception>
    public static object Read(IReadOnlyCollection<KeyValuePair<string, object?>> properties)
    {
        var line = LineOf(properties);
        return SessionRecordJson.IsCoverage(line) ? SessionRecordJson.ReadCoverage(line) : SessionRecordJson.ReadRecord(line);
    }

    private static string LineOf(IReadOnlyCollection<KeyValuePair<string, object?>> properties)
    {
        // A row of a CSV file knows nothing but texts, and formulas are guarded against nowhere else.
        var isRow = properties.All(property => property.Value is null or string);
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            foreach (var property in properties)
            {
                Write(json, property.Key, isRow ? FormulaGuard.Without((string?)property.Value) : property.Value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case string { Length: > 0 } text:
                json.WriteString(name, text);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case DateTimeOffset time:
                json.WriteString(name, Utc(time.UtcDateTime));
                break;
            case DateTime time:
                json.WriteString(name, Utc(time.Kind is DateTimeKind.Local ? time.ToUniversalTime() : time));
                break;
            case Enum word:
                json.WriteString(name, word.ToString());
                break;
            case int or long:
                WriteNumber(json, name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    /// <summary>A number, or what it stands for where JSON or a process on the way made one of a word or of digits.</summary>
    private static void WriteNumber(Utf8JsonWriter json, string name, long number)
    {
        if (name.EndsWith(StatusSuffix, StringComparison.Ordinal))
        {
            json.WriteString(name, ((LogStatus)number).ToString());
        }
        else if (name is nameof(SessionRecord.AccountId))
        {
            json.WriteString(name, number.ToString("000000000000", CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNumber(name, number);
        }
    }

    private static string Utc(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
