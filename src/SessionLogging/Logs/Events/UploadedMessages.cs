using SessionLogging.Files;

namespace SessionLogging.Logs.Events;

/// <summary>The messages of an upload at the session's end, each a JSON string or a <c>message</c> in JSON, as the log that they were cut from: joined by line feeds.</summary>
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

    /// <summary>Whether a log begins with a message that is no event: a string, or what wraps one (GetLogEvents' answers).</summary>
    /// <param name="beginning">As much of it as shows whether events follow.</param>
    internal static bool Begins(ReadOnlySpan<byte> beginning)
    {
        var text = beginning.Slice(Blanks(beginning));
        return text.Length > 0 && text[0] switch
        {
            (byte)'"' => true,
            (byte)'{' or (byte)'[' => BeginsWithText(text) && text.IndexOf("eventVersion"u8) < 0,
            _ => false,
        };
    }

    // An event in a message is JSON in JSON: its first character that is to be seen is a brace.
    private static bool BeginsWithText(ReadOnlySpan<byte> json)
    {
        var name = json.IndexOf("\"message\""u8);
        if (name < 0)
        {
            return false;
        }

        var value = json.Slice(name + "\"message\""u8.Length);
        value = value.Slice(Blanks(value));
        if (value.Length == 0 || value[0] != ':')
        {
            return false;
        }

        value = value.Slice(1);
        value = value.Slice(Blanks(value));
        if (value.Length == 0 || value[0] != '"')
        {
            return false;
        }

        value = value.Slice(1);
        while (value.Length > 1 && (value[0] == ' ' || (value[0] == '\\' && value[1] is (byte)'n' or (byte)'r' or (byte)'t')))
        {
            value = value.Slice(value[0] == ' ' ? 1 : 2);
        }

        return value.Length > 0 && value[0] != '{';
    }

    private static int Blanks(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length && (text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
        {
            at++;
        }

        return at;
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
