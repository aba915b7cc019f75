using SessionLogging.Files;

namespace SessionLogging.Rendering.Files;

/// <summary>An object a line, UTF-8 without a byte order mark. Lines that are taken over stay as they are, members of a later version included.</summary>
internal sealed class JsonLinesFormat : IRecordFormat
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StreamWriter _lines;

    internal JsonLinesFormat(Stream content) => _lines = new StreamWriter(content, Utf8, bufferSize: 64 * 1024, leaveOpen: true) { NewLine = "\n" };

    public void Write(SessionRecord session) => _lines.WriteLine(SessionRecordJson.Write(session));

    public void Write(SessionReportCoverage coverage) => _lines.WriteLine(SessionRecordJson.Write(coverage));

    public void Check(string path)
    {
        foreach (var _ in Read(path))
        {
        }
    }

    public void TakeOver(string path, GivenSessions given, CancellationToken cancellationToken)
    {
        foreach (var (line, key) in Read(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (key is not { } session || !given.Has(session))
            {
                _lines.WriteLine(line);
            }
            else if (given.Take(session) is { } newer)
            {
                Write(newer.KeepingLogOf(SessionRecordJson.ReadRecord(line)));
            }
        }
    }

    public void Dispose() => _lines.Dispose();

    private static IEnumerable<(string Line, SessionKey? Key)> Read(string path)
    {
        var number = 0;
        foreach (var line in TextFile.ReadLines(path))
        {
            number++;
            if (line.Trim().Length > 0)
            {
                yield return (line, KeyOf(line, path, number));
            }
        }
    }

    /// <summary>The key of a session's line; none for a coverage.</summary>
    private static SessionKey? KeyOf(string line, string path, int number)
    {
        try
        {
            return SessionRecordJson.IsCoverage(line) ? null : SessionKey.Of(SessionRecordJson.ReadRecord(line));
        }
        catch (SessionRecordFormatException failure)
        {
            throw ReportFileException.NotReadable(path, FormattableString.Invariant($"line {number} is no record: {failure.Reason}"));
        }
    }
}
