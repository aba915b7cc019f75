using SessionLogging.Text;

namespace SessionLogging.Preferences.Json;

/// <summary>A JSON object as text, with where each part of it lies, so that a part can be replaced and the rest stay as it is.</summary>
internal sealed class JsonText
{
    /// <summary>How deep objects and lists may lie in each other. Session documents use three levels.</summary>
    public const int DeepestNesting = 64;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly List<string> _duplicateKeys = [];
    private readonly byte[] _bytes;
    private readonly int _start;

    private JsonText(string text)
    {
        _bytes = Utf8.GetBytes(text);
        _start = text is ['\uFEFF', ..] ? Utf8.GetByteCount("\uFEFF") : 0;
        Text = text;
        Root = ReadRoot();
    }

    /// <summary>The text as it was given.</summary>
    public string Text { get; }

    /// <summary>The object that the text is.</summary>
    public JsonSpan Root { get; }

    /// <summary>The path of each key that stands more than once in its object, wherever that lies; of a long path the end.</summary>
    public IReadOnlyList<string> DuplicateKeys => _duplicateKeys;

    /// <exception cref="PreferenceFormatException">The text is no JSON object.</exception>
    public static JsonText Parse(string text)
    {
        if (!Unicode.IsWellFormed(text))
        {
            throw new PreferenceFormatException(1, 1, "the text holds half a surrogate pair, so it is no Unicode text.");
        }

        return new JsonText(text);
    }

    /// <summary>The text between two places.</summary>
    public string Slice(int start, int end) => Utf8.GetString(_bytes, start, end - start);

    /// <summary>The line that a place lies in, counted from 1.</summary>
    public int LineOf(int offset) => Slice(_start, offset).Count(c => c == '\n') + 1;

    /// <summary>The white space that ends at a place.</summary>
    public string WhiteSpaceBefore(int end)
    {
        var start = end;
        while (start > 0 && _bytes[start - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            start--;
        }

        return Slice(start, end);
    }

    /// <summary>The text with other text in some places.</summary>
    /// <param name="splices">Where to put what, in any order; no two overlap.</param>
    public string With(IEnumerable<JsonSplice> splices)
    {
        var result = new StringBuilder();
        var copied = 0;
        foreach (var splice in splices.OrderBy(splice => splice.Start))
        {
            result.Append(Slice(copied, splice.Start)).Append(splice.Text);
            copied = splice.End;
        }

        return result.Append(Slice(copied, _bytes.Length)).ToString();
    }

    /// <summary>Whether two texts are the same, token by token.</summary>
    public bool IsSameButForWhiteSpace(JsonText other)
    {
        var mine = Reader();
        var theirs = other.Reader();
        while (mine.Read())
        {
            if (!theirs.Read() || mine.TokenType != theirs.TokenType || !mine.ValueSpan.SequenceEqual(theirs.ValueSpan))
            {
                return false;
            }
        }

        return !theirs.Read();
    }

    // One level more than allowed, so that the limit is reported here and in these words.
    private Utf8JsonReader Reader() => new(_bytes.AsSpan(_start), new JsonReaderOptions { MaxDepth = DeepestNesting + 1 });

    private JsonSpan ReadRoot()
    {
        var reader = Reader();
        try
        {
            reader.Read();
            if (reader.TokenType is not JsonTokenType.StartObject)
            {
                throw Broken(_start + (int)reader.TokenStartIndex, "a Session document begins with '{'.");
            }

            var root = ReadValue(ref reader, path: null);
            reader.Read();
            return root;
        }
        catch (JsonException error)
        {
            throw Broken(OffsetOf(error), ReasonOf(error));
        }
    }

    private JsonSpan ReadValue(ref Utf8JsonReader reader, JsonPath? path)
    {
        var (kind, start) = (reader.TokenType, _start + (int)reader.TokenStartIndex);
        if (reader.CurrentDepth >= DeepestNesting && kind is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            throw Broken(start, FormattableString.Invariant($"objects and lists lie more than {DeepestNesting} deep in each other."));
        }

        var text = kind is JsonTokenType.String ? TextOf(ref reader) : null;
        IReadOnlyList<JsonMember> members = [];
        if (kind is JsonTokenType.StartObject)
        {
            members = ReadMembers(ref reader, path);
        }
        else if (kind is JsonTokenType.StartArray)
        {
            PassElements(ref reader, path);
        }

        return new JsonSpan(kind, start, _start + (int)reader.BytesConsumed, text, members);
    }

    private List<JsonMember> ReadMembers(ref Utf8JsonReader reader, JsonPath? path)
    {
        var members = new List<JsonMember>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var told = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var start = _start + (int)reader.TokenStartIndex;
            var end = start + reader.ValueSpan.Length + 2;
            var name = TextOf(ref reader) ?? Utf8.GetString(reader.ValueSpan.ToArray());
            var memberPath = JsonPath.Member(path, name);
            if (!names.Add(name) && told.Add(name))
            {
                _duplicateKeys.Add(memberPath.ToString());
            }

            reader.Read();
            members.Add(new JsonMember(name, start, end, ReadValue(ref reader, memberPath)));
        }

        return members;
    }

    private void PassElements(ref Utf8JsonReader reader, JsonPath? path)
    {
        var element = JsonPath.Element(path);
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            ReadValue(ref reader, element);
        }
    }

    private static string? TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // JSON's grammar allows to escape half a surrogate pair; .NET's strings do not carry it.
            return null;
        }
    }

    private int OffsetOf(JsonException error)
    {
        var offset = _start;
        for (var line = error.LineNumber ?? 0; line > 0; line--)
        {
            offset = Array.IndexOf(_bytes, (byte)'\n', offset) + 1;
        }

        return Math.Min(offset + (int)(error.BytePositionInLine ?? 0), _bytes.Length);
    }

    private PreferenceFormatException Broken(int offset, string reason)
    {
        var before = Slice(_start, offset);
        var column = before.Length - (before.LastIndexOf('\n') + 1) + 1;
        return new PreferenceFormatException(LineOf(offset), column, reason);
    }

    // The reader adds its own position, which counts lines from 0 and bytes.
    private static string ReasonOf(JsonException error)
    {
        var position = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position < 0 ? error.Message : error.Message.Substring(0, position);
    }
}

/// <summary>Text to stand in the place of some bytes.</summary>
/// <param name="Start">Where the first byte to replace lies.</param>
/// <param name="End">Where the first byte to keep lies; the same place where nothing is replaced.</param>
/// <param name="Text">What to put there.</param>
internal sealed record JsonSplice(int Start, int End, string Text);

/// <summary>One JSON value and the bytes that it takes in its text.</summary>
/// <param name="Kind">The value's first token.</param>
/// <param name="Start">Where its first byte lies.</param>
/// <param name="End">Where the first byte after it lies.</param>
/// <param name="Text">A string's text; <see langword="null"/> for other kinds, and for a string that escapes half a surrogate pair.</param>
/// <param name="Members">An object's members as they stand; none for other kinds.</param>
internal sealed record JsonSpan(JsonTokenType Kind, int Start, int End, string? Text, IReadOnlyList<JsonMember> Members)
{
    public bool IsObject => Kind is JsonTokenType.StartObject;

    /// <summary>The value of the last member with that name.</summary>
    public JsonSpan? Find(string name) => Members.LastOrDefault(member => member.Name == name)?.Value;
}

/// <summary>One member of an object.</summary>
/// <param name="Name">The key's text.</param>
/// <param name="KeyStart">Where the key's opening quote lies.</param>
/// <param name="KeyEnd">Where the first byte after its closing quote lies.</param>
/// <param name="Value">The value.</param>
internal sealed record JsonMember(string Name, int KeyStart, int KeyEnd, JsonSpan Value);
