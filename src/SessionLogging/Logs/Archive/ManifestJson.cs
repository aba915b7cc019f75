using SessionLogging.Logs.Sources;
using SessionLogging.Sessions;

namespace SessionLogging.Logs.Archive;

/// <summary>The lines of a manifest as JSON: a header, the sessions, what they cover, and a seal over all of them.</summary>
internal static class ManifestJson
{
    private const string Format = "SsmSessionLogArchive";
    private const int Version = 1;

    internal static byte[] Header(ManifestHeader header) => Line(json =>
    {
        json.WriteString("Format", Format);
        json.WriteNumber("FormatVersion", Version);
        json.WriteNumber(nameof(ManifestHeader.Number), header.Number);
        WriteText(json, nameof(ManifestHeader.PreviousSha256), header.PreviousSha256);
        WriteText(json, nameof(ManifestHeader.PreviousSignatureSha256), header.PreviousSignatureSha256);
        WriteTime(json, nameof(ManifestHeader.StartedAt), header.StartedAt);
        WriteTime(json, nameof(ManifestHeader.SavedAt), header.SavedAt);
        WriteText(json, nameof(ManifestHeader.SignatureSuffix), header.SignatureSuffix);
        WriteText(json, nameof(ManifestHeader.Signer), header.Signer);
        WriteText(json, nameof(ManifestHeader.SignerName), header.SignerName);
        json.WriteStartArray(nameof(SaveCircumstances.Callers));
        foreach (var caller in header.Circumstances.Callers)
        {
            json.WriteStringValue(caller);
        }

        json.WriteEndArray();
        json.WriteString(nameof(SaveCircumstances.MachineUser), header.Circumstances.MachineUser);
        json.WriteString(nameof(SaveCircumstances.Machine), header.Circumstances.Machine);
        json.WriteString(nameof(SaveCircumstances.ModuleVersion), header.Circumstances.ModuleVersion);
        json.WriteStartObject(nameof(SaveCircumstances.Parameters));
        foreach (var parameter in header.Circumstances.Parameters.OrderBy(parameter => parameter.Key, StringComparer.Ordinal))
        {
            json.WriteString(parameter.Key, parameter.Value);
        }

        json.WriteEndObject();
    });

    internal static byte[] Session(ArchivedSession session) => Line(json =>
    {
        WriteText(json, nameof(ArchivedSession.AccountId), session.AccountId);
        json.WriteString(nameof(ArchivedSession.Region), session.Region);
        json.WriteString(nameof(ArchivedSession.SessionId), session.SessionId);
        json.WriteString(nameof(ArchivedSession.Outcome), session.Outcome.ToString());
        WriteText(json, nameof(ArchivedSession.Reason), session.Reason);
        WriteText(json, nameof(ArchivedSession.LogStatus), session.LogStatus?.ToString());
        if (session.Log is { } log)
        {
            WriteLog(json, log);
        }

        WriteFiles(json, session.Files);
    });

    internal static byte[] Coverage(SessionReportCoverage coverage) => Line(json =>
    {
        json.WritePropertyName("Coverage");
        json.WriteRawValue(SessionRecordJson.Write(coverage));
    });

    /// <summary>The last line.</summary>
    /// <param name="sha256">The SHA-256 of all lines before it, with their ends.</param>
    internal static byte[] Seal(string sha256) => Line(json => json.WriteString("Sha256", sha256));

    internal static void WriteLog(Utf8JsonWriter json, ArchivedLog log)
    {
        json.WriteStartObject(nameof(ArchivedSession.Log));
        json.WriteString(nameof(ArchivedLog.Place), log.Place);
        json.WriteString(nameof(ArchivedLog.Origin), log.Origin.ToString());
        json.WriteNumber(nameof(StoredLogFacts.Bytes), log.Facts.Bytes);
        WriteText(json, nameof(StoredLogFacts.ETag), log.Facts.ETag);
        WriteText(json, nameof(StoredLogFacts.VersionId), log.Facts.VersionId);
        WriteTime(json, nameof(StoredLogFacts.LastModified), log.Facts.LastModified);
        if (log.Facts.Events is { } events)
        {
            json.WriteNumber(nameof(StoredLogFacts.Events), events);
        }

        WriteTime(json, nameof(StoredLogFacts.LastEventTime), log.Facts.LastEventTime);
        if (log.Facts.IsMasked is { } isMasked)
        {
            json.WriteBoolean(nameof(StoredLogFacts.IsMasked), isMasked);
        }

        WriteTime(json, nameof(ArchivedLog.SavedAt), log.SavedAt);
        json.WriteBoolean(nameof(ArchivedLog.IsWhole), log.IsWhole);
        json.WriteEndObject();
    }

    internal static void WriteFiles(Utf8JsonWriter json, IEnumerable<ArchivedFile> files)
    {
        json.WriteStartArray(nameof(ArchivedSession.Files));
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString(nameof(ArchivedFile.Path), file.Path);
            json.WriteNumber(nameof(ArchivedFile.Size), file.Size);
            json.WriteString(nameof(ArchivedFile.Sha256), file.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } instant)
        {
            json.WriteString(name, instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        }
    }

    internal static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    /// <summary>The header of a manifest's first line.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    internal static ManifestHeader ReadHeader(JsonElement line) => Guarded(() =>
    {
        if (Text(line, "Format") != Format || line.GetProperty("FormatVersion").GetInt32() != Version)
        {
            throw new JsonException("it is of another format");
        }

        return new ManifestHeader
        {
            Number = line.GetProperty(nameof(ManifestHeader.Number)).GetInt32(),
            PreviousSha256 = Text(line, nameof(ManifestHeader.PreviousSha256)),
            PreviousSignatureSha256 = Text(line, nameof(ManifestHeader.PreviousSignatureSha256)),
            StartedAt = line.GetProperty(nameof(ManifestHeader.StartedAt)).GetDateTimeOffset(),
            SavedAt = line.GetProperty(nameof(ManifestHeader.SavedAt)).GetDateTimeOffset(),
            SignatureSuffix = Text(line, nameof(ManifestHeader.SignatureSuffix)),
            Signer = Text(line, nameof(ManifestHeader.Signer)),
            SignerName = Text(line, nameof(ManifestHeader.SignerName)),
            Circumstances = new SaveCircumstances
            {
                Callers = [.. line.GetProperty(nameof(SaveCircumstances.Callers)).EnumerateArray().Select(caller => caller.GetString()!)],
                MachineUser = Text(line, nameof(SaveCircumstances.MachineUser)) ?? "",
                Machine = Text(line, nameof(SaveCircumstances.Machine)) ?? "",
                ModuleVersion = Text(line, nameof(SaveCircumstances.ModuleVersion)) ?? "",
            },
        };
    });

    internal static ArchivedLog ReadLog(JsonElement log) => Guarded(() => new ArchivedLog
    {
        Place = log.GetProperty(nameof(ArchivedLog.Place)).GetString()!,
        Origin = Text(log, nameof(ArchivedLog.Origin)) == nameof(SessionLogOrigin.S3) ? SessionLogOrigin.S3 : SessionLogOrigin.CloudWatch,
        Facts = new StoredLogFacts
        {
            Bytes = log.GetProperty(nameof(StoredLogFacts.Bytes)).GetInt64(),
            ETag = Text(log, nameof(StoredLogFacts.ETag)),
            VersionId = Text(log, nameof(StoredLogFacts.VersionId)),
            LastModified = Find(log, nameof(StoredLogFacts.LastModified))?.GetDateTimeOffset(),
            Events = Find(log, nameof(StoredLogFacts.Events))?.GetInt64(),
            LastEventTime = Find(log, nameof(StoredLogFacts.LastEventTime))?.GetDateTimeOffset(),
            IsMasked = Find(log, nameof(StoredLogFacts.IsMasked))?.GetBoolean(),
        },
        SavedAt = log.GetProperty(nameof(ArchivedLog.SavedAt)).GetDateTimeOffset(),
        IsWhole = log.GetProperty(nameof(ArchivedLog.IsWhole)).GetBoolean(),
    });

    /// <summary>The files that a line lists; of a line of no session none.</summary>
    /// <exception cref="JsonException">They cannot be read.</exception>
    internal static IReadOnlyList<ArchivedFile> ReadFiles(JsonElement line) => Guarded<IReadOnlyList<ArchivedFile>>(() =>
        Find(line, nameof(ArchivedSession.Files)) is not { } files
            ? []
            : [.. files.EnumerateArray().Select(file => new ArchivedFile(
                file.GetProperty(nameof(ArchivedFile.Path)).GetString()!, file.GetProperty(nameof(ArchivedFile.Size)).GetInt64(), file.GetProperty(nameof(ArchivedFile.Sha256)).GetString()!))]);

    internal static string? Text(JsonElement owner, string name) => Guarded(() => Find(owner, name)?.GetString());

    private static JsonElement? Find(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) ? value : null;

    // What a damaged line holds may be of any kind.
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new JsonException("it lacks something, or holds something of another kind", failure);
        }
    }

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }
}
