using SessionLogging.Files;

namespace SessionLogging.Sessions;

/// <summary>A file of JSON lines that holds the records of a report, and what they cover where that was exported with them.</summary>
public static class SessionRecordFile
{
    /// <summary>Reads a file line by line; empty lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TextEncodingException">The file is neither in UTF-8 nor in UTF-16 with a byte order mark.</exception>
    /// <exception cref="FileException">The file cannot be read.</exception>
    public static IEnumerable<SessionFileLine> Read(string path)
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
            return new SessionFileLine { Problem = problem.In(path, number) };
        }
    }
}

/// <summary>What a line of a file holds: one of the three.</summary>
public sealed record SessionFileLine
{
    /// <summary>A session's record.</summary>
    public SessionRecord? Record { get; init; }

    /// <summary>What the records of an account and Region cover.</summary>
    public SessionReportCoverage? Coverage { get; init; }

    /// <summary>Why it is neither.</summary>
    public SessionRecordFormatException? Problem { get; init; }
}
