using System.Security.Cryptography.Pkcs;
using SessionLogging.Logs.Archive;
#if NET
using System.Net.Http.Headers;
using System.Security.Cryptography;
#endif

namespace SsmSessionLogging.Signing;

/// <summary>Asks a time stamp authority to vouch for when a signature was there (RFC 3161, over HTTP).</summary>
internal sealed class TimestampClient
{
#if NET
    // RFC 3161, appendix A: id-aa-timeStampToken, an attribute beside the signature.
    private const string AttributeOid = "1.2.840.113549.1.9.16.2.14";
    private const int NonceLength = 8;
    private const long MostBytes = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Uri _server;

    /// <exception cref="ArchiveException"><c>TimestampNotPossible</c>.</exception>
    internal TimestampClient(string server) =>
        _server = Uri.TryCreate(server, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw ArchiveException.TimestampNotPossible(server, "it is no http or https address");

    /// <summary>Puts a time stamp beside the signature.</summary>
    /// <exception cref="ArchiveException"><c>TimestampFailed</c>.</exception>
    internal async Task<DateTimeOffset?> StampAsync(SignedCms message, CancellationToken cancellationToken)
    {
        var signer = message.SignerInfos[0];
        var request = Rfc3161TimestampRequest.CreateFromSignerInfo(
            signer, HashAlgorithmName.SHA256, nonce: RandomNumberGenerator.GetBytes(NonceLength), requestSignerCertificates: true);
        var answer = await AskAsync(request.Encode(), cancellationToken).ConfigureAwait(false);
        try
        {
            var token = request.ProcessResponse(answer, out _);
            signer.AddUnsignedAttribute(new AsnEncodedData(new Oid(AttributeOid), token.AsSignedCms().Encode()));
            return token.TokenInfo.Timestamp;
        }
        catch (CryptographicException refused)
        {
            throw ArchiveException.TimestampFailed(_server.ToString(), refused.Message, refused);
        }
    }

    private async Task<byte[]> AskAsync(byte[] request, CancellationToken cancellationToken)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = MostBytes };
        using var content = new ByteArrayContent(request);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        try
        {
            using var answer = await client.PostAsync(_server, content, cancellationToken).ConfigureAwait(false);
            return answer.IsSuccessStatusCode
                ? await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)
                : throw ArchiveException.TimestampFailed(_server.ToString(), FormattableString.Invariant($"it answered HTTP {(int)answer.StatusCode}"));
        }
        catch (HttpRequestException failure)
        {
            throw ArchiveException.TimestampFailed(_server.ToString(), failure.Message, failure);
        }
        catch (TaskCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw ArchiveException.TimestampFailed(_server.ToString(), FormattableString.Invariant($"no answer came within {Patience.TotalSeconds:0} seconds"), late);
        }
    }
#else
    /// <exception cref="ArchiveException"><c>TimestampNotPossible</c>: .NET Framework makes no requests for time stamps.</exception>
    internal TimestampClient(string server) =>
        throw ArchiveException.TimestampNotPossible(server, ".NET Framework, on which Windows PowerShell runs, lacks RFC 3161");

#pragma warning disable CA1822 // As on the other .NET.
    internal Task<DateTimeOffset?> StampAsync(SignedCms message, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("No client is ever made here.");
#pragma warning restore CA1822
#endif
}
