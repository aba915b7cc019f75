namespace SessionLogging.Files;

/// <summary>Keeps others of this library's writers, in any process, from changing files in a folder meanwhile. The system lets go of it when its holder is killed.</summary>
/// <remarks>On a file system without file locks it keeps nobody out.</remarks>
internal sealed class FolderLock : IDisposable
{
    internal const string Name = ".ssm.lock";

    /// <summary>How long one that is held is waited for.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Windows denies access to a file that is being deleted, for a moment.
    private const int DeniedTries = 20;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(200);

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or gives <see langword="null"/> where somebody holds it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The lock's file: that of the whole folder, or of one file in it.</param>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not the caller's to write.</exception>
    internal static FolderLock? TryTake(string folder, string name = Name)
    {
        try
        {
            // Of one that another let go of and took away between opening and locking, .NET opens the next by itself.
            return new FolderLock(new FileStream(
                Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
        }
        catch (IOException failure) when (IsHeld(failure))
        {
            return null;
        }
    }

    /// <summary>Takes the lock, and waits for whoever holds it.</summary>
    /// <returns>The lock; <see langword="null"/> where it was held for longer than <see cref="Patience"/>.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not the caller's to write.</exception>
    internal static async Task<FolderLock?> TakeAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (TryTake(folder) is { } taken)
                {
                    return taken;
                }
            }
            catch (UnauthorizedAccessException) when (IsWindows && tries < DeniedTries)
            {
            }

            if (time.GetElapsedTime(begun) >= Patience)
            {
                return null;
            }

            await time.WaitAsync(Waiting.BackOff(ShortestWait, LongestWait, tries - 1, 0.5 + Jitter.Next()), cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _file.Dispose();

#if NET
    private static bool IsWindows => OperatingSystem.IsWindows();
#else
    private static bool IsWindows => true;
#endif

    // Windows: a sharing or lock violation. Unix: EWOULDBLOCK, which is 11 on Linux and 35 on macOS and BSD.
    private static bool IsHeld(IOException failure) =>
        IsWindows ? (failure.HResult & 0xFFFF) is 32 or 33 : failure.HResult is 11 or 35;
}
