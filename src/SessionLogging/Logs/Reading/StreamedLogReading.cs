using SessionLogging.Logs.Events;
using SessionLogging.Logs.Framing;
using SessionLogging.Logs.Terminal;

namespace SessionLogging.Logs.Reading;

/// <summary>Reads a saved log stream of events, once; raw text that stands among them is decoded as the terminal output that it is.</summary>
internal sealed class StreamedLogReading
{
    private readonly string _source;
    private readonly SessionPlace _place;
    private readonly SessionLogOptions _options;
    private readonly Action<SessionLogFormatException> _report;
    private readonly TerminalSize _size;
    private readonly EntryJoiner _joiner = new();
    private readonly EntryText _text = new();
    private readonly Prompts _prompts = new();
    private readonly StreamedEvidence _evidence;
    private readonly Queue<StreamedLine> _ready = new();
    private TerminalText? _raw;
    private SessionLogEvent? _first;
    private SessionLogEvent? _last;
    private SessionLogLine? _pattern;
    private SessionLogEvent? _patternOf;
    private long _number;

    internal StreamedLogReading(string source, SessionLogOptions options, Action<SessionLogFormatException> report)
    {
        (_source, _options, _report) = (source, options, report);
        _place = SessionPlace.OfSource(source, options.SessionId);
        _size = new TerminalSize(options.Width ?? TerminalSize.Usual.Columns, options.Height ?? TerminalSize.Usual.Rows);
        _evidence = new StreamedEvidence(_ready.Enqueue);
    }

    /// <summary>Gives the lines.</summary>
    internal IEnumerable<SessionLogLine> Read(Stream log)
    {
        foreach (var message in new EventMessages(_source, _report).Read(log))
        {
            if (message.Event is not { } streamed)
            {
                TakeRaw(message.RawText!);
            }
            else
            {
                Begin(streamed);
                foreach (var entry in _joiner.Take(streamed))
                {
                    Decode(entry);
                    while (_ready.Count > 0)
                    {
                        yield return Numbered(_ready.Dequeue());
                    }
                }
            }

            while (_ready.Count > 0)
            {
                yield return Numbered(_ready.Dequeue());
            }
        }

        EndRaw();
        EndEvents();
        while (_ready.Count > 0)
        {
            yield return Numbered(_ready.Dequeue());
        }
    }

    /// <summary>What the log is, without its lines.</summary>
    internal SessionTranscript Describe() => new()
    {
        Source = _source,
        Form = SessionLogForm.StreamedEvents,
        AccountId = AccountOf(_first),
        Region = Said(_first?.AwsRegion),
        SessionId = Said(_first?.SessionId) ?? _place.SessionId,
        Owner = Said(_first?.UserIdentity),
        Target = Said(_first?.Target),
        Start = Time(_first),
        End = Time(_last),
        Width = _size.Columns,
        Height = _size.Rows,
        EndMarker = EndMarker.Unknown,
    };

    private static string? Time(SessionLogEvent? streamed) => streamed?.EventTime?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);

    private void Begin(SessionLogEvent streamed)
    {
        _first ??= streamed;
        _last = streamed;
        EndRaw();
    }

    private void EndEvents()
    {
        foreach (var entry in _joiner.Complete())
        {
            Decode(entry);
        }

        _evidence.Complete();
    }

    private void Decode(JoinedEntry entry)
    {
        if (Characters.ArePrintable(entry.Text))
        {
            Take(entry, entry.Text.TrimEnd(' '), entry.Marks, isPrintable: true);
            return;
        }

        var left = AlternateScreen.LeftAt(entry.Text);
        if (left > 0)
        {
            DecodeFullScreen(entry with { Text = entry.Text.Substring(0, left) });
            _evidence.LeaveFullScreen();
            entry = entry with { Text = entry.Text.Substring(left) };
        }
        else if (AlternateScreen.IsEntered(entry.Text))
        {
            DecodeFullScreen(entry);
            return;
        }

        var lines = _text.Decode(entry.Text);
        foreach (var (text, marks) in lines)
        {
            Take(entry, text, entry.Marks | marks | (lines.Count > 1 ? LineMarks.Damaged : LineMarks.None), isPrintable: false);
        }
    }

    private void DecodeFullScreen(JoinedEntry entry)
    {
        _evidence.EnterFullScreen();
        foreach (var (text, marks) in _text.Decode(AlternateScreen.OnOneScreen(entry.Text)).Where(line => line.Text.Length > 0))
        {
            _evidence.Take(new StreamedLine { Entry = entry.Text, Text = text, Marks = entry.Marks | marks, Event = entry.Event });
        }
    }

    private void Take(JoinedEntry entry, string text, LineMarks marks, bool isPrintable)
    {
        var isTyped = _prompts.Take(text, entry.Text);
        var isRepainted = !isTyped && EntryDamage.IsRepainted(text);
        _evidence.Take(new StreamedLine
        {
            Entry = entry.Text,
            Text = text,
            Marks = isRepainted || EntryDamage.Shows(entry.Text, text, isPrintable, isTyped) ? marks | LineMarks.Damaged : marks,
            Event = entry.Event,
            IsPrintable = isPrintable,
            IsTyped = isTyped,
            IsRepainted = isRepainted,
        });
    }

    private void TakeRaw(string text)
    {
        if (_raw is null)
        {
            EndEvents();
            _raw = new TerminalText(_size, _options.FullScreen);
        }

        _raw.Write(Encoding.UTF8.GetBytes(text));
        GiveRaw(_raw);
    }

    private void EndRaw()
    {
        if (_raw is { } ended)
        {
            _raw = null;
            ended.Complete();
            GiveRaw(ended);
        }
    }

    private void GiveRaw(TerminalText raw)
    {
        while (raw.TryRead(out var line))
        {
            _ready.Enqueue(new StreamedLine { Entry = "", Text = line.Text, Marks = line.Marks, Event = null });
        }
    }

    private SessionLogLine Numbered(StreamedLine line)
    {
        if (_pattern is null || !ReferenceEquals(line.Event, _patternOf))
        {
            (_pattern, _patternOf) = (Pattern(line.Event), line.Event);
        }

        return _pattern with { LineNumber = ++_number, Text = line.Text, Marks = line.Marks };
    }

    /// <summary>What all lines of an event say; of raw text only what the events before it let be known of the session.</summary>
    private SessionLogLine Pattern(SessionLogEvent? streamed) => new()
    {
        AccountId = AccountOf(streamed ?? _last),
        Region = Said(streamed?.AwsRegion),
        SessionId = Said(streamed?.SessionId ?? _last?.SessionId) ?? _place.SessionId,
        Owner = Said(streamed?.UserIdentity),
        Target = Said(streamed?.Target ?? _last?.Target),
        RunAsUser = Said(streamed?.RunAsUser),
        Time = streamed?.EventTime,
        Source = _source,
    };

    private static string? AccountOf(SessionLogEvent? streamed) => streamed?.UserIdentity is { } owner ? SessionPlace.AccountIn(owner) : null;

    // An event may say anything; on a line it stands as it can be shown.
    private static string? Said(string? value) => value is null ? null : ShownText.Of(value);
}
