using SessionLogging.Files;

namespace SessionLogging.Sessions;

/// <summary>A file that holds the records of a report: JSON lines, with what they cover where that was exported with them, or a table.</summary>
public static class SessionRecordFile
{
    /// <summary>Reads a file of JSON lines or a table, whichever its first line shows it to be; empty lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="readRows">Reads a table's rows, each field by its column's name. A <see cref="SessionRecordFormatException"/> says that the file is no table from there on.</param>
    /// <exception cref="TextEncodingException">The file is neither in UTF-8 nor in UTF-16 with a byte order mark.</exception>
    /// <exception cref="FileException">The file cannot be read.</exception>
    public static IEnumerable<SessionFileLine> Read(string path, Func<string, IEnumerable<IReadOnlyCollection<KeyValuePair<string, object?>>>> readRows) =>
        IsTable(path) ? ReadTable(path, readRows) : ReadLines(path);

    private static bool IsTable(string path) =>
        TextFile.ReadLines(path).FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) is { } first
        && first.TrimStart() is not ['{', ..]
        && first.Contains(nameof(SessionRecord.SessionId));

    private static IEnumerable<SessionFileLine> ReadLines(string path)
    {
        var run = new ReportRun();
        var number = 0L;
        foreach (var line in TextFile.ReadLines(path))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return ReadLine(path, number, line, run);
            }
        }
    }

    private static IEnumerable<SessionFileLine> ReadTable(string path, Func<string, IEnumerable<IReadOnlyCollection<KeyValuePair<string, object?>>>> readRows)
    {
        var run = new ReportRun();
        using var rows = readRows(path).GetEnumerator();
        for (var number = 1L; ReadRow(path, number, rows, run) is { } row; number++)
        {
            yield return row;
        }
    }

    private static SessionFileLine? ReadRow(string path, long number, IEnumerator<IReadOnlyCollection<KeyValuePair<string, object?>>> rows, ReportRun run)
    {
        try
        {
            return !rows.MoveNext() ? null : SessionProperties.Read(rows.Current) switch
            {
                SessionRecord record => new SessionFileLine { Record = record with { Run = run } },
                var coverage => new SessionFileLine { Coverage = (SessionReportCoverage)coverage },
            };
        }
        catch (SessionRecordFormatException problem)
        {
            return new SessionFileLine { Problem = problem.In(path, "Row", number) };
        }
    }

    private static SessionFileLine ReadLine(string path, long number, string line, ReportRun run)
    {
        try
        {
            if (!SessionRecordJson.IsCoverage(line))
            {
                return new SessionFileLine { Record = SessionRecordJson.ReadRecord(line) with { Run = run } };
            }

            var coverage = SessionRecordJson.ReadCoverage(line);
            run.Add(coverage);
            return new SessionFileLine { Coverage = coverage };
        }
        catch (SessionRecordFormatException problem)
        {
            return new SessionFileLine { Problem = problem.In(path, "Line", number) };
        }
    }
}

/// <summary>What a line or row of a file holds: one of the three.</summary>
public sealed record SessionFileLine
{
    /// <summary>A session's record.</summary>
    public SessionRecord? Record { get; init; }

    /// <summary>What the records of an account and Region cover.</summary>
    public SessionReportCoverage? Coverage { get; init; }

    /// <summary>Why it is neither.</summary>
    public SessionRecordFormatException? Problem { get; init; }
}
