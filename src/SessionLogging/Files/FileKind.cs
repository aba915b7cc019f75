#if NET
using System.Runtime.InteropServices;
#endif

namespace SessionLogging.Files;

/// <summary>What a path leads to.</summary>
internal enum FileKind
{
    None,
    Regular,
    Folder,
    Link,
    Device,
    Pipe,
    Socket,
}

/// <summary>Tells what a path leads to, without opening it: to open a pipe waits for whoever is at its other end.</summary>
internal static class FileKinds
{
    /// <summary>What a path leads to, through links.</summary>
    internal static FileKind At(string path) => KindOf(path, followLinks: true);

    /// <summary>What a path names: a link is one.</summary>
    internal static FileKind OfEntry(string path) => KindOf(path, followLinks: false);

    /// <summary>The kind as it stands in a sentence.</summary>
    internal static string Text(this FileKind kind) => kind switch
    {
        FileKind.Folder => "a folder",
        FileKind.Device => "a device",
        FileKind.Pipe => "a pipe",
        FileKind.Socket => "a socket",
        FileKind.Link => "a link",
        _ => "a file",
    };

    private static FileKind KindOf(string path, bool followLinks)
    {
#if NET
        if (!OperatingSystem.IsWindows())
        {
            return UnixKindOf(path, followLinks);
        }
#endif
        return WindowsKindOf(path, followLinks);
    }

    // To ask Windows for the attributes of a pipe opens it, so its name has to tell.
    private static FileKind WindowsKindOf(string path, bool followLinks)
    {
        var full = Path.GetFullPath(path);
        if (IsPipe(full))
        {
            return FileKind.Pipe;
        }

        if (IsDevice(full))
        {
            return FileKind.Device;
        }

        try
        {
            var attributes = File.GetAttributes(full);
            if (!followLinks && attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                return FileKind.Link;
            }

            return attributes.HasFlag(FileAttributes.Directory) ? FileKind.Folder : FileKind.Regular;
        }
        catch (Exception failure) when (FileException.IsAbout(failure))
        {
            return FileKind.None;
        }
    }

    private static bool IsPipe(string full)
    {
        var parts = full.Split(['\\'], StringSplitOptions.RemoveEmptyEntries);
        return full.StartsWith(@"\\", StringComparison.Ordinal) && parts.Length > 1 && string.Equals(parts[1], "pipe", StringComparison.OrdinalIgnoreCase);
    }

    // GetFullPath gives NUL, CON and their like this prefix.
    private static bool IsDevice(string full) => full.StartsWith(@"\\.\", StringComparison.Ordinal);

#if NET
    private const int TypeBits = 0xF000;

    // As .NET's own library for Unix gives it on every system: the flags, then the mode, each of four bytes, then more.
    private const int ModeOffset = 4;
    private const int StatusSize = 512;

    private static FileKind UnixKindOf(string path, bool followLinks)
    {
        var status = new byte[StatusSize];
        try
        {
            if ((followLinks ? Stat(path, status) : LStat(path, status)) != 0)
            {
                return FileKind.None;
            }
        }
        catch (Exception absent) when (absent is DllNotFoundException or EntryPointNotFoundException)
        {
            return Directory.Exists(path) ? FileKind.Folder : File.Exists(path) ? FileKind.Regular : FileKind.None;
        }

        return (BitConverter.ToInt32(status, ModeOffset) & TypeBits) switch
        {
            0x8000 => FileKind.Regular,
            0x4000 => FileKind.Folder,
            0xA000 => FileKind.Link,
            0x1000 => FileKind.Pipe,
            0xC000 => FileKind.Socket,
            _ => FileKind.Device,
        };
    }

#pragma warning disable CA2101 // UTF-8 is what Unix takes.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] status);

    [DllImport("libSystem.Native", EntryPoint = "SystemNative_LStat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int LStat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] status);
#pragma warning restore CA2101
#endif
}
