using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using SessionLogging.Logs.Archive;

namespace SsmSessionLogging.Signing;

/// <summary>Checks signatures by a certificate. Whether the certificate is to be trusted is for whoever gives the one that he expects.</summary>
internal sealed class CmsSignatures : ISignatureVerifier
{
    internal const string Suffix = ".p7s";

    private const int Version = 1;
    private const string DataOid = "1.2.840.113549.1.7.1";

    private static readonly Asn1Tag Content = new(TagClass.ContextSpecific, 0);

    string ISignatureVerifier.Suffix => Suffix;

    /// <summary>The SHA-256 of a certificate.</summary>
    internal static string SignerOf(X509Certificate2 certificate) => Sha256.Of(certificate.RawData);

    /// <inheritdoc/>
    public SignatureCheck Verify(byte[] manifest, byte[] signature)
    {
        var message = new SignedCms(new ContentInfo(manifest), detached: true);
        try
        {
            message.Decode(signature);
            if (message.SignerInfos.Count != 1 || message.SignerInfos[0].Certificate is not { } certificate || message.Certificates.Count != 1)
            {
                return new SignatureCheck(Signer: null, "it has not one signer with one certificate");
            }

            message.CheckSignature(verifySignatureOnly: true);
            return IsAsWritten(signature) && message.SignerInfos[0].Version == Version && message.Encode().AsSpan().SequenceEqual(signature)
                ? new SignatureCheck(SignerOf(certificate), Timestamps.ProblemOf(message.SignerInfos[0], out var time)) { Name = certificate.Subject, Timestamp = time }
                : new SignatureCheck(SignerOf(certificate), "it is not as it was written");
        }
        catch (Exception broken) when (broken is CryptographicException or AsnContentException)
        {
            return new SignatureCheck(Signer: null, broken.Message.TrimEnd('.'));
        }
    }

    /// <summary>What no signature covers: the versions, and the algorithms and kind of content that the message begins with (RFC 5652, 5.1).</summary>
    private static bool IsAsWritten(byte[] signature)
    {
        var content = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
        content.ReadObjectIdentifier();
        var message = content.ReadSequence(Content).ReadSequence();
        var isKnown = message.TryReadInt32(out var version) && version == Version;
        var algorithms = message.ReadSetOf();
        isKnown &= algorithms.ReadSequence().ReadObjectIdentifier() == CmsManifestSigner.Sha256Oid;
        var data = message.ReadSequence();
        return isKnown && !algorithms.HasData && data.ReadObjectIdentifier() == DataOid && !data.HasData;
    }

    /// <summary>Time stamps beside signatures.</summary>
    private static class Timestamps
    {
#if NET
        private const string AttributeOid = "1.2.840.113549.1.9.16.2.14";

        internal static string? ProblemOf(SignerInfo signer, out DateTimeOffset? time)
        {
            time = null;
            foreach (var attribute in signer.UnsignedAttributes)
            {
                if (attribute.Oid.Value != AttributeOid || attribute.Values.Count != 1
                    || !Rfc3161TimestampToken.TryDecode(attribute.Values[0].RawData, out var token, out var length) || length != attribute.Values[0].RawData.Length)
                {
                    return "what stands beside it is no time stamp";
                }

                if (!token.VerifySignatureForSignerInfo(signer, out _))
                {
                    return "the time stamp beside it is of another signature, or was changed";
                }

                time = token.TokenInfo.Timestamp;
            }

            return null;
        }
#else
        // .NET Framework reads no time stamps: the signature is checked without.
        internal static string? ProblemOf(SignerInfo signer, out DateTimeOffset? time)
        {
            time = null;
            return signer.Version < 1 ? "it is of no known version" : null;
        }
#endif
    }
}
