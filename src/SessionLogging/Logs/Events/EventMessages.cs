namespace SessionLogging.Logs.Events;

/// <summary>Reads the messages that were saved in a file: one a line, or laid out over several, as the AWS CLI writes them.</summary>
/// <param name="source">Where the log is.</param>
/// <param name="report">Hears of messages that are broken; the rest is read.</param>
internal sealed class EventMessages(string source, Action<SessionLogFormatException> report)
{
    /// <summary>The most bytes of a document: far above what a message can have.</summary>
    private const int LongestDocument = 64 * 1024 * 1024;

    private readonly List<StreamedMessage> _found = [];
    private readonly List<byte> _document = [];
    private long _line;

    internal IEnumerable<StreamedMessage> Read(Stream log)
    {
        foreach (var line in new ByteLines(log).Read())
        {
            _line++;
            Take(line.Array!, line.Offset, line.Count);
            foreach (var message in _found)
            {
                if (message.Problem is { } problem)
                {
                    Report(problem);
                }
                else
                {
                    yield return message;
                }
            }

            _found.Clear();
        }

        if (_document.Count > 0)
        {
            Report("it breaks off");
        }
    }

    private void Take(byte[] bytes, int offset, int count)
    {
        var time = ExportedTime.Length(bytes.AsSpan(offset, count));
        (offset, count) = (offset + time, count - time);
        var line = bytes.AsSpan(offset, count);
        if (_document.Count > 0 || (line.Length == 1 && line[0] is (byte)'{' or (byte)'['))
        {
            TakeDocument(bytes, offset, count);
            return;
        }

        if (line.Length > 0 && line[0] is (byte)'{' or (byte)'"' or (byte)'[')
        {
            var before = _found.Count;
            try
            {
                EventJson.Read(line, _found);
                if (_found.Count > before || line[0] != '{')
                {
                    return;
                }
            }
            catch (JsonException problem)
            {
                _found.RemoveRange(before, _found.Count - before);
                var text = Encoding.UTF8.GetString(bytes, offset, count);
                if (StreamedMessage.BeginsAsEvent(text))
                {
                    _found.Add(new StreamedMessage { Problem = problem.Message });
                    return;
                }
            }
        }

        _found.Add(new StreamedMessage { RawText = Encoding.UTF8.GetString(bytes, offset, count) + "\r\n" });
    }

    /// <summary>A document over several lines ends where its first bracket does, at the beginning of a line.</summary>
    private void TakeDocument(byte[] bytes, int offset, int count)
    {
        var isLast = _document.Count > 0 && count > 0 && bytes[offset] is (byte)'}' or (byte)']';
        _document.AddRange(new ArraySegment<byte>(bytes, offset, count));
        _document.Add((byte)'\n');
        if (!isLast && _document.Count < LongestDocument)
        {
            return;
        }

        try
        {
            EventJson.Read(_document.ToArray(), _found);
        }
        catch (JsonException problem)
        {
            _found.Add(new StreamedMessage { Problem = problem.Message });
        }

        _document.Clear();
    }

    private void Report(string reason) =>
        report(new SessionLogFormatException(source, FormattableString.Invariant($"The event in line {_line}"), reason.TrimEnd('.')));
}
