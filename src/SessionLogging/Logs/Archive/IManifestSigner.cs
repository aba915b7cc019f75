namespace SessionLogging.Logs.Archive;

/// <summary>Signs manifests. Implemented outside of this library, which brings no cryptographic messages and asks no service.</summary>
public interface IManifestSigner
{
    /// <summary>What follows the manifest's name in that of its signature, for example <c>.p7s</c>.</summary>
    string Suffix { get; }

    /// <summary>The SHA-256 of the signer's certificate or public key in DER, in lower case: what tells signers apart.</summary>
    string Signer { get; }

    /// <summary>The certificate's subject, or the key's ARN.</summary>
    string Name { get; }

    /// <summary>Signs a manifest.</summary>
    /// <param name="manifest">Its bytes.</param>
    /// <param name="cancellationToken">Cancels the calls that signing needs.</param>
    /// <exception cref="SessionLoggingException">It could not be signed.</exception>
    Task<ManifestSignature> SignAsync(byte[] manifest, CancellationToken cancellationToken);
}

/// <summary>A signature that was made.</summary>
/// <param name="Bytes">The signature's file.</param>
/// <param name="Timestamp">When a time stamp server vouches that it was there; <see langword="null"/> without one.</param>
public sealed record ManifestSignature(byte[] Bytes, DateTimeOffset? Timestamp);

/// <summary>Checks the signatures of one kind, without asking anybody.</summary>
public interface ISignatureVerifier
{
    /// <summary>What follows a manifest's name in that of such a signature.</summary>
    string Suffix { get; }

    /// <summary>Checks a signature.</summary>
    /// <param name="manifest">The manifest's bytes.</param>
    /// <param name="signature">The signature's file.</param>
    SignatureCheck Verify(byte[] manifest, byte[] signature);
}

/// <summary>What came of checking a signature.</summary>
/// <param name="Signer">As <see cref="IManifestSigner.Signer"/>; <see langword="null"/> where it is not known.</param>
/// <param name="Problem">Why it is no signature of the manifest, as the end of a sentence; <see langword="null"/> where it is one.</param>
public sealed record SignatureCheck(string? Signer, string? Problem)
{
    /// <summary>The signer's name, as the signature says it, where it does.</summary>
    public string? Name { get; init; }

    /// <summary>When a time stamp server vouches that it was there.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}
