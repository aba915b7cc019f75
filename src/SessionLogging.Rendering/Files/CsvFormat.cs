using CsvHelper;
using SessionLogging.Files;
using SessionLogging.Text;

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

    private static readonly string[] Columns = [.. SessionRecordJson.Fields.Select(field => field.Name)];

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
        Write(Columns);
    }

    public void Write(SessionRecord session) => Write(SessionRecordJson.Fields.Select(field => field.TextOf(session)));

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
                Write(newer.KeepingLogOf(SessionRecord.LogIn(newer, column => TextIn(fields, column))));
            }
        }
    }

    /// <summary>The fields of each row by the names of their columns, whichever columns there are.</summary>
    /// <exception cref="SessionRecordFormatException">The file is no table from there on.</exception>
    internal static IEnumerable<IReadOnlyCollection<KeyValuePair<string, object?>>> ReadRows(string path)
    {
        using var rows = CsvReader.Create(TextFile.Open(path), Reading);
        while (Try(rows, reader => reader.Read(), failure => new SessionRecordFormatException($"it is no row of the table: {failure.Message}")))
        {
            yield return [.. rows.Headers.Select((name, place) => new KeyValuePair<string, object?>(name, rows.GetString(place)))];
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

    private static string? TextIn(string?[] fields, string column) => FormulaGuard.Without(fields[Array.IndexOf(Columns, column)]) is { Length: > 0 } text ? text : null;

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
        if (!TryToAdd(path, rows, reader => reader.Read()))
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
            yield return TryToAdd(path, rows, reader => Array.ConvertAll(places, place => place < 0 ? null : reader.GetString(place)));
        }
        while (TryToAdd(path, rows, reader => reader.Read()));
    }

    /// <summary>Where each column stands in the file; -1: nowhere, as in a file of a version that did not have it yet.</summary>
    private static int[] PlacesOf(IReadOnlyList<string> headers, string path)
    {
        if (headers.FirstOrDefault(header => !Columns.Contains(header)) is { } unknown)
        {
            throw ReportFileException.NotReadable(path, $"its column '{unknown}' is none of a session report");
        }

        if (Columns.Take(3).FirstOrDefault(name => !headers.Contains(name)) is { } missing)
        {
            throw ReportFileException.NotReadable(path, $"it lacks the column {missing}");
        }

        return Array.ConvertAll(Columns, name => headers.ToList().IndexOf(name));
    }

    private static T TryToAdd<T>(string path, CsvReader rows, Func<CsvReader, T> read) => Try(
        rows, read, failure => ReportFileException.NotReadable(path, FormattableString.Invariant($"record {failure.RecordNumber} is no row: {failure.Message}")));

    private static T Try<T>(CsvReader rows, Func<CsvReader, T> read, Func<CsvFormatException, Exception> problem)
    {
        try
        {
            return read(rows);
        }
        catch (CsvFormatException failure)
        {
            throw problem(failure);
        }
    }
}
