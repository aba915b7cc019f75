namespace SessionLogging.Sessions;

/// <summary>Records and coverages as JSON lines: one object a line, members by the names of the properties, times in UTC with <c>Z</c>.</summary>
/// <remarks>
/// What is <see langword="null"/> is left out. Every character outside printable ASCII, and every one that HTML gives a meaning to, is
/// written as an escape, so a line stays a line whatever a session's reason says. Members that are not known are passed over.
/// <c>DurationSeconds</c>, <c>RoleName</c> and <c>PermissionSet</c> follow from others: they are written for those who query the file, and not read.
/// </remarks>
public static class SessionRecordJson
{
    /// <summary>A record's fields, in the order in which files hold them.</summary>
    public static IReadOnlyList<RecordField<SessionRecord>> Fields => SessionRecord.Fields;

    /// <summary>A record as one line, without the line's end.</summary>
    public static string Write(SessionRecord record) => Write(record, SessionRecord.Fields);

    /// <summary>A coverage as one line, without the line's end.</summary>
    public static string Write(SessionReportCoverage coverage) => Write(coverage, SessionReportCoverage.Fields);

    /// <summary>The record of a line.</summary>
    /// <exception cref="SessionRecordFormatException">The line holds no record.</exception>
    public static SessionRecord ReadRecord(string line) => Read(line, new SessionRecord { Region = "", SessionId = "" }, SessionRecord.Fields);

    /// <summary>The coverage of a line.</summary>
    /// <exception cref="SessionRecordFormatException">The line holds no coverage.</exception>
    public static SessionReportCoverage ReadCoverage(string line) => Read(
        line,
        new SessionReportCoverage { Region = "", After = default, Before = default, Complete = false, Sessions = 0, Calls = 0, Throttled = 0 },
        SessionReportCoverage.Fields);

    /// <summary>Whether a line holds a coverage and no record: a record has a session's id, a coverage says whether it is complete.</summary>
    /// <exception cref="SessionRecordFormatException">The line holds no JSON object.</exception>
    public static bool IsCoverage(string line) =>
        Read(line, json => json.Has(nameof(SessionReportCoverage.Complete)) && !json.Has(nameof(SessionRecord.SessionId)));

    private static string Write<T>(T written, IReadOnlyList<RecordField<T>> fields)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            foreach (var field in fields)
            {
                field.Write(json, written);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
    }

    private static T Read<T>(string line, T read, IReadOnlyList<RecordField<T>> fields) => Read(line, members =>
    {
        foreach (var field in fields)
        {
            field.Read(members, read);
        }

        return read;
    });

    private static T Read<T>(string line, Func<RecordMembers, T> read)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind is not JsonValueKind.Object)
            {
                throw new SessionRecordFormatException("it is no JSON object");
            }

            return read(new RecordMembers(json.RootElement));
        }
        catch (JsonException broken)
        {
            throw new SessionRecordFormatException($"it is no JSON: {broken.Message}");
        }
    }
}

/// <summary>A line is no record of a session, or no coverage.</summary>
public sealed class SessionRecordFormatException : SessionLoggingException
{
    /// <summary>Says why.</summary>
    /// <param name="reason">What is wrong with the line.</param>
    public SessionRecordFormatException(string reason)
        : this("The line", reason)
    {
    }

    private SessionRecordFormatException(string line, string reason)
        : base($"{line} cannot be read as a session's record: {reason}.") => Reason = reason;

    /// <inheritdoc/>
    public override string ErrorId => "RecordNotReadable";

    /// <inheritdoc/>
    public override FailureCategory Category => FailureCategory.InvalidData;

    /// <inheritdoc/>
    public override string RecommendedAction => "Give a file of JSON lines or CSV as Export-SsmSessionReport writes them.";

    /// <summary>What is wrong with the line.</summary>
    public string Reason { get; }

    /// <summary>The file; <see langword="null"/> where the line is of none.</summary>
    public override object? Subject => Path;

    /// <summary>The line in the file, or the row behind the header of a table, from 1; <see langword="null"/> where it is of none.</summary>
    public long? Line { get; private init; }

    private string? Path { get; init; }

    /// <summary>The same, and where the line or row is.</summary>
    internal SessionRecordFormatException In(string path, string unit, long number) =>
        new(FormattableString.Invariant($"{unit} {number} of '{ShownText.Of(path)}'"), Reason) { Path = path, Line = number };
}
