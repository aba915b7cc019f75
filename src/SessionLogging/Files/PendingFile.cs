namespace SessionLogging.Files;

/// <summary>
/// A file that is written beside its place, and takes that place at the end or not at all: every file that is exported is written here. A
/// link is followed to the file that it names; what is no file (a folder, pipe, device or socket) is refused. On Unix a new file is its
/// owner's alone, and one that replaces another keeps the other's mode; on Windows it keeps what Windows keeps of a file that is replaced.
/// </summary>
/// <remarks>
/// The temporary file has a short random name in the folder of the file itself and never follows what bears that name already. One that a
/// killed process left is deleted by the next that writes in the folder. Not for several threads at once.
/// </remarks>
public sealed class PendingFile : IDisposable
{
    private readonly FilePlace _place;
    private readonly bool _mayReplace;
    private readonly TimeProvider _time;
    private readonly FileStream _temporary;
    private FolderLock? _lock;
    private bool _isPlaced;

    private PendingFile(FilePlace place, bool mayReplace, TimeProvider time)
    {
        _place = place;
        _mayReplace = mayReplace;
        _time = time;
        _temporary = TemporaryFile.Create(Folder);
        Content = new PendingContent(_temporary, place.Given);
    }

    /// <summary>Begins a file, so that a place that cannot be written is known at once.</summary>
    /// <param name="path">The file, as a full path. Its folder must exist.</param>
    /// <param name="mayReplace">Whether a file that is there at the end is replaced; otherwise it stays, and <see cref="PlaceAsync"/> fails.</param>
    /// <param name="time">The clock of waits; <see langword="null"/> for the system's.</param>
    /// <exception cref="FileException"><c>NotARegularFile</c>, or <c>FileFailed</c>: the folder does not exist or cannot be written.</exception>
    public static PendingFile Begin(string path, bool mayReplace, TimeProvider? time = null)
    {
        var place = FilePlace.Of(path);
        try
        {
            var file = new PendingFile(place, mayReplace, time ?? TimeProvider.System);
            TemporaryFile.DeleteOrphans(file._temporary);
            return file;
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Writing(path, failure);
        }
    }

    /// <summary>What will be the file. A write that fails throws <see cref="FileException"/>.</summary>
    public Stream Content { get; }

    /// <summary>The file that is there now, as a path; <see langword="null"/> where there is none.</summary>
    /// <exception cref="FileException"><c>NotARegularFile</c>.</exception>
    public string? Existing => _place.Exists ? _place.Path : null;

    private string Folder => Path.GetDirectoryName(_place.Path)!;

    /// <summary>Opens a file beside this one for what is too much for memory: to write and to read, gone once it is closed.</summary>
    /// <exception cref="FileException"><c>FileFailed</c>.</exception>
    public Stream OpenScratch()
    {
        try
        {
            return TemporaryFile.CreateScratch(Folder);
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Writing(_place.Given, failure);
        }
    }

    /// <summary>From here until this file is placed or disposed no other takes a place in the folder, by any process: what is read of a file that is replaced stays true. Waits at most 5 minutes for another.</summary>
    /// <exception cref="FileException"><c>FileBusy</c>: another has held the folder for so long.</exception>
    public async Task LockAsync(CancellationToken cancellationToken)
    {
        try
        {
            _lock ??= await FolderLock.TakeAsync(Folder, _time, cancellationToken).ConfigureAwait(false)
                ?? throw FileException.Busy(_place.Given, FolderLock.Patience);
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Writing(_place.Given, failure);
        }
    }

    /// <summary>Moves the file into its place, once.</summary>
    /// <returns>The file, by the path that was given.</returns>
    /// <exception cref="FileException"><c>FileExists</c>: another one has come into the place, which may not be replaced. <c>FileBusy</c>, <c>NotARegularFile</c> or <c>FileFailed</c>.</exception>
    public async Task<FileInfo> PlaceAsync(CancellationToken cancellationToken)
    {
        await LockAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _temporary.Flush(flushToDisk: true);
            Place();
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Writing(_place.Given, failure, _temporary.Name);
        }

        _isPlaced = true;
        Unlock();
        return new FileInfo(_place.Given);
    }

    /// <summary>Gives the file up where it has not taken its place.</summary>
    public void Dispose()
    {
        try
        {
            GiveUp();
        }
        finally
        {
            Unlock();
        }
    }

    private void GiveUp()
    {
        try
        {
            _temporary.Dispose();
        }
        catch (IOException) when (!_isPlaced)
        {
            // What was still to be written is not wanted any more.
        }
        finally
        {
            if (!_isPlaced)
            {
                File.Delete(_temporary.Name);
            }
        }
    }

    private void Place()
    {
        var isReplacing = _place.KindNow() is FileKind.Regular;
        if (isReplacing && !_mayReplace)
        {
            throw FileException.Exists(_place.Given);
        }
#if NET
        // Whoever hid the file from others, or showed it to them, wants the same of its successor.
        if (isReplacing && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_temporary.SafeFileHandle, File.GetUnixFileMode(_place.Path));
        }
#endif
        _temporary.Dispose();
        if (isReplacing)
        {
            File.Replace(_temporary.Name, _place.Path, destinationBackupFileName: null, ignoreMetadataErrors: true);
        }
        else
        {
            File.Move(_temporary.Name, _place.Path);
        }
    }

    private void Unlock()
    {
        _lock?.Dispose();
        _lock = null;
    }
}
