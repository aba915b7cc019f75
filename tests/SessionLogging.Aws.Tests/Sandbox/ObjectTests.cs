using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using CsCheck;
using SessionLogging.Sandbox.S3;
using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class ObjectTests : SandboxTest
{
    private Bucket Bucket => Server.Cloud.Buckets.Find(Seeds.Bucket)!;

    [Theory]
    [InlineData("plain.log")]
    [InlineData("a b/c+d/ü%20~'(x)*.log")]
    [InlineData("double//slash/")]
    public async Task An_object_comes_back_as_it_was_put(string key)
    {
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Script started\r\r\n", 9_000)));
        using var s3 = Server.S3();
        var put = new PutObjectRequest { BucketName = Seeds.Bucket, Key = key, InputStream = new MemoryStream(content), ContentType = "text/plain", CannedACL = S3CannedACL.BucketOwnerFullControl };
        put.Metadata["session"] = "jdoe-1";

        var answer = await s3.PutObjectAsync(put, Cancel);
        using var got = await s3.GetObjectAsync(new GetObjectRequest { BucketName = Seeds.Bucket, Key = key }, Cancel);
        using var body = new MemoryStream();
        await got.ResponseStream.CopyToAsync(body, Cancel);

        Assert.Equal(content, body.ToArray());
        Assert.Equal(("text/plain", "jdoe-1", answer.ETag), (got.Headers.ContentType, got.Metadata["session"], got.ETag));
        Assert.Equal(ServerSideEncryptionMethod.AES256, got.ServerSideEncryptionMethod);
        Assert.Equal("bucket-owner-full-control", Bucket.Find(key)!.Acl);
        Assert.NotEmpty(Bucket.Find(key)!.Checksums);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_payload_is_taken_in_signed_chunks_with_a_trailer_and_without_and_whole(bool inChunks, bool withChecksum)
    {
        using var s3 = Server.S3();

        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = Seeds.Bucket,
                Key = "k",
                ContentBody = "content",
                UseChunkEncoding = inChunks,
                DisableDefaultChecksumValidation = !withChecksum,
            },
            Cancel);

        Assert.Equal("content", Encoding.UTF8.GetString(Bucket.Find("k")!.Content.ToArray()));
    }

    [Theory]
    [InlineData("SHA256")]
    [InlineData("SHA1")]
    [InlineData("CRC32")]
    [InlineData("CRC32C")]
    [InlineData("CRC64NVME")]
    public async Task Checksums_are_verified_and_told(string algorithm)
    {
        using var s3 = Server.S3();
        var put = new PutObjectRequest { BucketName = Seeds.Bucket, Key = "k", ContentBody = "123456789", ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm) };
        if (algorithm == "CRC64NVME")
        {
            put.ChecksumCRC64NVME = "rosUhgp5mIg=";
        }

        await s3.PutObjectAsync(put, Cancel);
        var head = await s3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = Seeds.Bucket, Key = "k", ChecksumMode = ChecksumMode.ENABLED }, Cancel);

        Assert.Equal(ChecksumType.FULL_OBJECT, head.ChecksumType);
        Assert.Equal($"x-amz-checksum-{algorithm}", Assert.Single(Bucket.Find("k")!.Checksums).Key, ignoreCase: true);
    }

    [Fact]
    public async Task A_wrong_checksum_is_refused()
    {
        using var s3 = Server.S3();

        var refused = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.PutObjectAsync(
            new PutObjectRequest { BucketName = Seeds.Bucket, Key = "k", ContentBody = "content", ChecksumSHA256 = Convert.ToBase64String(new byte[32]) }, Cancel));

        Assert.Equal("BadDigest", refused.ErrorCode);
        Assert.Null(Bucket.Find("k"));
    }

    [Fact]
    public async Task A_range_of_a_generated_object_costs_no_memory()
    {
        const long length = 50L * 1024 * 1024 * 1024;
        Bucket.Put("huge.log", new ContentSource(length, () => new RepeatingStream("0123456789"u8.ToArray())));
        using var s3 = Server.S3();

        using var got = await s3.GetObjectAsync(new GetObjectRequest { BucketName = Seeds.Bucket, Key = "huge.log", ByteRange = new Amazon.S3.Model.ByteRange(length - 15, length - 11) }, Cancel);
        using var reader = new StreamReader(got.ResponseStream);

        Assert.Equal("56789", await reader.ReadToEndAsync(Cancel));
        Assert.Equal($"bytes {length - 15}-{length - 11}/{length}", got.ContentRange);
    }

    [Theory]
    [InlineData("bytes=2-4", "234")]
    [InlineData("bytes=7-", "789")]
    [InlineData("bytes=7-99", "789")]
    [InlineData("bytes=-3", "789")]
    [InlineData("bytes=-99", "0123456789")]
    [InlineData("bytes=1-2,4-5", null)]
    [InlineData("lines=1-2", null)]
    public void A_range_header_means_a_part_or_the_whole(string header, string? part)
    {
        const string whole = "0123456789";

        var range = SessionLogging.Sandbox.S3.ByteRange.Of(header, whole.Length);

        Assert.Equal(part, range is null ? null : whole.Substring((int)range.First, (int)range.Length));
    }

    [Fact]
    public async Task A_range_behind_the_end_is_refused()
    {
        Bucket.Put("k", "0123"u8.ToArray());
        using var s3 = Server.S3();

        var refused = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.GetObjectAsync(
            new GetObjectRequest { BucketName = Seeds.Bucket, Key = "k", ByteRange = new Amazon.S3.Model.ByteRange(9, 12) }, Cancel));

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, refused.StatusCode);
    }

    [Fact]
    public async Task An_object_is_deleted_and_then_missing()
    {
        Bucket.Put("k", "0123"u8.ToArray());
        using var s3 = Server.S3();

        await s3.DeleteObjectAsync(Seeds.Bucket, "k", Cancel);
        await s3.DeleteObjectAsync(Seeds.Bucket, "k", Cancel);

        await Assert.ThrowsAnyAsync<NoSuchKeyException>(() => s3.GetObjectAsync(Seeds.Bucket, "k", Cancel));
    }

    [Fact]
    public async Task A_presigned_address_gives_the_object_to_anybody_until_it_expires()
    {
        Bucket.Put("a b.log", "content"u8.ToArray());
        using var s3 = Server.S3();
        using var http = new HttpClient();
        var address = s3.GetPreSignedURL(new GetPreSignedUrlRequest { BucketName = Seeds.Bucket, Key = "a b.log", Expires = DateTime.UtcNow.AddMinutes(5), Protocol = Protocol.HTTP });

        Assert.Equal("content", await http.GetStringAsync(new Uri(address), Cancel));
        using var forged = await http.GetAsync(new Uri(address.Replace("a%20b.log", "other.log", StringComparison.Ordinal)), Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
    }

    [Fact]
    public void Listing_page_by_page_gives_every_key_once_in_the_order_of_its_bytes()
    {
        var key = OneOf("a", "b", "/", "ü", "\uFFFD", "\U0001F600").Array[1, 5].Select(string.Concat);
        Gen.Select(key.Array[0, 30], OneOf("", "a", "a/"), OneOf("", "/"), Gen.Int[1, 5]).Sample((keys, prefix, delimiter, size) =>
        {
            var bucket = new Bucket("b", SandboxAccounts.First.Id, SandboxAccounts.Ireland, TimeProvider.System);
            foreach (var name in keys)
            {
                bucket.Put(name, []);
            }

            Assert.Equal(Expected(keys, prefix, delimiter), Paged(bucket, prefix, delimiter, size));
        });
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static List<string> Expected(IEnumerable<string> keys, string prefix, string delimiter) =>
    [
        .. keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => delimiter.Length > 0 && key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal) is var end and >= 0 ? key[..(end + 1)] : key)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(key => Convert.ToHexString(Encoding.UTF8.GetBytes(key)), StringComparer.Ordinal),
    ];

    private static List<string> Paged(Bucket bucket, string prefix, string delimiter, int size)
    {
        var told = new List<string>();
        ListingPage page;
        string? token = null;
        do
        {
            page = ListingPage.Of(bucket, prefix, delimiter, startAfter: null, token, size);
            told.AddRange(page.Entries.Select(entry => entry.Text));
            token = page.NextToken;
        }
        while (token is not null);
        return told;
    }

    /// <summary>The same bytes again and again, without end.</summary>
    private sealed class RepeatingStream(byte[] pattern) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => long.MaxValue;

        public override long Position
        {
            get => _position;
            set => _position = value;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var index = 0; index < count; index++)
            {
                buffer[offset + index] = pattern[(int)((_position + index) % pattern.Length)];
            }

            _position += count;
            return count;
        }

        public override long Seek(long offset, SeekOrigin origin) => _position = offset + (origin == SeekOrigin.Current ? _position : 0);

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
