namespace SessionLogging.Logs.Events;

/// <summary>Finds words that stand in a line twice: what painted itself over, and lost the carriage returns between.</summary>
internal sealed class RepeatedWords
{
    private const int Length = 10;
    private const int LongestSearched = 4096;
    private const int TableLength = 2 * LongestSearched;
    private const uint Factor = 16_777_619;

    // An entry is a place of this line where the stamp is the line's.
    private readonly int[] _places = new int[TableLength];
    private readonly int[] _stamps = new int[TableLength];
    private int _stamp;

    /// <summary>Whether letters with a blank between them, ten characters in all, stand in the line twice and do not overlap.</summary>
    internal bool AreIn(string text)
    {
        if (text.Length is < 2 * Length or > LongestSearched)
        {
            return false;
        }

        _stamp++;
        var leaving = 1u;
        for (var at = 0; at < Length; at++)
        {
            leaving *= Factor;
        }

        var (hash, letters, blanks) = (0u, 0, 0);
        for (var end = 0; end < text.Length; end++)
        {
            hash = (hash * Factor) + text[end];
            letters += IsLetter(text[end]) ? 1 : 0;
            blanks += text[end] == ' ' ? 1 : 0;
            var begin = end - Length + 1;
            if (begin > 0)
            {
                hash -= text[begin - 1] * leaving;
                letters -= IsLetter(text[begin - 1]) ? 1 : 0;
                blanks -= text[begin - 1] == ' ' ? 1 : 0;
            }

            if (begin >= 0 && letters >= Length / 2 && blanks > (text[begin] == ' ' ? 1 : 0) + (text[end] == ' ' ? 1 : 0) && Seen(text, begin, hash))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLetter(char character) => (uint)((character | 0x20) - 'a') < 26 || (character >= 0x80 && char.IsLetter(character));

    private bool Seen(string text, int begin, uint hash)
    {
        var slot = (int)((hash ^ (hash >> 16)) % TableLength);
        while (_stamps[slot] == _stamp)
        {
            var before = _places[slot];
            if (string.CompareOrdinal(text, before, text, begin, Length) == 0)
            {
                return begin - before >= Length;
            }

            slot = (slot + 1) % TableLength;
        }

        (_stamps[slot], _places[slot]) = (_stamp, begin);
        return false;
    }
}
