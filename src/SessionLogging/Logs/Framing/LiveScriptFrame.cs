using SessionLogging.Logs.Terminal;

namespace SessionLogging.Logs.Framing;

/// <summary>
/// Takes the log of an agent whose <c>script</c> ran while the session did apart: the echo of its logger and what that said come before
/// the session's shell, and the exit of the shell around it after. Nobody typed them.
/// </summary>
internal sealed class LiveScriptFrame
{
    private const string Logger = "/usr/bin/ssm-session-logger";
    private const string LastWord = "New Seelog Logger Creation Complete";
    private const int LongestBeginning = 16;

    private readonly List<TerminalLine> _beginning = [];
    private readonly Queue<TerminalLine> _held = new();
    private string? _outerPrompt;
    private bool _inBody;

    internal IEnumerable<TerminalLine> Take(TerminalLine line)
    {
        if (!_inBody)
        {
            _beginning.Add(line);
            if (!line.Text.Contains(LastWord) && _beginning.Count < LongestBeginning)
            {
                yield break;
            }

            EndBeginning();
            yield break;
        }

        _held.Enqueue(line);
        // The prompt with its exit, the shell's own and blank lines between.
        while (_held.Count > 4)
        {
            yield return _held.Dequeue();
        }
    }

    internal IEnumerable<TerminalLine> Complete()
    {
        if (!_inBody)
        {
            EndBeginning();
        }

        var lines = _held.ToList();
        if (_outerPrompt is not null)
        {
            var exit = lines.FindLastIndex(line => line.Text == _outerPrompt + "exit");
            if (exit >= 0 && lines.Skip(exit + 1).All(line => line.Text is "exit" or ""))
            {
                lines.RemoveRange(exit, lines.Count - exit);
            }
        }

        return lines;
    }

    private void EndBeginning()
    {
        _inBody = true;
        var echo = _beginning.FindIndex(line => line.Text.Contains(Logger));
        if (echo >= 0)
        {
            _outerPrompt = _beginning[echo].Text.Substring(0, _beginning[echo].Text.IndexOf(Logger, StringComparison.Ordinal));
        }

        var last = _beginning.FindIndex(line => line.Text.Contains(LastWord));
        if (last < 0 && echo >= 0)
        {
            last = _beginning.FindIndex(echo, line => line.Text.EndsWith(" false", StringComparison.Ordinal) || line.Text.EndsWith(" true", StringComparison.Ordinal));
        }

        foreach (var line in _beginning.Skip(last + 1))
        {
            _held.Enqueue(line);
        }

        _beginning.Clear();
    }
}
