namespace SessionLogging.Files;

/// <summary>Files that become others: their names are no longer than those for which every folder has room, and tell whose they are.</summary>
internal static class TemporaryFile
{
    private const string Prefix = ".ssm";
    private const string Suffix = ".tmp";
    private const int RandomCharacters = 4;
    private const int MostTries = 20;
    private const int BufferSize = 16 * 1024;

    /// <summary>Makes an empty file that was not there, and is the owner's alone.</summary>
    /// <exception cref="IOException">The folder does not exist or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not the caller's to write.</exception>
    internal static FileStream Create(string folder) => Create(folder, Random);

    /// <summary>Makes a file to write and to read that goes when it is closed.</summary>
    /// <exception cref="IOException">The folder does not exist or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not the caller's to write.</exception>
    internal static FileStream CreateScratch(string folder) => Create(folder, Random, FileAccess.ReadWrite, FileOptions.DeleteOnClose);

    internal static FileStream Create(string folder, Func<string> random, FileAccess access = FileAccess.Write, FileOptions options = FileOptions.None)
    {
        for (var tries = 1; ; tries++)
        {
            var path = Path.Combine(folder, $"{Prefix}{random()}{Suffix}");
            try
            {
                return CreateNew(path, access, options);
            }
            catch (IOException) when (tries < MostTries && FileKinds.OfEntry(path) is not FileKind.None)
            {
                // Somebody's, whatever it is.
            }
        }
    }

    /// <summary>Deletes those that a process has left that was killed: nobody holds them open.</summary>
    /// <param name="own">One that the caller holds open, beside the others.</param>
    internal static void DeleteOrphans(FileStream own)
    {
        try
        {
            var folder = Path.GetDirectoryName(own.Name)!;
            if (IsFree(own.Name, FileOptions.None))
            {
                // The file system has no locks, and cannot tell who lives.
                return;
            }

            using var alone = FolderLock.TryTake(folder);
            if (alone is null)
            {
                return;
            }

            foreach (var path in Directory.GetFiles(folder, Prefix + "*" + Suffix).Where(IsOurs))
            {
                IsFree(path, FileOptions.DeleteOnClose);
            }
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            // Tidying is no reason to fail; the next writer tries again.
        }
    }

    private static string Random() => Path.GetRandomFileName().Remove(RandomCharacters);

    /// <summary>Opens a file to be read and written while others read it; one that was not there is made, and is the owner's alone.</summary>
    /// <exception cref="IOException">The folder does not exist, or the file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is not the caller's to write.</exception>
    internal static FileStream OpenOwn(string path) => Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, FileOptions.None);

    private static FileStream CreateNew(string path, FileAccess access, FileOptions options) => Open(path, FileMode.CreateNew, access, FileShare.None, options);

    private static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, FileOptions options)
    {
#if NET
        var opening = new FileStreamOptions { Mode = mode, Access = access, Share = share, Options = options, BufferSize = BufferSize };
        if (!OperatingSystem.IsWindows())
        {
            opening.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, opening);
#else
        return new FileStream(path, mode, access, share, BufferSize, options);
#endif
    }

    private static bool IsOurs(string path) =>
        Path.GetFileName(path).Length == Prefix.Length + RandomCharacters + Suffix.Length && FileKinds.OfEntry(path) is FileKind.Regular;

    /// <summary>Whether nobody holds a file open.</summary>
    private static bool IsFree(string path, FileOptions options)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 1, options).Dispose();
            return true;
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            return false;
        }
    }
}
