using System.Buffers.Binary;
using System.Collections.Frozen;

namespace SessionLogging.Sandbox.S3;

/// <summary>The checksums that a client may send with a payload.</summary>
internal static class Checksums
{
    public const string HeaderPrefix = "x-amz-checksum-";

#pragma warning disable CA5350, CA5351 // SHA-1 and MD5 are what the protocol offers for integrity; nothing is secured by them.
    private static readonly FrozenDictionary<string, Func<byte[], byte[]>> Algorithms = new Dictionary<string, Func<byte[], byte[]>>(StringComparer.OrdinalIgnoreCase)
    {
        ["x-amz-checksum-crc32"] = ReflectedCrc.Crc32.Compute,
        ["x-amz-checksum-crc32c"] = ReflectedCrc.Crc32C.Compute,
        ["x-amz-checksum-crc64nvme"] = ReflectedCrc.Crc64Nvme.Compute,
        ["x-amz-checksum-sha1"] = SHA1.HashData,
        ["x-amz-checksum-sha256"] = SHA256.HashData,
        ["x-amz-checksum-sha512"] = SHA512.HashData,
        ["x-amz-checksum-md5"] = MD5.HashData,
        ["Content-MD5"] = MD5.HashData,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>An object's ETag where AWS does not encrypt it with a KMS key.</summary>
    public static string Md5(byte[] content) => Convert.ToHexStringLower(MD5.HashData(content));
#pragma warning restore CA5350, CA5351

    /// <summary>Whether a header holds a checksum of the payload.</summary>
    public static bool IsValueHeader(string name) => Algorithms.ContainsKey(name);

    /// <exception cref="AwsServiceException">A checksum is not that of the body.</exception>
    public static void Check(WireRequest request)
    {
        foreach (var (name, compute) in Algorithms)
        {
            if (request.Header(name) is { } sent && sent != Convert.ToBase64String(compute(request.Body)))
            {
                throw new AwsServiceException("BadDigest", 400, $"The {name} you specified did not match the calculated checksum.");
            }
        }
    }
}

/// <summary>A cyclic redundancy check of the kind whose bits are reflected and whose ends are inverted: all three that S3 knows.</summary>
internal sealed class ReflectedCrc
{
    private readonly ulong[] _table = new ulong[256];
    private readonly int _bytes;

    private ReflectedCrc(int bits, ulong reflectedPolynomial)
    {
        _bytes = bits / 8;
        for (var index = 0; index < _table.Length; index++)
        {
            var value = (ulong)index;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ reflectedPolynomial;
            }

            _table[index] = value;
        }
    }

    public static ReflectedCrc Crc32 { get; } = new(32, 0xEDB88320);

    public static ReflectedCrc Crc32C { get; } = new(32, 0x82F63B78);

    public static ReflectedCrc Crc64Nvme { get; } = new(64, 0x9A6C9329AC4BC9B5);

    /// <summary>The check value, most significant byte first.</summary>
    public byte[] Compute(byte[] content)
    {
        var ones = _bytes == 8 ? ulong.MaxValue : uint.MaxValue;
        var value = ones;
        foreach (var octet in content)
        {
            value = _table[(byte)(value ^ octet)] ^ (value >> 8);
        }

        var whole = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(whole, value ^ ones);
        return whole[^_bytes..];
    }
}
