using SessionLogging.Logs.Events;
using SessionLogging.Logs.Framing;
using SessionLogging.Sessions.Logging;

namespace SessionLogging.Logs;

/// <summary>A session log in a file: terminal output as the agent puts it into S3 or uploads it, a transcript of Windows PowerShell, or streamed events.</summary>
/// <param name="path">The file.</param>
/// <param name="options">How it is read.</param>
/// <param name="report">Hears of what cannot be read; the rest is.</param>
public sealed class SessionLogFile(string path, SessionLogOptions options, Action<SessionLogFormatException> report)
{
    /// <summary>Why there is no log, where what was read last is empty.</summary>
    public string? EmptyReason { get; private set; }

    /// <summary>Gives the lines, one after the other.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
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
        foreach (var line in Last(lines))
        {
            yield return line;
        }
    }

    /// <summary>Reads the whole log, with what its frame says.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
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
            var events = Last(streamed.Read(log)).ToList();
            return streamed.Describe() with { Lines = events };
        }

        var reading = new TerminalLogReading(path, frame, options);
        var lines = Last(reading.Read(log)).ToList();
        return reading.Describe() with { Lines = lines };
    }

    /// <summary>Gives the streamed events as they are.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public IEnumerable<SessionLogEvent> ReadEvents()
    {
        using var log = Open();
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

    private IEnumerable<SessionLogLine> Last(IEnumerable<SessionLogLine> lines)
    {
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

    private FileStream Open() => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>An upload that was saved message by message is the log that it was cut from.</summary>
    private Stream AsLog(FileStream file)
    {
        var beginning = new byte[16];
        var length = file.Read(beginning, 0, beginning.Length);
        file.Position = 0;
        return UploadedMessages.Begins(beginning.AsSpan(0, length)) ? new UploadedMessages(file, path, report) : file;
    }

    private LogFrame Look(Stream log)
    {
        var beginning = new byte[LogFrame.LookedAt];
        var length = 0;
        int count;
        while (length < beginning.Length && (count = log.Read(beginning, length, beginning.Length - length)) > 0)
        {
            length += count;
        }

        log.Position = 0;
        var isSmall = length <= SmallLog.MostBytes;
        EmptyReason = length == 0
            ? "it holds nothing"
            : isSmall && SmallLog.Of(beginning.AsSpan(0, length).ToArray()) == LogContent.FailureText ? "it holds only the agent's word that it could not make the log" : null;
        return LogFrame.Of(beginning.AsSpan(0, length));
    }
}
