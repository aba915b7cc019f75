namespace SessionLogging.Logs.Archive;

/// <summary>What an archive asks of the file system, step by step. On Unix all that it makes is its owner's alone.</summary>
internal class ArchiveFiles
{
    private const int BufferSize = 32 * 1024;

    /// <summary>Before each step.</summary>
    protected internal virtual void OnStep(string step, string path)
    {
    }

    /// <summary>Makes a folder, with those above it that are missing.</summary>
    internal void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (Path.GetDirectoryName(path) is { } above)
        {
            CreateFolder(above);
        }

        OnStep("create folder", path);
#if NET
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return;
        }
#endif
        Directory.CreateDirectory(path);
    }

    /// <summary>Makes a file that was not there.</summary>
    internal HashedFile CreateFile(string path)
    {
        OnStep("create file", path);
#if NET
        var opening = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = BufferSize };
        if (!OperatingSystem.IsWindows())
        {
            opening.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new HashedFile(this, new FileStream(path, opening));
#else
        return new HashedFile(this, new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferSize));
#endif
    }

    /// <summary>Gives a folder its name, which nothing bears.</summary>
    /// <exception cref="IOException">Something bears it, among other reasons.</exception>
    internal void MoveFolder(string from, string to)
    {
        OnStep("move folder", to);
        Directory.Move(from, to);
    }

    /// <summary>Gives a file its name, which nothing bears.</summary>
    /// <exception cref="IOException">Something bears it, among other reasons.</exception>
    internal void MoveFile(string from, string to)
    {
        OnStep("move file", to);
        File.Move(from, to);
    }

    internal void DeleteFile(string path)
    {
        OnStep("delete file", path);
        File.Delete(path);
    }

    internal void DeleteFolder(string path)
    {
        OnStep("delete folder", path);
        Directory.Delete(path, recursive: true);
    }
}
