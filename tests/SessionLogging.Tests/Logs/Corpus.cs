using System.IO.Compression;

namespace SessionLogging.Tests.Logs;

/// <summary>Session logs as data: recorded sessions, and forms of logs seen in public.</summary>
internal static class Corpus
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "corpus");

    /// <summary>The recordings of a folder, by name.</summary>
    public static IReadOnlyList<string> Recordings(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.log*").Select(path => Path.GetFileName(path).Split('.')[0]).Order(StringComparer.Ordinal),
    ];

    public static string PathOf(string folder, string name) => Path.Combine(Folder, folder, name);

    /// <summary>The file, or the same compressed.</summary>
    public static byte[] Read(string folder, string name)
    {
        var path = PathOf(folder, name);
        if (File.Exists(path))
        {
            return File.ReadAllBytes(path);
        }

        using var compressed = new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        compressed.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static bool Has(string folder, string name) => File.Exists(PathOf(folder, name)) || File.Exists(PathOf(folder, name) + ".gz");

    /// <summary>What a terminal showed: everything that ever scrolled, where that is another file.</summary>
    public static IReadOnlyList<string> Screen(string folder, string name)
    {
        var file = Has(folder, $"{name}.screen-all.txt") ? $"{name}.screen-all.txt" : $"{name}.screen.txt";
        var text = Encoding.UTF8.GetString(Read(folder, file));
        return text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
    }
}
