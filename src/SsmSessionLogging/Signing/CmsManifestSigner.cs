using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using SessionLogging.Logs.Archive;

namespace SsmSessionLogging.Signing;

/// <summary>
/// Signs manifests by a certificate: a detached message of CMS (RFC 5652), which openssl checks too. Here and not in a part of its own,
/// since PowerShell brings what .NET lacks for it, and PowerShell is what these assemblies run in.
/// </summary>
internal sealed class CmsManifestSigner : IManifestSigner
{
    internal const string Sha256Oid = "2.16.840.1.101.3.4.2.1";
    private const X509KeyUsageFlags ForSigning = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;

    private readonly X509Certificate2 _certificate;
    private readonly TimestampClient? _timestamps;

    /// <param name="certificate">The certificate, with its private key.</param>
    /// <param name="timestampServer">An http or https address of a time stamp authority (RFC 3161); <see langword="null"/>: no time stamp.</param>
    /// <exception cref="ArchiveException"><c>CertificateWithoutKey</c> or <c>TimestampNotPossible</c>.</exception>
    internal CmsManifestSigner(X509Certificate2 certificate, string? timestampServer)
    {
        if (!certificate.HasPrivateKey)
        {
            throw ArchiveException.CertificateWithoutKey(certificate.Subject, "it has no private key");
        }

        if (certificate.Extensions.OfType<X509KeyUsageExtension>().Any(usage => (usage.KeyUsages & ForSigning) == X509KeyUsageFlags.None))
        {
            throw ArchiveException.CertificateWithoutKey(certificate.Subject, "its key usage does not allow signatures");
        }

        _certificate = certificate;
        _timestamps = timestampServer is null ? null : new TimestampClient(timestampServer);
        Signer = CmsSignatures.SignerOf(certificate);
    }

    /// <inheritdoc/>
    public string Suffix => CmsSignatures.Suffix;

    /// <inheritdoc/>
    public string Signer { get; }

    /// <inheritdoc/>
    public string Name => _certificate.Subject;

    /// <inheritdoc/>
    public async Task<ManifestSignature> SignAsync(byte[] manifest, CancellationToken cancellationToken)
    {
        var message = new SignedCms(new ContentInfo(manifest), detached: true);
        try
        {
            message.ComputeSignature(new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, _certificate)
            {
                IncludeOption = X509IncludeOption.EndCertOnly,
                DigestAlgorithm = new Oid(Sha256Oid),
                SignedAttributes = { new Pkcs9SigningTime(DateTime.UtcNow) },
            });
        }
        catch (CryptographicException failure)
        {
            throw ArchiveException.CertificateWithoutKey(_certificate.Subject, failure.Message.TrimEnd('.'));
        }

        var time = _timestamps is null ? null : await _timestamps.StampAsync(message, cancellationToken).ConfigureAwait(false);
        return new ManifestSignature(message.Encode(), time);
    }
}
