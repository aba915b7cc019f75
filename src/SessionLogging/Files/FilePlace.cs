namespace SessionLogging.Files;

/// <summary>Where a file is to be written: a link leads to what it names, and what is no file is refused.</summary>
/// <param name="Given">The path as it was given.</param>
/// <param name="Path">The path of the file itself.</param>
internal readonly record struct FilePlace(string Given, string Path)
{
    private const string NotFollowed = "its links do not end.";

    /// <summary>Whether something bears the name: a file, or a link, also one that leads nowhere.</summary>
    internal bool IsTaken => FileKinds.OfEntry(Given) is not FileKind.None;

    /// <summary>Whether there is a file.</summary>
    internal bool Exists => KindNow() is FileKind.Regular;

    /// <exception cref="FileException"><c>NotARegularFile</c>: a folder, pipe, device or socket is there. <c>FileFailed</c>: the links do not end.</exception>
    internal static FilePlace Of(string path)
    {
        RequireFile(path, path);
        try
        {
            return new FilePlace(path, LinkTarget.Of(path));
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Writing(path, new IOException(NotFollowed, failure));
        }
    }

    /// <summary>What is there now.</summary>
    /// <exception cref="FileException"><c>NotARegularFile</c>.</exception>
    internal FileKind KindNow() => RequireFile(Path, Given);

    private static FileKind RequireFile(string path, string given)
    {
        var kind = FileKinds.At(path);
        return kind is FileKind.None or FileKind.Regular ? kind : throw FileException.NotRegular(given, kind.Text());
    }
}
