namespace SessionLogging.Files;

/// <summary>Files that become others: their names are no longer than those for which every folder has room, and tell whose they are.</summary>
internal static class TemporaryFile
{
    private const string Prefix = ".ssm";
    private const string Suffix = ".tmp";
    private const int RandomCharacters = 4;
    private const int MostTries = 20;

    /// <summary>Makes an empty file that was not there, and is the owner's alone.</summary>
    /// <exception cref="IOException">The folder does not exist or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not the caller's to write.</exception>
    internal static FileStream Create(string folder) => Create(folder, () => Path.GetRandomFileName().Remove(RandomCharacters));

    internal static FileStream Create(string folder, Func<string> random)
    {
        for (var tries = 1; ; tries++)
        {
            var path = Path.Combine(folder, $"{Prefix}{random()}{Suffix}");
            try
            {
                return CreateNew(path);
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
                return;
            foreach (var path in Directory.GetFiles(folder, Prefix + "*" + Suffix).Where(IsOurs))
                IsFree(path, FileOptions.DeleteOnClose);
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            // Tidying is no reason to fail; the next writer tries again.
        }
    }

    private static FileStream CreateNew(string path)
    {
#if NET
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
#else
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
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
