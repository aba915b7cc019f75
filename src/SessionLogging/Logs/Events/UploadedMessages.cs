using SessionLogging.Files;

namespace SessionLogging.Logs.Events;

/// <summary>The messages of an upload at the session's end, one JSON string a line, as the log that they were cut from: joined by line feeds.</summary>
internal sealed class UploadedMessages(Stream saved, string source, Action<SessionLogFormatException> report) : RewindableStream
{
    private readonly long _beginning = saved.Position;
    private IEnumerator<StreamedMessage>? _messages;
    private byte[] _message = [];
    private int _given;
    private bool _isFirst = true;

    public override long Position
    {
        get => 0;
        set
        {
            // Only back to the beginning, to be read once more.
            saved.Position = _beginning;
            _messages?.Dispose();
            _messages = null;
            (_message, _given, _isFirst) = ([], 0, true);
        }
    }

    /// <summary>Whether a file begins with a string.</summary>
    internal static bool Begins(ReadOnlySpan<byte> beginning)
    {
        var at = 0;
        while (at < beginning.Length && (beginning[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
        {
            at++;
        }

        return at < beginning.Length && beginning[at] == '"';
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        _messages ??= new EventMessages(source, report).Read(saved).GetEnumerator();
        while (_given == _message.Length)
        {
            if (!_messages.MoveNext())
            {
                return 0;
            }

            var text = _messages.Current.RawText ?? string.Join("\n", _messages.Current.Event!.SessionData);
            _message = Encoding.UTF8.GetBytes(_isFirst ? text : "\n" + text);
            (_given, _isFirst) = (0, false);
        }

        var length = Math.Min(count, _message.Length - _given);
        Array.Copy(_message, _given, buffer, offset, length);
        _given += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _messages?.Dispose();
        }

        base.Dispose(disposing);
    }
}
