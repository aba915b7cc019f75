namespace SessionLogging.Files;

/// <summary>
/// A file that whole lines are added to, each on the disk before the next thing is done, so that what was begun and what was done can be
/// told after the process was killed. A link is followed; what is no file is refused. On Unix a new file is its owner's alone.
/// </summary>
/// <remarks>While it is open, the file of the same name with <c>.lock</c> behind it keeps other writers of this library out. The system lets go of it when its holder is killed.</remarks>
internal sealed class AppendedFile : IDisposable
{
    private const string LockSuffix = ".lock";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly FilePlace _place;
    private readonly FolderLock _lock;
    private readonly FileStream _content;

    private AppendedFile(FilePlace place, FolderLock alone, FileStream content)
    {
        _place = place;
        _lock = alone;
        _content = content;
    }

    /// <summary>Opens a file, or makes an empty one.</summary>
    /// <param name="path">The file, as a full path. Its folder must exist.</param>
    /// <param name="read">Reads what is there, if anything, once nobody else adds to it. What it throws ends the opening, and the file is as it was.</param>
    /// <exception cref="FileException"><c>FileBusy</c>: another process is adding to it. <c>NotARegularFile</c> or <c>FileFailed</c>.</exception>
    internal static AppendedFile Open(string path, Action read)
    {
        var place = FilePlace.Of(path);
        FolderLock? alone = null;
        try
        {
            alone = FolderLock.TryTake(Path.GetDirectoryName(place.Path)!, Path.GetFileName(place.Path) + LockSuffix) ?? throw FileException.InUse(path);
            if (place.Exists)
            {
                read();
            }

            return new AppendedFile(place, alone, TemporaryFile.OpenOwn(place.Path));
        }
        catch (Exception failure)
        {
            alone?.Dispose();
            throw FileException.IsAbout(failure) ? FileException.Writing(path, failure) : failure;
        }
    }

    /// <summary>Brings the file's end to the end of a line: a whole one gets the end that it lacks, and of a torn one nothing stays.</summary>
    /// <param name="isWhole">Whether what follows the last line's end is a whole line.</param>
    /// <exception cref="FileException"><c>FileFailed</c>.</exception>
    internal void EndLastLine(bool isWhole) => Try(() =>
    {
        if (isWhole)
        {
            Write("\n", isDurable: true);
            return;
        }

        _content.SetLength(EndOfLines());
    });

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line, without its end.</param>
    /// <param name="isDurable">Whether it is on the disk when this returns, or only with the system, where it outlives this process and no more.</param>
    /// <exception cref="FileException"><c>FileFailed</c>.</exception>
    internal void Append(string line, bool isDurable) => Try(() => Write(line + "\n", isDurable));

    public void Dispose()
    {
        _content.Dispose();
        _lock.Dispose();
    }

    private void Write(string text, bool isDurable)
    {
        var bytes = Utf8.GetBytes(text);
        _content.Seek(0, SeekOrigin.End);
        _content.Write(bytes, 0, bytes.Length);
        _content.Flush(isDurable);
    }

    private long EndOfLines()
    {
        for (var end = _content.Length; end > 0; end--)
        {
            _content.Position = end - 1;
            if (_content.ReadByte() == '\n')
            {
                return end;
            }
        }

        return 0;
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Writing(_place.Given, failure);
        }
    }
}
