#if NETFRAMEWORK
using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
#endif

namespace SessionLogging.Files;

/// <summary>Follows a file's own link to what is written to.</summary>
internal static class LinkTarget
{
#if NET
    private const int MostLinks = 40;

    /// <summary>The path of what a link leads to, whether it is there or not; the path itself where it is no link.</summary>
    /// <exception cref="IOException">The links do not end.</exception>
    internal static string Of(string path)
    {
        if (new FileInfo(path).LinkTarget is null)
        {
            return path;
        }

        return OperatingSystem.IsWindows() ? new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)!.FullName : Walk(path);
    }

    // The system follows ".." from where a link has led to, and so it cannot be taken out of a path beforehand.
    private static string Walk(string path)
    {
        var current = Path.GetPathRoot(path)!;
        var ahead = new Stack<string>(PartsOf(path));
        for (var links = 0; ahead.Count > 0;)
        {
            var part = ahead.Pop();
            if (part == "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }

            var next = Path.Combine(current, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException("Too many levels of links.");
            }

            if (Path.IsPathRooted(target))
            {
                current = Path.GetPathRoot(target)!;
            }

            foreach (var piece in PartsOf(target))
            {
                ahead.Push(piece);
            }
        }

        return current;
    }

    /// <summary>The parts of a path, the last first.</summary>
    private static IEnumerable<string> PartsOf(string path) =>
        path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").Reverse();
#else
    private const int MostCharacters = 32_767;
    private const string Extended = @"\\?\";
    private const string ExtendedShare = @"\\?\UNC\";

    /// <summary>The path of what a link leads to; the path itself where it is no link.</summary>
    /// <exception cref="IOException">The link leads nowhere.</exception>
    internal static string Of(string path)
    {
        if (!File.Exists(path) || !File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint))
        {
            return path;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var final = new char[MostCharacters];
        var length = GetFinalPathNameByHandle(file.SafeFileHandle, final, MostCharacters, flags: 0);
        if (length is 0 or > MostCharacters)
        {
            throw new IOException("The link cannot be followed.", new Win32Exception());
        }

        return WithoutPrefix(new string(final, 0, (int)length));
    }

    private static string WithoutPrefix(string path) =>
        path.StartsWith(ExtendedShare, StringComparison.Ordinal) ? @"\\" + path.Substring(ExtendedShare.Length)
        : path.StartsWith(Extended, StringComparison.Ordinal) ? path.Substring(Extended.Length)
        : path;

    [DllImport("kernel32.dll", EntryPoint = "GetFinalPathNameByHandleW", CharSet = CharSet.Unicode, SetLastError = true, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern uint GetFinalPathNameByHandle(SafeFileHandle file, [Out] char[] path, uint size, uint flags);
#endif
}
