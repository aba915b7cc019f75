using CsvHelper;
using SessionLogging.Files;
using SessionLogging.Sessions;
using SessionLogging.Sessions.Reports;

namespace SessionLogging.Rendering.Files;

/// <summary>A row a session, UTF-8 with a byte order mark, lines ended as RFC 4180 says.</summary>
internal sealed class CsvFormat : IRecordFormat
{
    private static readonly CsvReaderOptions Reading = CsvReaderOptions.Default with
    {
        Separator = ',',
        DetectSeparatorHint = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
    };

    private readonly CsvWriter _rows;
    private readonly bool _formulaGuard;

    internal CsvFormat(Stream content, bool formulaGuard)
    {
        _formulaGuard = formulaGuard;
        _rows = CsvWriter.Create(
            content,
            CsvWriterOptions.Default with
            {
                NewLine = "\r\n",
                WriteByteOrderMark = true,
                // CsvHelper knows no formula that begins in full width.
                Injection = CsvInjection.None,
            },
            leaveOpen: true);
        Write(CsvColumn.All.Select(column => column.Name));
    }

    public void Write(SessionRecord session) => Write(CsvColumn.All.Select(column => column.Text(session)));

    /// <summary>A table of sessions has no row for it.</summary>
    public void Write(SessionReportCoverage coverage)
    {
    }

    public void Check(string path)
    {
        foreach (var _ in Read(path))
        {
        }
    }

    /// <remarks>Fields that are guarded stay so, with one apostrophe, and others become so where formulas are guarded against.</remarks>
    public void TakeOver(string path, GivenSessions given, CancellationToken cancellationToken)
    {
        foreach (var fields in Read(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var key = KeysOf(fields).Where(given.Has).Select(known => (SessionKey?)known).FirstOrDefault();
            if (key is null)
            {
                Write(_formulaGuard ? fields.Select(field => (string?)FormulaGuard.Without(field)) : fields);
            }
            else if (given.Take(key.Value) is { } newer)
            {
                Write(newer.KeepingLogOf(LogOf(fields, newer)));
            }
        }
    }

    public void Dispose() => _rows.Dispose();

    private void Write(IEnumerable<string?> fields)
    {
        foreach (var field in fields)
        {
            _rows.WriteField(_formulaGuard ? FormulaGuard.Before(field) : field);
        }

        _rows.EndRecord();
    }

    /// <summary>What a row says of a session's log.</summary>
    private static SessionRecord LogOf(string?[] fields, SessionRecord session)
    {
        return new SessionRecord
        {
            Region = session.Region,
            SessionId = session.SessionId,
            SessionType = Text(nameof(SessionRecord.SessionType)),
            LogStatus = Status(nameof(SessionRecord.LogStatus)),
            LogDetail = Text(nameof(SessionRecord.LogDetail)),
            UnknownReason = Text(nameof(SessionRecord.UnknownReason)),
            S3LogStatus = Status(nameof(SessionRecord.S3LogStatus)),
            S3Uri = Text(nameof(SessionRecord.S3Uri)),
            CloudWatchLogStatus = Status(nameof(SessionRecord.CloudWatchLogStatus)),
            LogGroupName = Text(nameof(SessionRecord.LogGroupName)),
            LogStreamName = Text(nameof(SessionRecord.LogStreamName)),
        };

        string? Text(string column) => FormulaGuard.Without(fields[Array.FindIndex([.. CsvColumn.All], known => known.Name == column)]) is { Length: > 0 } text ? text : null;

        LogStatus? Status(string column) => Enum.TryParse<LogStatus>(Text(column), out var status) ? status : null;
    }

    /// <summary>The keys that a row can stand for: an apostrophe in a field may be a guard's, or the field's own.</summary>
    private static IEnumerable<SessionKey> KeysOf(string?[] fields) =>
        from account in Readings(fields[0])
        from region in Readings(fields[1])
        from id in Readings(fields[2])
        select new SessionKey(account, region, id);

    private static IEnumerable<string> Readings(string? field) => new[] { field ?? "", FormulaGuard.Without(field) }.Distinct();

    private static IEnumerable<string?[]> Read(string path)
    {
        using var rows = CsvReader.Create(TextFile.Open(path), Reading);
        if (!Try(path, rows, reader => reader.Read()))
        {
            if (rows.Headers is { Count: > 0 })
            {
                PlacesOf(rows.Headers, path);
            }

            yield break;
        }

        var places = PlacesOf(rows.Headers, path);
        do
        {
            yield return Try(path, rows, reader => Array.ConvertAll(places, place => place < 0 ? null : reader.GetString(place)));
        }
        while (Try(path, rows, reader => reader.Read()));
    }

    /// <summary>Where each column stands in the file; -1: nowhere, as in a file of a version that did not have it yet.</summary>
    private static int[] PlacesOf(IReadOnlyList<string> headers, string path)
    {
        var names = CsvColumn.All.Select(column => column.Name).ToArray();
        if (headers.FirstOrDefault(header => !names.Contains(header)) is { } unknown)
        {
            throw ReportFileException.NotReadable(path, $"its column '{unknown}' is none of a session report");
        }

        if (names.Take(3).FirstOrDefault(name => !headers.Contains(name)) is { } missing)
        {
            throw ReportFileException.NotReadable(path, $"it lacks the column {missing}");
        }

        return Array.ConvertAll(names, name => headers.ToList().IndexOf(name));
    }

    private static T Try<T>(string path, CsvReader rows, Func<CsvReader, T> read)
    {
        try
        {
            return read(rows);
        }
        catch (CsvFormatException failure)
        {
            throw ReportFileException.NotReadable(path, FormattableString.Invariant($"record {failure.RecordNumber} is no row: {failure.Message}"));
        }
    }
}
