namespace SessionLogging.Rendering.Files;

/// <summary>A file that is written beside its place, and takes that place at the end or not at all.</summary>
internal sealed class PendingFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private readonly bool _mayReplace;
    private readonly FileStream _content;
    private bool _isPlaced;

    /// <exception cref="IOException">The folder does not exist or cannot be written.</exception>
    internal PendingFile(string path, bool mayReplace)
    {
        _path = path;
        _mayReplace = mayReplace;
        _temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        _content = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
#if NET
        KeepMode();
#endif
    }

    internal Stream Content => _content;

#if NET
    // Whoever hid the file from others wants its successor hidden too.
    private void KeepMode()
    {
        if (!OperatingSystem.IsWindows() && _mayReplace && File.Exists(_path))
            File.SetUnixFileMode(_temporary, File.GetUnixFileMode(_path));
    }
#endif

    /// <exception cref="IOException">A file has come into the place that may not be replaced, or the move failed.</exception>
    internal FileInfo Place()
    {
        _content.Flush(flushToDisk: true);
        _content.Dispose();
        if (_mayReplace && File.Exists(_path))
            File.Replace(_temporary, _path, destinationBackupFileName: null);
        else
            File.Move(_temporary, _path);
        _isPlaced = true;
        return new FileInfo(_path);
    }

    public void Dispose()
    {
        try
        {
            _content.Dispose();
        }
        finally
        {
            if (!_isPlaced)
                File.Delete(_temporary);
        }
    }
}
