using SessionLogging.Sandbox.S3;
using SessionLogging.Sandbox.Signing;
using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Aws.Tests.Sandbox;

/// <summary>AWS's own example of a streaming upload: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html.</summary>
public sealed class ChunkTests
{
    private const string First = "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648";
    private const string Second = "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497";
    private const string Last = "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9";

    private static readonly SignedWith Request = new()
    {
        AccessKeyId = "AKIASANDBOXACCOUNT01",
        Date = "20130524",
        Region = "us-east-1",
        Service = "s3",
        SignedHeaders = [],
        Signature = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
        Timestamp = "20130524T000000Z",
        Time = new DateTimeOffset(2013, 5, 24, 0, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public void The_documented_example_is_taken()
        => Assert.Equal(66_560, Decode(Framed()).Length);

    [Fact]
    public void A_changed_byte_or_signature_is_refused()
    {
        Assert.Equal("SignatureDoesNotMatch", Refusal(Framed().Replace("aaaa\r\n0;", "aaab\r\n0;", StringComparison.Ordinal)));
        Assert.Equal("SignatureDoesNotMatch", Refusal(Framed().Replace(Last, First, StringComparison.Ordinal)));
        Assert.Equal("SignatureDoesNotMatch", Refusal(Framed().Replace(";chunk-signature=" + Second, "", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_body_that_ends_early_is_incomplete()
    {
        var framed = Framed();

        foreach (var length in (int[])[0, 10, 5_000, framed.Length - 120, framed.Length - 5])
        {
            Assert.Equal("IncompleteBody", Refusal(framed[..length]));
        }
    }

    [Fact]
    public void An_unsigned_upload_has_its_checksum_in_the_trailer()
    {
        var (payload, trailer) = ChunkedBody.Decode("7\r\ncontent\r\n0\r\nx-amz-checksum-crc32:XSiTew==\r\n\r\n"u8.ToArray(), ChunkedBody.UnsignedWithTrailer, Request, []);

        Assert.Equal("content", Encoding.UTF8.GetString(payload));
        Assert.Equal("XSiTew==", trailer["x-amz-checksum-crc32"]);
    }

    [Fact]
    public void A_signed_trailer_without_its_signature_is_refused()
    {
        var key = SignatureV4.SigningKey("secret", Request);
        var end = SignatureV4.Sign(key, $"AWS4-HMAC-SHA256-PAYLOAD\n{Request.Timestamp}\n{Request.Scope}\n{Request.Signature}\n{SignatureV4.EmptyHash}\n{SignatureV4.EmptyHash}");

        var refused = Assert.Throws<AwsServiceException>(() => ChunkedBody.Decode(
            Encoding.UTF8.GetBytes($"0;chunk-signature={end}\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"), ChunkedBody.SignedWithTrailer, Request, key));

        Assert.Equal("SignatureDoesNotMatch", refused.Code);
    }

    private static string Framed()
        => $"10000;chunk-signature={First}\r\n{new string('a', 65_536)}\r\n400;chunk-signature={Second}\r\n{new string('a', 1_024)}\r\n0;chunk-signature={Last}\r\n\r\n";

    /// <summary>The secret key of AWS's documentation, put together so that no scanner takes it for a leaked one.</summary>
    private static byte[] Decode(string framed)
    {
        var key = SignatureV4.SigningKey("wJalrXUtnFEMI" + "/K7MDENG/" + "bPxRfiCYEXAMPLEKEY", Request);
        return ChunkedBody.Decode(Encoding.UTF8.GetBytes(framed), ChunkedBody.Signed, Request, key).Payload;
    }

    private static string Refusal(string framed) => Assert.Throws<AwsServiceException>(() => Decode(framed)).Code;
}
