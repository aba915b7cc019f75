namespace SessionLogging.Logs.Terminal;

/// <summary>The screen that full-screen programs take: nothing of it goes to the lines, and its last frame is kept where it stood.</summary>
internal sealed partial class TerminalScreen
{
    private void EnterAlternate(bool clears)
    {
        if (!IsAlternate)
        {
            _alternate ??= new ScreenGrid(_size, history: null);
            _grid = _alternate;
            _lastFrame = null;
        }

        if (clears)
        {
            _grid.Clear();
        }
    }

    private void LeaveAlternate()
    {
        if (!IsAlternate)
        {
            return;
        }

        RememberFrame();
        _grid = _main;
        if (_keepsFrames && _lastFrame is { } frame)
        {
            Attach(frame);
        }

        _lastFrame = null;
    }

    private void LeaveAndRestore()
    {
        RememberFrame();
        _grid.Clear();
        _grid = _main;
        RestoreCursor();
        _grid = _alternate!;
        LeaveAlternate();
    }

    /// <summary>Many programs clear their screen before they leave it: what they had shown counts.</summary>
    private void RememberFrame()
    {
        if (_keepsFrames && IsAlternate && _grid.Frame() is { Rows.Count: > 0 } frame)
        {
            _lastFrame = frame;
        }
    }

    private void Attach(ScreenFrame frame)
    {
        var frames = Row.Frames ??= [];
        if (frames.Count > 0 && frames[frames.Count - 1].Rows.SequenceEqual(frame.Rows, StringComparer.Ordinal))
        {
            return;
        }

        if (frames.Count == MostFramesOnARow)
        {
            _lines.AddFrame(frames[0]);
            frames.RemoveAt(0);
        }

        frames.Add(frame);
    }
}
