using System.Buffers;
using SessionLogging.Files;
using SessionLogging.Logs.Events;
using SessionLogging.Logs.Framing;
using SessionLogging.Sessions.Logging;

namespace SessionLogging.Logs.Reading;

/// <summary>A session log in a file: terminal output as the agent puts it into S3 or uploads it, a transcript of Windows PowerShell, or streamed events.</summary>
/// <param name="path">The file, or the place that it is a copy of.</param>
/// <param name="open">Opens it; what it gives can be read from its beginning again.</param>
/// <param name="options">How it is read.</param>
/// <param name="report">Hears of what cannot be read; the rest is.</param>
/// <param name="progress">Hears how far the file is read, 0 to 100 percent, often; it may throw, and ends the reading so.</param>
public sealed class SessionLogFile(string path, Func<Stream> open, SessionLogOptions options, Action<SessionLogFormatException> report, Action<int>? progress = null)
{
    private const int BlockLength = 1024 * 1024;

    private int _times = 1;

    /// <summary>Names a file of the file system.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="report">Hears of what cannot be read; the rest is.</param>
    /// <param name="progress">Hears how far the file is read, 0 to 100 percent, often; it may throw, and ends the reading so.</param>
    public SessionLogFile(string path, SessionLogOptions options, Action<SessionLogFormatException> report, Action<int>? progress = null)
        : this(path, () => OpenFile(path), options, report, progress)
    {
    }

    /// <summary>Why there is no log, where what was read last is empty.</summary>
    public string? EmptyReason { get; private set; }

    /// <summary>Gives the lines, one after the other.</summary>
    /// <exception cref="FileException"><c>FileFailed</c>: the file cannot be read. <c>NotARegularFile</c>: it is a folder, a pipe or a device.</exception>
    /// <exception cref="IOException">Reading it failed, once begun.</exception>
    /// <exception cref="SessionLogFormatException">It is compressed, and broken.</exception>
    public IEnumerable<SessionLogLine> ReadLines()
    {
        using var file = Open();
        using var log = AsLog(file);
        var frame = Look(log);
        if (EmptyReason is not null)
        {
            yield break;
        }

        var lines = frame.Form == SessionLogForm.StreamedEvents
            ? new StreamedLogReading(path, options, report).Read(log)
            : new TerminalLogReading(path, frame, options).Read(log);
        foreach (var line in Wanted(lines))
        {
            yield return line;
        }
    }

    /// <summary>Reads the whole log, with what its frame says.</summary>
    /// <exception cref="FileException"><c>FileFailed</c>: the file cannot be read. <c>NotARegularFile</c>: it is a folder, a pipe or a device.</exception>
    /// <exception cref="IOException">Reading it failed, once begun.</exception>
    /// <exception cref="SessionLogFormatException">It is compressed, and broken.</exception>
    public SessionTranscript ReadTranscript()
    {
        using var file = Open();
        using var log = AsLog(file);
        var frame = Look(log);
        if (EmptyReason is { } reason)
        {
            return new SessionTranscript { Source = path, Form = SessionLogForm.Empty, EmptyReason = reason };
        }

        if (frame.Form == SessionLogForm.StreamedEvents)
        {
            var streamed = new StreamedLogReading(path, options, report);
            var events = Wanted(streamed.Read(log)).ToList();
            return streamed.Describe() with { Lines = events };
        }

        var reading = new TerminalLogReading(path, frame, options);
        var lines = Wanted(reading.Read(log)).ToList();
        return reading.Describe() with { Lines = lines };
    }

    /// <summary>Gives the streamed events as they are.</summary>
    /// <exception cref="FileException"><c>FileFailed</c>: the file cannot be read. <c>NotARegularFile</c>: it is a folder, a pipe or a device.</exception>
    /// <exception cref="IOException">Reading it failed, once begun.</exception>
    /// <exception cref="SessionLogFormatException">It is compressed, and broken.</exception>
    public IEnumerable<SessionLogEvent> ReadEvents()
    {
        using var file = Open();
        using var log = AsLog(file);
        var frame = Look(log);
        if (EmptyReason is not null)
        {
            yield break;
        }

        if (frame.Form != SessionLogForm.StreamedEvents)
        {
            report(new SessionLogFormatException(path, "The beginning", "these are no streamed events, but a log as the agent puts it into S3 or uploads it at the session's end"));
            yield break;
        }

        foreach (var message in new EventMessages(path, report).Read(log))
        {
            if (message.Event is { } streamed)
            {
                yield return streamed;
            }
        }
    }

    /// <summary>Gives the bytes as they lie there, in blocks of at most 1 MiB.</summary>
    /// <exception cref="FileException"><c>FileFailed</c>: the file cannot be read. <c>NotARegularFile</c>: it is a folder, a pipe or a device.</exception>
    /// <exception cref="IOException">Reading it failed, once begun.</exception>
    public IEnumerable<byte[]> ReadBytes()
    {
        using var file = OpenOrFail();
        var block = new byte[BlockLength];
        int count;
        while ((count = file.Read(block, 0, block.Length)) > 0)
        {
            yield return block.AsSpan(0, count).ToArray();
        }
    }

    private IEnumerable<SessionLogLine> Wanted(IEnumerable<SessionLogLine> lines)
    {
        if (options.IsEnd)
        {
            lines = lines.Select(line => line with { LineNumber = 0 });
        }

        if (options.First is { } first)
        {
            lines = lines.Take(first);
        }

        if (options.Tail is not { } most)
        {
            return lines;
        }

        var last = new Queue<SessionLogLine>();
        foreach (var line in lines)
        {
            if (last.Count == most)
            {
                last.Dequeue();
            }

            last.Enqueue(line);
        }

        return last;
    }

    /// <summary>A log is read twice, so it has to be a file; who writes it or takes it away is not hindered.</summary>
    private static FileStream OpenFile(string path)
    {
        if (FileKinds.At(path) is var kind and not (FileKind.Regular or FileKind.None))
        {
            throw FileException.NotReadAsLog(path, kind.Text());
        }

        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    private SavedLog Open()
    {
        var file = OpenOrFail();
        return new SavedLog(path, file, progress is null ? null : read => progress((int)Math.Min(100, 100 * read / Math.Max(1, _times * file.Length))));
    }

    private Stream OpenOrFail()
    {
        try
        {
            return open();
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Reading(path, failure);
        }
    }

    /// <summary>An upload that was saved message by message is the log that it was cut from.</summary>
    private Stream AsLog(Stream file)
    {
        return UploadedMessages.Begins(BeginningOf(file)) ? new UploadedMessages(file, path, report) : file;
    }

    private static byte[] BeginningOf(Stream log)
    {
        var rented = ArrayPool<byte>.Shared.Rent(LogFrame.LookedAt);
        try
        {
            var length = 0;
            int count;
            while (length < LogFrame.LookedAt && (count = log.Read(rented, length, LogFrame.LookedAt - length)) > 0)
            {
                length += count;
            }

            log.Position = 0;
            return rented.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private LogFrame Look(Stream log)
    {
        var beginning = BeginningOf(log);
        var frame = LogFrame.Of(beginning);
        // Once more for the window's size.
        _times = frame.Form is SessionLogForm.StreamedEvents or SessionLogForm.WindowsTranscript || options is { Width: not null, Height: not null } ? 1 : 2;
        var isSmall = beginning.Length <= SmallLog.MostBytes;
        EmptyReason = beginning.Length == 0
            ? "it holds nothing"
            : isSmall && SmallLog.Of(beginning) == LogContent.FailureText ? "it holds only the agent's word that it could not make the log" : null;
        return frame;
    }
}
