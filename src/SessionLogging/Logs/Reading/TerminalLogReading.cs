using SessionLogging.Logs.Framing;
using SessionLogging.Logs.Terminal;

namespace SessionLogging.Logs.Reading;

/// <summary>Reads one log of terminal output or one transcript, once, and tells after it what its frame said.</summary>
internal sealed class TerminalLogReading(string source, LogFrame frame, SessionLogOptions options)
{
    private const int BlockLength = 16 * 1024;

    private readonly WindowsTranscriptFrame? _windows = frame.Form == SessionLogForm.WindowsTranscript ? new WindowsTranscriptFrame() : null;
    private readonly LiveScriptFrame? _live = frame.Form == SessionLogForm.LiveScript ? new LiveScriptFrame() : null;
    private readonly SessionPlace _place = frame.Place.Or(SessionPlace.OfSource(source, options.SessionId));
    private TerminalSize _size = TerminalSize.Usual;
    private string? _footer;
    private long _number;

    private bool IsScript => frame.Form is SessionLogForm.Script or SessionLogForm.LiveScript;

    /// <summary>Gives the lines as they leave the screen.</summary>
    /// <param name="log">The log, from its beginning; it is read twice where the window's size is to be worked out and it can be.</param>
    internal IEnumerable<SessionLogLine> Read(Stream log)
    {
        _size = SizeOf(log);
        var text = new TerminalText(_size, options.FullScreen);
        var feed = new TerminalFeed(frame.LineEnds, IsScript, (bytes, count) => text.Write(bytes.AsSpan(0, count)));
        foreach (var (block, offset, count) in Blocks(log))
        {
            feed.Write(block, offset, count);
            foreach (var line in Ready(text))
            {
                yield return line;
            }
        }

        feed.Complete();
        _footer = feed.Footer;
        text.Complete();
        foreach (var line in Ready(text))
        {
            yield return line;
        }

        foreach (var taken in _windows?.Complete() ?? _live?.Complete() ?? [])
        {
            yield return Numbered(taken);
        }
    }

    /// <summary>What the log is, without its lines.</summary>
    internal SessionTranscript Describe() => new()
    {
        Source = source,
        Form = frame.Form,
        SessionId = _place.SessionId,
        Target = _place.Target,
        Header = _windows?.Header ?? frame.Header,
        Start = _windows is null ? frame.Start : _windows.Start,
        End = _windows is null ? _footer : _windows.End,
        IsReplay = _windows?.IsReplay ?? frame.IsReplay,
        Width = _size.Columns,
        Height = _size.Rows,
        EndMarker = _windows is null && !IsScript ? EndMarker.Unknown : (_windows is null ? _footer : _windows.End) is null ? EndMarker.Cut : EndMarker.EndMarkerSeen,
    };

    private IEnumerable<SessionLogLine> Ready(TerminalText text)
    {
        while (text.TryRead(out var line))
        {
            if ((_windows?.Take(line) ?? _live?.Take(line)) is not { } taken)
            {
                yield return Numbered(line);
                continue;
            }

            foreach (var own in taken)
            {
                yield return Numbered(own);
            }
        }
    }

    private SessionLogLine Numbered(TerminalLine line) => new()
    {
        SessionId = _place.SessionId,
        Target = _place.Target,
        LineNumber = ++_number,
        Text = line.Text,
        Source = source,
        Marks = line.Marks,
    };

    private TerminalSize SizeOf(Stream log)
    {
        // A transcript is text: no window broke its lines.
        var found = _windows is not null ? new TerminalSize(TerminalSize.Most, TerminalSize.Usual.Rows) : TerminalSize.Usual;
        if (_windows is null && (options.Width is null || options.Height is null) && log.CanSeek)
        {
            var beginning = log.Position;
            var finder = new TerminalSizeFinder();
            foreach (var (block, offset, count) in Blocks(log))
            {
                finder.Write(block.AsSpan(offset, count));
            }

            log.Position = beginning;
            found = finder.Size;
        }

        return new TerminalSize(options.Width ?? found.Columns, options.Height ?? found.Rows);
    }

    /// <summary>The body, block by block; a block is good until the next.</summary>
    private IEnumerable<(byte[] Block, int Offset, int Count)> Blocks(Stream log)
    {
        var block = new byte[BlockLength];
        var toSkip = frame.BodyOffset;
        int count;
        while ((count = log.Read(block, 0, block.Length)) > 0)
        {
            var offset = Math.Min(toSkip, count);
            toSkip -= offset;
            if (offset < count)
            {
                yield return (block, offset, count - offset);
            }
        }
    }
}
