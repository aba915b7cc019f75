using SessionLogging.Files;
using SessionLogging.Logs.Reading;
using SessionLogging.Logs.Sources;
using SessionLogging.Sessions;

namespace SessionLogging.Logs.Archive;

/// <summary>A session's folder: its log as it was, the text in it, and what is known of both.</summary>
internal sealed class SessionFolder
{
    private const string RecordName = "record.json";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private SessionFolder(string sessionId, string? accountId, string region, ArchivedLog log, IReadOnlyList<ArchivedFile> files) =>
        (SessionId, AccountId, Region, Log, Files) = (sessionId, accountId, region, log, files);

    internal string SessionId { get; }

    internal string? AccountId { get; }

    internal string Region { get; }

    internal ArchivedLog Log { get; }

    /// <summary>The folder's files by their names, the log first.</summary>
    internal IReadOnlyList<ArchivedFile> Files { get; }

    /// <summary>Whether it is of a session.</summary>
    internal bool IsOf(SessionRecord session) => (SessionId, AccountId, Region) == (session.SessionId, session.AccountId, session.Region);

    /// <summary>Whether it is known, without asking anybody, that it holds the log that is wanted, and that this cannot have changed.</summary>
    internal bool Settles(SessionRecord session, SessionLogOrigin origin) =>
        Log.IsWhole
        && (origin is SessionLogOrigin.Auto || origin == Log.Origin)
        && (Log.Origin is not SessionLogOrigin.S3 || session.S3Uri is null || session.S3Uri == Log.Place);

    /// <summary>Writes a session's folder.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="folder">The folder, which is empty.</param>
    /// <param name="session">The session, as the report has it.</param>
    /// <param name="stored">Its log.</param>
    /// <param name="document">The document that applied; <see langword="null"/> where it was not looked for.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Hears how many bytes of the log were copied.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    internal static async Task<SessionFolder> WriteAsync(
        ArchiveFiles files, string folder, SessionRecord session, IStoredLog stored, AppliedDocument? document, TimeProvider time, Action<long>? progress, CancellationToken cancellationToken)
    {
        var name = SafeName.OfFile(session.SessionId);
        var (savedAt, logName) = (time.GetUtcNow(), name + ".log");
        StoredLogFacts facts;
        ArchivedFile raw;
        using (var file = files.CreateFile(Path.Combine(folder, logName)))
        {
            facts = await CopyAsync(stored, file, progress, cancellationToken).ConfigureAwait(false);
            raw = new ArchivedFile(logName, file.Size, file.Sha256);
        }

        var log = new ArchivedLog
        {
            Place = stored.Place,
            Origin = stored.Origin,
            Facts = facts,
            SavedAt = savedAt,
            IsWhole = stored.Origin is SessionLogOrigin.S3 || savedAt - session.EndDate >= SessionRecord.UploadTime,
        };
        var problems = new List<string>();
        List<ArchivedFile> written = [raw, .. Decode(files, folder, logName, name, problems, cancellationToken)];
        written.Add(WriteRecord(files, folder, session, document, log, problems, written));
        return new SessionFolder(session.SessionId, session.AccountId, session.Region, log, written);
    }

    /// <summary>What a folder of an archive holds; <see langword="null"/> where it is not as it was written.</summary>
    internal static SessionFolder? Read(string folder)
    {
        try
        {
            var record = File.ReadAllBytes(Path.Combine(folder, RecordName));
            using var json = JsonDocument.Parse(record);
            var session = json.RootElement.GetProperty("Record");
            var files = ManifestJson.ReadFiles(json.RootElement);
            return files.All(file => IsThere(folder, file))
                ? new SessionFolder(
                    ManifestJson.Text(session, nameof(SessionRecord.SessionId))!,
                    ManifestJson.Text(session, nameof(SessionRecord.AccountId)),
                    ManifestJson.Text(session, nameof(SessionRecord.Region))!,
                    ManifestJson.ReadLog(json.RootElement.GetProperty(nameof(ArchivedSession.Log))),
                    [.. files, new ArchivedFile(RecordName, record.Length, Sha256.Of(record))])
                : null;
        }
        catch (Exception broken) when (FileException.IsAbout(broken) || broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<StoredLogFacts> CopyAsync(IStoredLog stored, HashedFile file, Action<long>? progress, CancellationToken cancellationToken)
    {
        try
        {
            return await stored.CopyToAsync(file, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (file.Failure is not null)
        {
            throw file.Failure;
        }
    }

    private static bool IsThere(string folder, ArchivedFile file)
    {
        var path = Path.Combine(folder, file.Path);
        return FileKinds.OfEntry(path) is FileKind.Regular && new FileInfo(path).Length == file.Size && Sha256.OfFile(path) == file.Sha256;
    }

    /// <summary>The text in the log, and where lines have a time or something to know of them, which.</summary>
    private static IEnumerable<ArchivedFile> Decode(ArchiveFiles files, string folder, string logName, string name, List<string> problems, CancellationToken cancellationToken)
    {
        var log = new SessionLogFile(Path.Combine(folder, logName), new SessionLogOptions(), problem => problems.Add($"{problem.Place}: {problem.Message}"));
        var times = new LineTimes();
        ArchivedFile text;
        using (var file = files.CreateFile(Path.Combine(folder, name + ".txt")))
        {
            using (var writer = new StreamWriter(file, Utf8, bufferSize: 16 * 1024, leaveOpen: true) { NewLine = "\n" })
            {
                WriteText(log, writer, times, problems, cancellationToken);
            }

            text = new ArchivedFile(name + ".txt", file.Size, file.Sha256);
        }

        if (log.EmptyReason is { } reason)
        {
            problems.Add($"It is no log: {reason}.");
        }

        return times.Any ? [text, times.Write(files, folder, name + ".lines.jsonl")] : [text];
    }

    private static void WriteText(SessionLogFile log, StreamWriter writer, LineTimes times, List<string> problems, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var line in log.ReadLines())
            {
                cancellationToken.ThrowIfCancellationRequested();
                writer.WriteLine(line.Text);
                times.Add(line);
            }
        }
        catch (SessionLogFormatException broken)
        {
            problems.Add(broken.Message);
        }
    }

    private static ArchivedFile WriteRecord(
        ArchiveFiles files, string folder, SessionRecord session, AppliedDocument? document, ArchivedLog log, List<string> problems, List<ArchivedFile> written)
    {
        using var file = files.CreateFile(Path.Combine(folder, RecordName));
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WritePropertyName("Record");
            using (var record = JsonDocument.Parse(SessionRecordJson.Write(session)))
            {
                record.RootElement.WriteTo(json);
            }

            document?.Write(json);
            ManifestJson.WriteLog(json, log);
            json.WriteStartArray("Problems");
            foreach (var problem in problems)
            {
                json.WriteStringValue(problem);
            }

            json.WriteEndArray();
            ManifestJson.WriteFiles(json, written);
            json.WriteEndObject();
        }

        file.Write(text.GetBuffer(), 0, (int)text.Length);
        return new ArchivedFile(RecordName, file.Size, file.Sha256);
    }
}
