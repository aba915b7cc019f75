using System.Security.Cryptography;

namespace SessionLogging.Logs.Archive;

/// <summary>SHA-256 hashes as sha256sum writes them.</summary>
public static class Sha256
{
    private const int PieceLength = 64 * 1024;

    /// <summary>The hash of bytes: 64 hexadecimal digits in lower case.</summary>
    public static string Of(byte[] bytes) => Of(bytes, bytes.Length);

    /// <summary>The hash of the first bytes.</summary>
    internal static string Of(byte[] bytes, int count)
    {
        using var hash = Begin();
        hash.AppendData(bytes, 0, count);
        return End(hash);
    }

    /// <summary>The hash of a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It is not the caller's to read.</exception>
    internal static string OfFile(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);
        using var hash = Begin();
        var piece = new byte[Math.Min(PieceLength, Math.Max(1, file.Length))];
        int read;
        while ((read = file.Read(piece, 0, piece.Length)) > 0)
        {
            hash.AppendData(piece, 0, read);
        }

        return End(hash);
    }

    internal static IncrementalHash Begin() => IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    internal static string End(IncrementalHash hash)
    {
        var bytes = hash.GetHashAndReset();
        var text = new char[bytes.Length * 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            text[2 * i] = Digit(bytes[i] >> 4);
            text[(2 * i) + 1] = Digit(bytes[i] & 0xF);
        }

        return new string(text);
    }

    private static char Digit(int value) => (char)(value < 10 ? '0' + value : 'a' + value - 10);
}
