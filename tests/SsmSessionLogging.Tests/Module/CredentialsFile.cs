namespace SsmSessionLogging.Tests.Module;

/// <summary>A shared credentials file that is there for one test.</summary>
internal sealed class CredentialsFile : IDisposable
{
    public CredentialsFile(string content) => File.WriteAllText(Path, content);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
