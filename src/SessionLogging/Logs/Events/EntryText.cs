using SessionLogging.Logs.Terminal;

namespace SessionLogging.Logs.Events;

/// <summary>Decodes an entry of an event: mostly text as it is, else what is left of terminal output.</summary>
internal sealed class EntryText
{
    private static readonly byte[] Reset = Encoding.ASCII.GetBytes("\u0018\u001bc");

    private readonly TerminalText _terminal = new(new TerminalSize(TerminalSize.Most, TerminalSize.Least));
    private readonly List<TerminalLine> _lines = [];

    /// <summary>Gives the lines of an entry; it is one but for what a full-screen program moved about.</summary>
    /// <param name="entry">As it stands in the event.</param>
    internal IReadOnlyList<TerminalLine> Decode(string entry)
    {
        _lines.Clear();
        if (IsPlain(entry))
        {
            _lines.Add(new TerminalLine(entry.TrimEnd(' '), LineMarks.None));
            return _lines;
        }

        _terminal.Write(Reset);
        _terminal.Write(Encoding.UTF8.GetBytes(entry));
        _terminal.Complete();
        while (_terminal.TryRead(out var line))
        {
            if (line.Text.Length > 0 || line.Marks != LineMarks.None)
            {
                _lines.Add(line);
            }
        }

        if (_lines.Count == 0)
        {
            _lines.Add(new TerminalLine("", LineMarks.None));
        }

        return _lines;
    }

    private static bool IsPlain(string entry)
    {
        foreach (var character in entry)
        {
            if (character is < ' ' or (>= '\u007f' and < '\u00a0') || char.IsSurrogate(character) || HiddenCharacters.IsHidden(character))
            {
                return false;
            }
        }

        return true;
    }
}
