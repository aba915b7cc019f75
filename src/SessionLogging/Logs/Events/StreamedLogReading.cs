using SessionLogging.Logs.Terminal;

namespace SessionLogging.Logs.Events;

/// <summary>Reads a saved log stream of events, once; raw text that stands among them is decoded as the terminal output that it is.</summary>
internal sealed class StreamedLogReading(string source, SessionLogOptions options, Action<SessionLogFormatException> report)
{
    private readonly TerminalSize _size = new(options.Width ?? TerminalSize.Usual.Columns, options.Height ?? TerminalSize.Usual.Rows);
    private readonly EntryJoiner _joiner = new();
    private readonly EntryText _text = new();
    private readonly EntryDamage _damage = new();
    private readonly StreamedEvidence _evidence = new();
    private TerminalText? _raw;
    private SessionLogEvent? _first;
    private SessionLogEvent? _last;
    private long _number;

    /// <summary>Gives the lines.</summary>
    internal IEnumerable<SessionLogLine> Read(Stream log)
    {
        foreach (var message in new EventMessages(source, report).Read(log))
        {
            foreach (var line in message.Event is { } streamed ? Take(streamed) : TakeRaw(message.RawText!))
            {
                yield return Numbered(line);
            }
        }

        foreach (var line in EndRaw().Concat(_joiner.Complete().SelectMany(Decode)).Concat(_evidence.Complete()))
        {
            yield return Numbered(line);
        }
    }

    /// <summary>What the log is, without its lines.</summary>
    internal SessionTranscript Describe() => new()
    {
        Source = source,
        Form = SessionLogForm.StreamedEvents,
        SessionId = _first?.SessionId,
        Target = _first?.Target,
        Start = Time(_first),
        End = Time(_last),
        Width = _size.Columns,
        Height = _size.Rows,
        EndMarker = EndMarker.Unknown,
    };

    private static string? Time(SessionLogEvent? streamed) => streamed?.EventTime?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    private IEnumerable<StreamedLine> Take(SessionLogEvent streamed)
    {
        _first ??= streamed;
        _last = streamed;
        foreach (var line in EndRaw())
        {
            yield return line;
        }

        foreach (var entry in _joiner.Take(streamed))
        {
            foreach (var line in Decode(entry))
            {
                yield return line;
            }
        }
    }

    private IEnumerable<StreamedLine> Decode(JoinedEntry entry)
    {
        var lines = _text.Decode(entry.Text);
        for (var at = 0; at < lines.Count; at++)
        {
            var isTyped = EntryDamage.IsTyped(lines[at].Text);
            var line = new StreamedLine
            {
                Entry = entry.Text,
                Text = lines[at].Text,
                Marks = lines[at].Marks | entry.Marks,
                Event = entry.Event,
                IsDamaged = lines.Count > 1 || _damage.Shows(entry.Text, lines[at].Text, isTyped),
                IsTyped = isTyped,
            };
            foreach (var ready in _evidence.Take(line))
            {
                yield return ready;
            }
        }
    }

    private IEnumerable<StreamedLine> TakeRaw(string text)
    {
        if (_raw is null)
        {
            foreach (var line in _joiner.Complete().SelectMany(Decode).Concat(_evidence.Complete()))
            {
                yield return line;
            }

            _raw = new TerminalText(_size, options.FullScreen);
        }

        _raw.Write(Encoding.UTF8.GetBytes(text));
        while (_raw.TryRead(out var line))
        {
            yield return Raw(line);
        }
    }

    private IEnumerable<StreamedLine> EndRaw()
    {
        if (_raw is not { } ended)
        {
            yield break;
        }

        _raw = null;
        ended.Complete();
        while (ended.TryRead(out var line))
        {
            yield return Raw(line);
        }
    }

    private static StreamedLine Raw(TerminalLine line) => new() { Entry = "", Text = line.Text, Marks = line.Marks, Event = null };

    private SessionLogLine Numbered(StreamedLine line) => new()
    {
        Region = line.Event?.AwsRegion,
        SessionId = line.Event?.SessionId ?? _last?.SessionId,
        Owner = line.Event?.UserIdentity,
        Target = line.Event?.Target ?? _last?.Target,
        RunAsUser = line.Event?.RunAsUser,
        Time = line.Event?.EventTime,
        LineNumber = ++_number,
        Text = line.Text,
        Source = source,
        Marks = line.Marks | (line.IsDamaged ? LineMarks.Damaged : LineMarks.None),
    };
}
