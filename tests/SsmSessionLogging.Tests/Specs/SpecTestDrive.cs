namespace SsmSessionLogging.Tests.Specs;

/// <summary>
/// The folder <c>$TestDrive</c>: one a file, and what a block put there is gone when the block ends. It is gone itself when it is disposed.
/// </summary>
internal sealed class SpecTestDrive : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spec-");
    private readonly Stack<HashSet<string>> _before = new();

    public string Path => _folder.FullName;

    /// <summary>Notes what is there when a block begins.</summary>
    public void Enter() => _before.Push([.. Entries()]);

    /// <summary>Removes what came since the block that ends has begun.</summary>
    public void Leave()
    {
        var before = _before.Pop();
        foreach (var entry in Entries().Where(entry => !before.Contains(entry)))
        {
            if (File.Exists(entry)) File.Delete(entry);
            else if (Directory.Exists(entry)) Directory.Delete(entry, recursive: true);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string[] Entries() => Directory.GetFileSystemEntries(Path, "*", SearchOption.AllDirectories);
}
