namespace SessionLogging.Files;

/// <summary>
/// Reads text as it was written, or not at all: UTF-8, or UTF-16 where a byte order mark says so. Anything else is refused with its place,
/// so that no character is lost and written on as U+FFFD.
/// </summary>
public static class TextFile
{
    /// <summary>Reads a whole file, without its byte order mark.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TextEncodingException">The file is no such text.</exception>
    /// <exception cref="FileException">The file cannot be read.</exception>
    public static string ReadAll(string path) => string.Concat(ReadSegments(path));

    /// <summary>Reads a file line by line, while it is asked for; a line ends with a line feed, or a carriage return and a line feed.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TextEncodingException">The file is no such text; the lines before the place were given.</exception>
    /// <exception cref="FileException">The file cannot be read.</exception>
    public static IEnumerable<string> ReadLines(string path)
    {
        foreach (var segment in ReadSegments(path))
        {
            yield return segment switch
            {
                [.., '\r', '\n'] => segment.Substring(0, segment.Length - 2),
                [.., '\n'] => segment.Substring(0, segment.Length - 1),
                _ => segment,
            };
        }
    }

    /// <summary>Opens a file for a parser that takes a reader. Reading fails as <see cref="ReadLines"/> does.</summary>
    /// <param name="path">The file.</param>
    public static TextReader Open(string path) => new SegmentReader(ReadSegments(path));

    /// <summary>The lines with what ends them: no character is made of bytes on both sides of a line feed, so each is decoded by itself.</summary>
    private static IEnumerable<string> ReadSegments(string path)
    {
        using var content = Try(path, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1));
        var bytes = new SegmentBytes(content);
        var format = Try(path, () => TextFormat.Of(bytes));
        for (var line = 1L; Try(path, () => bytes.Next(format)) is { Count: > 0 } segment; line++)
        {
            yield return format.Decode(segment, new TextPlace(path, bytes.Offset, line));
        }
    }

    private static T Try<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Reading(path, failure);
        }
    }
}
