using SessionLogging.Files;

namespace SessionLogging.Logs.Archive;

/// <summary>The folder of an archive in which a save that runs makes what it moves into place. One that a killed save left is deleted by the next.</summary>
internal sealed class WorkFolder : IDisposable
{
    private const string Prefix = ".ssm-save-";

    private readonly ArchiveFiles _files;
    private readonly FolderLock _held;
    private int _count;

    private WorkFolder(ArchiveFiles files, string path, FolderLock held) => (_files, Path, _held) = (files, path, held);

    internal string Path { get; }

    /// <summary>Makes one, and deletes those whose save is gone.</summary>
    /// <exception cref="FileException"><c>FileFailed</c> or <c>FileBusy</c>.</exception>
    internal static async Task<WorkFolder> CreateAsync(ArchiveFiles files, string archive, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            files.CreateFolder(archive);
            using var alone = await FolderLock.TakeAsync(archive, time, cancellationToken).ConfigureAwait(false) ?? throw FileException.Busy(archive, FolderLock.Patience);
            var path = System.IO.Path.Combine(archive, Prefix + System.IO.Path.GetRandomFileName().Replace(".", ""));
            files.CreateFolder(path);
            var held = FolderLock.TryTake(path)!;
            DeleteOrphans(files, archive, path);
            return new WorkFolder(files, path, held);
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            throw FileException.Writing(archive, failure);
        }
    }

    /// <summary>Whether a path below an archive lies in the work folder of a save that runs now.</summary>
    internal static bool IsHeld(string archive, string relative)
    {
        var first = relative.Split('/')[0];
        return first.StartsWith(Prefix, StringComparison.Ordinal) && IsHeld(System.IO.Path.Combine(archive, first));
    }

    /// <summary>Makes an empty folder in it.</summary>
    internal string NewFolder()
    {
        var path = System.IO.Path.Combine(Path, Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture));
        _files.CreateFolder(path);
        return path;
    }

    public void Dispose()
    {
        _held.Dispose();
        try
        {
            _files.DeleteFolder(Path);
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            // The next save tries again.
        }
    }

    private static void DeleteOrphans(ArchiveFiles files, string archive, string own)
    {
        if (!IsHeld(own))
        {
            // The file system has no locks, and cannot tell who lives.
            return;
        }

        foreach (var folder in Directory.GetDirectories(archive, Prefix + "*").Where(folder => folder != own && FileKinds.OfEntry(folder) is FileKind.Folder && !IsHeld(folder)))
        {
            files.DeleteFolder(folder);
        }
    }

    /// <summary>Whether a save that runs now holds a folder.</summary>
    internal static bool IsHeld(string folder)
    {
        try
        {
            using var taken = FolderLock.TryTake(folder);
            return taken is null;
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            return false;
        }
    }
}
