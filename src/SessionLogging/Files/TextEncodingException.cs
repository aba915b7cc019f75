namespace SessionLogging.Files;

/// <summary>A file is no text in UTF-8 or UTF-16, so what its bytes stand for is not known.</summary>
public sealed class TextEncodingException : SessionLoggingException
{
    internal TextEncodingException(TextPlace place, byte found, string encoding)
        : base(
            FailureCategory.InvalidData,
            FormattableString.Invariant(
                $"The file '{place.Path}' is not in UTF-8, nor in UTF-16 with a byte order mark: the byte 0x{found:X2} at offset {place.Offset} (line {place.Line}) is no {encoding} text."),
            "Save the file as UTF-8. Editors call what Windows used before ANSI, or name a code page.",
            place.Path) => (Path, Offset, Line) = (place.Path, place.Offset, place.Line);

    /// <summary><c>FileNotUnicode</c>.</summary>
    public override string ErrorId => "FileNotUnicode";

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The byte that is refused, counted from 0.</summary>
    public long Offset { get; }

    /// <summary>Its line, from 1.</summary>
    public long Line { get; }
}

/// <summary>Where some bytes lie in a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Offset">The first byte's place, from 0.</param>
/// <param name="Line">The line, from 1.</param>
internal readonly record struct TextPlace(string Path, long Offset, long Line);
