namespace SessionLogging.Logs.Terminal;

/// <summary>
/// The state machine of DEC and ECMA-48 terminals over a stream of UTF-8, cut anywhere: takes output apart into text and functions, and
/// knows nothing of a screen. Titles (OSC) and device controls (DCS, APC, PM, SOS) end here.
/// </summary>
/// <remarks>As Paul Williams' diagram of the VT500 parser has it (vt100.net/emu/dec_ansi_parser), with C1 controls taken as code points.</remarks>
internal sealed class TerminalParser(ITerminalFunctions functions)
{
    private const int MaxParameters = 32;
    private const int MaxParameter = 65535;

    private const int Cancel = 0x18;
    private const int Substitute = 0x1a;
    private const int EscapeCharacter = 0x1b;
    private const int Delete = 0x7f;

    private readonly int[] _parameters = new int[MaxParameters];
    private Utf8Decoder _utf8;
    private State _state;
    private int _parameterCount;
    private char _prefix;
    private char _intermediate;
    private bool _stringIsTitle;
    private bool _stringHeldLines;
    private bool _c1Lead;

    private enum State
    {
        Ground,
        Escape,
        EscapeIntermediate,
        SequenceEntry,
        SequenceParameters,
        SequenceIntermediate,
        SequenceIgnored,
        ControlString,
    }

    /// <summary>Takes the next bytes.</summary>
    internal void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_state != State.Ground)
            {
                if (Step(bytes[0]))
                {
                    bytes = bytes.Slice(1);
                }

                continue;
            }

            var value = bytes[0];
            if (value is >= 0x20 and < Delete && !_utf8.IsOpen)
            {
                var length = AsciiRun.Length(bytes);
                functions.PrintAscii(bytes.Slice(0, length));
                bytes = bytes.Slice(length);
            }
            else if (value >= 0x80 || _utf8.IsOpen)
            {
                if (_utf8.Take(value, out var character))
                {
                    bytes = bytes.Slice(1);
                }

                if (character >= 0)
                {
                    Character(character);
                }
            }
            else
            {
                if (value == EscapeCharacter)
                {
                    BeginEscape();
                }
                else if (value != Delete)
                {
                    functions.Control(value);
                }

                bytes = bytes.Slice(1);
            }
        }
    }

    /// <summary>The output is over: what it broke off in the middle of a character is told.</summary>
    internal void Complete()
    {
        if (_utf8.IsOpen)
        {
            _utf8 = default;
            functions.Print(Utf8Decoder.Replacement);
        }
    }

    private void Character(int character)
    {
        switch (character)
        {
            case 0x90 or 0x98 or 0x9e or 0x9f:
                BeginString(isTitle: false);
                break;
            case 0x9d:
                BeginString(isTitle: true);
                break;
            case 0x9b:
                BeginSequence();
                break;
            case >= 0x80 and < 0xa0:
                functions.Control(character);
                break;
            default:
                functions.Print(character);
                break;
        }
    }

    /// <summary>A byte inside a sequence; false where it belongs to what follows the sequence.</summary>
    private bool Step(byte value)
    {
        if (_state == State.ControlString)
        {
            return StringStep(value);
        }

        if (value == EscapeCharacter)
        {
            BeginEscape();
            return true;
        }

        if (value is Cancel or Substitute or >= 0x80)
        {
            _state = State.Ground;
            return value < 0x80;
        }

        if (value < 0x20)
        {
            functions.Control(value);
        }
        else if (value != Delete)
        {
            SequenceStep((char)value);
        }

        return true;
    }

    private void SequenceStep(char value)
    {
        switch (_state)
        {
            case State.Escape or State.EscapeIntermediate:
                EscapeStep(value);
                break;
            case State.SequenceEntry when value is >= '<' and <= '?':
                _prefix = value;
                _state = State.SequenceParameters;
                break;
            case State.SequenceEntry or State.SequenceParameters when value is (>= '0' and <= '9') or ';':
                Parameter(value);
                break;
            case State.SequenceEntry or State.SequenceParameters or State.SequenceIntermediate when value < '0':
                _state = _intermediate == 0 ? State.SequenceIntermediate : State.SequenceIgnored;
                _intermediate = value;
                break;
            case State.SequenceIgnored when value >= '@':
                _state = State.Ground;
                break;
            case not State.SequenceIgnored when value >= '@':
                _state = State.Ground;
                functions.Sequence(_prefix, _intermediate, value, _parameters.AsSpan(0, _parameterCount));
                break;
            default:
                _state = State.SequenceIgnored;
                break;
        }
    }

    private void EscapeStep(char value)
    {
        if (value < '0')
        {
            _state = State.EscapeIntermediate;
            _intermediate = value;
        }
        else if (_state == State.EscapeIntermediate || value is < '@' or > '_')
        {
            _state = State.Ground;
            // The title of a window of screen, which is no title elsewhere; who prints one does not mean it to be read.
            if (_intermediate == 0 && value == 'k')
            {
                BeginString(isTitle: true);
            }
            else
            {
                functions.Escape(_intermediate, value);
            }
        }
        else
        {
            _state = State.Ground;
            Character(value + 0x40);
        }
    }

    private void Parameter(char value)
    {
        _state = State.SequenceParameters;
        if (_parameterCount == 0)
        {
            _parameters[_parameterCount++] = 0;
        }

        if (value != ';')
        {
            _parameters[_parameterCount - 1] = Math.Min((_parameters[_parameterCount - 1] * 10) + value - '0', MaxParameter);
        }
        else if (_parameterCount < MaxParameters)
        {
            _parameters[_parameterCount++] = 0;
        }
    }

    private bool StringStep(byte value)
    {
        var isStringTerminator = _c1Lead && value == 0x9c;
        _c1Lead = value == 0xc2;
        if (value == EscapeCharacter)
        {
            // With a backslash it is the terminator, else the string is cancelled by what follows.
            EndString();
            BeginEscape();
        }
        else if (isStringTerminator || value is Cancel or Substitute || (value == 0x07 && _stringIsTitle))
        {
            EndString();
        }
        else
        {
            _stringHeldLines |= value == '\n';
        }

        return true;
    }

    private void BeginEscape()
    {
        _state = State.Escape;
        _intermediate = default;
    }

    private void BeginSequence()
    {
        _state = State.SequenceEntry;
        _parameterCount = 0;
        _prefix = default;
        _intermediate = default;
    }

    private void BeginString(bool isTitle)
    {
        _state = State.ControlString;
        _stringIsTitle = isTitle;
        _stringHeldLines = false;
        _c1Lead = false;
    }

    private void EndString()
    {
        _state = State.Ground;
        if (_stringHeldLines)
        {
            functions.HidLines();
        }
    }
}
