namespace SessionLogging.Logs.Archive;

/// <summary>Which lines of a text have which time, and what there is to know of them: JSON lines, each for as many lines as say the same.</summary>
internal sealed class LineTimes
{
    private readonly List<(long First, DateTimeOffset? Time, LineMarks Marks)> _runs = [];
    private long _last;

    /// <summary>Whether any line has something that the text does not say.</summary>
    internal bool Any { get; private set; }

    internal void Add(SessionLogLine line)
    {
        _last++;
        Any |= line.Time is not null || line.Marks is not LineMarks.None;
        if (_runs.Count == 0 || (_runs[_runs.Count - 1].Time, _runs[_runs.Count - 1].Marks) != (line.Time, line.Marks))
        {
            _runs.Add((_last, line.Time, line.Marks));
        }
    }

    internal ArchivedFile Write(ArchiveFiles files, string folder, string name)
    {
        using var file = files.CreateFile(Path.Combine(folder, name));
        using var buffer = new BufferedStream(file, 16 * 1024);
        for (var i = 0; i < _runs.Count; i++)
        {
            var (first, time, marks) = _runs[i];
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                json.WriteNumber("FirstLine", first);
                json.WriteNumber("LastLine", i + 1 < _runs.Count ? _runs[i + 1].First - 1 : _last);
                ManifestJson.WriteTime(json, "Time", time);
                if (marks is not LineMarks.None)
                {
                    json.WriteString("Marks", marks.ToString());
                }

                json.WriteEndObject();
            }

            buffer.WriteByte((byte)'\n');
        }

        buffer.Flush();
        return new ArchivedFile(name, file.Size, file.Sha256);
    }
}
