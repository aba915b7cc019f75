using System.Formats.Asn1;
using System.Security.Cryptography;

namespace SessionLogging.Logs.Archive;

/// <summary>Checks signatures against a public key in DER (RFC 5280, SubjectPublicKeyInfo), by what both .NETs have.</summary>
internal static class PublicKeyCheck
{
    private const string Rsa = "1.2.840.113549.1.1.1";
    private const string EllipticCurve = "1.2.840.10045.2.1";

    // NIST P-256, P-384 and P-521.
    private static readonly string[] Curves = ["1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35"];

    /// <summary>Whether a signature is the key's, of a digest.</summary>
    /// <exception cref="CryptographicException">The key is of no kind that signs here, or this system does not know its curve.</exception>
    /// <exception cref="AsnContentException">The key or the signature is not in DER.</exception>
    internal static bool Verify(byte[] publicKey, byte[] digest, HashAlgorithmName hash, byte[] signature)
    {
        var whole = new AsnReader(publicKey, AsnEncodingRules.DER);
        var key = whole.ReadSequence();
        whole.ThrowIfNotEmpty();
        var algorithm = key.ReadSequence();
        var kind = algorithm.ReadObjectIdentifier();
        var bits = key.ReadBitString(out _);
        key.ThrowIfNotEmpty();
        return kind switch
        {
            Rsa => VerifyRsa(bits, digest, hash, signature),
            EllipticCurve => VerifyCurve(algorithm.ReadObjectIdentifier(), bits, digest, signature),
            _ => throw new CryptographicException($"The key is of the kind {kind}."),
        };
    }

    private static bool VerifyRsa(byte[] bits, byte[] digest, HashAlgorithmName hash, byte[] signature)
    {
        var key = new AsnReader(bits, AsnEncodingRules.DER).ReadSequence();
        using var rsa = RSA.Create();
        rsa.ImportParameters(new RSAParameters { Modulus = Unsigned(key), Exponent = Unsigned(key) });
        return rsa.VerifyHash(digest, signature, hash, RSASignaturePadding.Pkcs1);
    }

    // X9.62: 4, then both coordinates. The signature is a sequence of two numbers, where .NET Framework takes them one after the other.
    private static bool VerifyCurve(string curve, byte[] bits, byte[] digest, byte[] signature)
    {
        if (Array.IndexOf(Curves, curve) < 0)
        {
            throw new CryptographicException($"The key's curve {curve} is none of KMS's.");
        }

        if (bits.Length < 3 || bits[0] != 4 || bits.Length % 2 == 0)
        {
            throw new CryptographicException("The key's point is not written in full.");
        }

        var length = bits.Length / 2;
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.CreateFromValue(curve),
            Q = new ECPoint { X = [.. bits.Skip(1).Take(length)], Y = [.. bits.Skip(1 + length)] },
        });
        var whole = new AsnReader(signature, AsnEncodingRules.DER);
        var numbers = whole.ReadSequence();
        whole.ThrowIfNotEmpty();
        var (r, s) = (Unsigned(numbers), Unsigned(numbers));
        numbers.ThrowIfNotEmpty();
        return r.Length <= length && s.Length <= length && ecdsa.VerifyHash(digest, (byte[])[.. Padded(r, length), .. Padded(s, length)]);
    }

    private static byte[] Padded(byte[] number, int length) => [.. new byte[length - number.Length], .. number];

    private static byte[] Unsigned(AsnReader reader) => [.. reader.ReadIntegerBytes().ToArray().SkipWhile((value, index) => index == 0 && value == 0)];
}
