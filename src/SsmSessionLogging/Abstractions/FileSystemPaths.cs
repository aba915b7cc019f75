using System.Collections.ObjectModel;
using SessionLogging.Files;

namespace SsmSessionLogging.Abstractions;

/// <summary>Turns the paths that a person gave into files.</summary>
internal static class FileSystemPaths
{
    /// <summary>The files of wildcard paths and literal paths. Belongs on the pipeline thread.</summary>
    /// <exception cref="FileException"><c>FileNotFound</c>: a path names no file.</exception>
    internal static IReadOnlyList<string> Resolve(PSCmdlet cmdlet, IEnumerable<string>? paths, IEnumerable<string>? literalPaths) =>
    [
        .. (paths ?? []).SelectMany(path => Expand(cmdlet, path)),
        .. (literalPaths ?? []).Select(path => Existing(cmdlet.GetUnresolvedProviderPathFromPSPath(path), path)),
    ];

    private static Collection<string> Expand(PSCmdlet cmdlet, string path)
    {
        try
        {
            var files = cmdlet.GetResolvedProviderPathFromPSPath(path, out _);
            return files.Count > 0 ? files : throw FileException.Missing(path);
        }
        catch (ItemNotFoundException)
        {
            throw FileException.Missing(path);
        }
    }

    private static string Existing(string file, string path) => File.Exists(file) ? file : throw FileException.Missing(path);
}
