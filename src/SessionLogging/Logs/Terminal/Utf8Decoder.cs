using System.Runtime.InteropServices;

namespace SessionLogging.Logs.Terminal;

/// <summary>UTF-8, byte by byte; each longest broken piece is one U+FFFD, as Unicode recommends (3.9, U+FFFD Substitution of Maximal Subparts).</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Utf8Decoder
{
    /// <summary>What stands for bytes that are no character.</summary>
    internal const int Replacement = 0xfffd;

    private int _character;
    private int _missing;
    private byte _lowest;
    private byte _highest;

    /// <summary>Whether a character has begun and not ended.</summary>
    internal readonly bool IsOpen => _missing > 0;

    /// <summary>Takes a byte.</summary>
    /// <param name="value">Where nothing is open: 0x80 or above.</param>
    /// <param name="character">The character that is complete with it; -1: none yet.</param>
    /// <returns>False where the byte only ended a broken character and is to be taken again.</returns>
    internal bool Take(byte value, out int character)
    {
        character = -1;
        if (_missing == 0)
        {
            if (!Begin(value))
            {
                character = Replacement;
            }

            return true;
        }

        if (value < _lowest || value > _highest)
        {
            _missing = 0;
            character = Replacement;
            return false;
        }

        _character = (_character << 6) | (value & 0x3f);
        (_lowest, _highest) = (0x80, 0xbf);
        if (--_missing == 0)
        {
            character = (_character & 0xfffe) == 0xfffe || _character is >= 0xfdd0 and <= 0xfdef ? Replacement : _character;
        }

        return true;
    }

    private bool Begin(byte value)
    {
        (_lowest, _highest) = (0x80, 0xbf);
        switch (value)
        {
            case >= 0xc2 and <= 0xdf:
                (_character, _missing) = (value & 0x1f, 1);
                return true;
            case >= 0xe0 and <= 0xef:
                (_character, _missing) = (value & 0x0f, 2);
                // Neither an overlong form nor half of a surrogate pair.
                _lowest = value == 0xe0 ? (byte)0xa0 : _lowest;
                _highest = value == 0xed ? (byte)0x9f : _highest;
                return true;
            case >= 0xf0 and <= 0xf4:
                (_character, _missing) = (value & 0x07, 3);
                _lowest = value == 0xf0 ? (byte)0x90 : _lowest;
                _highest = value == 0xf4 ? (byte)0x8f : _highest;
                return true;
            default:
                return false;
        }
    }
}
