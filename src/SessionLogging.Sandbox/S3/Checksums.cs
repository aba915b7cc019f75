using System.Collections.Frozen;
using System.Security.Cryptography;
using SessionLogging.Sandbox.Wire;

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
