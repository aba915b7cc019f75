namespace SessionLogging.Files;

/// <summary>A reader over pieces of text that come one after another.</summary>
internal sealed class SegmentReader : TextReader
{
    private readonly IEnumerator<string> _segments;
    private string _segment = "";
    private int _at;

    internal SegmentReader(IEnumerable<string> segments) => _segments = segments.GetEnumerator();

    public override int Peek() => HasMore() ? _segment[_at] : -1;

    public override int Read() => HasMore() ? _segment[_at++] : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        if (count == 0 || !HasMore())
        {
            return 0;
        }

        var taken = Math.Min(count, _segment.Length - _at);
        _segment.CopyTo(_at, buffer, index, taken);
        _at += taken;
        return taken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _segments.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool HasMore()
    {
        while (_at == _segment.Length)
        {
            if (!_segments.MoveNext())
            {
                return false;
            }

            (_segment, _at) = (_segments.Current, 0);
        }

        return true;
    }
}
