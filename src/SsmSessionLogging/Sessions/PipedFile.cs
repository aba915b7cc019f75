namespace SsmSessionLogging.Sessions;

/// <summary>Files that are piped, as Get-ChildItem gives them or as other processes give them back.</summary>
internal static class PipedFile
{
    private static readonly string[] Names = ["LiteralPath", "PSPath", "FullName"];

    /// <summary>The file's path; <see langword="null"/> for what is no file.</summary>
    internal static string? PathOf(PSObject? input) =>
        input is null ? null : Names.Select(name => input.Properties[name]?.Value as string).FirstOrDefault(path => !string.IsNullOrEmpty(path));
}
