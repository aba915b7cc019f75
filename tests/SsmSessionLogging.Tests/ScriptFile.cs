namespace SsmSessionLogging.Tests;

/// <summary>A script in a folder of its own, whose name has a space; both are gone when it is disposed.</summary>
internal sealed class ScriptFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("script test ");

    public ScriptFile(string text, string name = "the script.ps1")
    {
        Path = System.IO.Path.Combine(_folder.FullName, name);
        File.WriteAllText(Path, text);
    }

    public string Path { get; }

    public string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
