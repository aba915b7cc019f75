namespace SessionLogging.Sandbox.Kms;

/// <summary>The key pair of a key that signs.</summary>
internal sealed class SigningMaterial
{
    private readonly RSA? _rsa;
    private readonly ECDsa? _ecdsa;

    private SigningMaterial(RSA? rsa, ECDsa? ecdsa) => (_rsa, _ecdsa) = (rsa, ecdsa);

    /// <summary>The public key as SubjectPublicKeyInfo in DER.</summary>
    public byte[] PublicKey => _rsa?.ExportSubjectPublicKeyInfo() ?? _ecdsa!.ExportSubjectPublicKeyInfo();

    public static SigningMaterial Of(string spec) => spec.StartsWith("RSA_", StringComparison.Ordinal)
        ? new SigningMaterial(RSA.Create(int.Parse(spec["RSA_".Length..], CultureInfo.InvariantCulture)), ecdsa: null)
        : new SigningMaterial(rsa: null, ECDsa.Create(CurveOf(spec)));

    /// <summary>Signs a message, or its digest; <see langword="null"/> where the digest has not the algorithm's length.</summary>
    public byte[]? Sign(byte[] message, string algorithm, bool isDigest)
    {
        var hash = HashOf(algorithm);
        var digest = isDigest ? message : CryptographicOperations.HashData(hash, message);
        if (digest.Length != CryptographicOperations.HashData(hash, []).Length)
        {
            return null;
        }

        return _ecdsa is { } ecdsa ? ecdsa.SignHash(digest, DSASignatureFormat.Rfc3279DerSequence)
            : _rsa!.SignHash(digest, hash, algorithm.Contains("PSS", StringComparison.Ordinal) ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }

    private static HashAlgorithmName HashOf(string algorithm) => algorithm[^3..] switch
    {
        "384" => HashAlgorithmName.SHA384,
        "512" => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };

    private static ECCurve CurveOf(string spec) => spec switch
    {
        "ECC_NIST_P384" => ECCurve.NamedCurves.nistP384,
        "ECC_NIST_P521" => ECCurve.NamedCurves.nistP521,
        "ECC_SECG_P256K1" => ECCurve.CreateFromFriendlyName("secP256k1"),
        _ => ECCurve.NamedCurves.nistP256,
    };
}
