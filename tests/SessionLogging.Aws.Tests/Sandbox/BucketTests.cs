using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using SessionLogging.Sandbox.S3;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class BucketTests : SandboxTest
{
    [Fact]
    public async Task The_accounts_buckets_of_every_Region_are_listed_in_pages()
    {
        using var s3 = Server.S3();

        var names = new List<string>();
        var request = new ListBucketsRequest { MaxBuckets = 2 };
        do
        {
            var page = await s3.ListBucketsAsync(request, Cancel);
            Assert.InRange(page.Buckets.Count, 1, 2);
            names.AddRange(page.Buckets.Select(bucket => $"{bucket.BucketName} {bucket.BucketRegion}"));
            request.ContinuationToken = page.ContinuationToken;
        }
        while (request.ContinuationToken is not null);

        Assert.Equal(
            ["audit-logs eu-west-1", "audit-logs-dsse eu-west-1", "audit-logs-kms eu-west-1", "audit-logs-plain eu-west-1", "audit-logs-us us-east-1"],
            names);
    }

    [Theory]
    [InlineData(Seeds.Bucket, "AES256")]
    [InlineData(Seeds.KmsBucket, "aws:kms")]
    [InlineData(Seeds.DsseBucket, "aws:kms:dsse")]
    public async Task A_buckets_encryption_is_told(string bucket, string algorithm)
    {
        using var s3 = Server.S3();

        var encryption = await s3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = bucket }, Cancel);

        var rule = Assert.Single(encryption.ServerSideEncryptionConfiguration.ServerSideEncryptionRules);
        Assert.Equal(algorithm, rule.ServerSideEncryptionByDefault.ServerSideEncryptionAlgorithm.Value);
        Assert.Equal(algorithm == "AES256" ? null : Seeds.KeyArn, rule.ServerSideEncryptionByDefault.ServerSideEncryptionKeyManagementServiceKeyId);
    }

    [Fact]
    public async Task Encryption_can_be_missing_and_be_set()
    {
        using var s3 = Server.S3();
        var missing = await s3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = Seeds.PlainBucket }, Cancel);
        Assert.Null(missing.ServerSideEncryptionConfiguration);
        Assert.Equal("ServerSideEncryptionConfigurationNotFoundError", Assert.Single(Server.Calls.All).ErrorCode);

        await s3.PutBucketEncryptionAsync(
            new PutBucketEncryptionRequest
            {
                BucketName = Seeds.PlainBucket,
                ServerSideEncryptionConfiguration = new ServerSideEncryptionConfiguration
                {
                    ServerSideEncryptionRules = [new ServerSideEncryptionRule { BucketKeyEnabled = true, ServerSideEncryptionByDefault = new ServerSideEncryptionByDefault { ServerSideEncryptionAlgorithm = "aws:kms", ServerSideEncryptionKeyManagementServiceKeyId = "alias/x" } }],
                },
            },
            Cancel);

        Assert.Equal(new BucketEncryption("aws:kms", "alias/x", BucketKeyEnabled: true), Server.Cloud.Buckets.Find(Seeds.PlainBucket)!.Encryption);
    }

    [Fact]
    public async Task A_bucket_of_another_Region_is_redirected_and_found_from_its_own()
    {
        using var ireland = Server.S3();
        using var virginia = Server.S3(region: SandboxAccounts.Virginia);

        await RefusedAsync("PermanentRedirect", HttpStatusCode.MovedPermanently, () => ireland.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = Seeds.VirginiaBucket }, Cancel));
        await virginia.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = Seeds.VirginiaBucket }, Cancel);
        Assert.Equal("", (await virginia.GetBucketLocationAsync(Seeds.VirginiaBucket, Cancel)).Location.Value);
        Assert.Equal("eu-west-1", (await virginia.GetBucketLocationAsync(Seeds.Bucket, Cancel)).Location.Value);
        Assert.Equal("us-east-1", (await virginia.HeadBucketAsync(new HeadBucketRequest { BucketName = Seeds.VirginiaBucket }, Cancel)).BucketRegion);
    }

    [Fact]
    public async Task A_bucket_of_another_owner_is_denied_and_one_that_nobody_has_is_missing()
    {
        using var s3 = Server.S3();

        await RefusedAsync("AccessDenied", HttpStatusCode.Forbidden, () => s3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = Seeds.OtherAccountBucket }, Cancel));
        await RefusedAsync("AccessDenied", HttpStatusCode.Forbidden, () => s3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = Seeds.Bucket, ExpectedBucketOwner = SandboxAccounts.Second.Id }, Cancel));
        await RefusedAsync("NoSuchBucket", HttpStatusCode.NotFound, () => s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "nobody-has-this" }, Cancel));
    }

    [Theory]
    [InlineData("new-bucket", "eu-west-1", "eu-west-1", null)]
    [InlineData("new-bucket", "us-east-1", null, null)]
    [InlineData("new-bucket", "us-east-1", "eu-west-2", null)]
    [InlineData("new-bucket", "eu-west-1", null, "IllegalLocationConstraintException")]
    [InlineData("new-bucket", "eu-west-1", "eu-west-2", "IllegalLocationConstraintException")]
    [InlineData("new-bucket", "us-east-1", "nowhere-1", "InvalidLocationConstraint")]
    [InlineData("New_Bucket", "eu-west-1", "eu-west-1", "InvalidBucketName")]
    [InlineData("192.168.1.1", "eu-west-1", "eu-west-1", "InvalidBucketName")]
    [InlineData(Seeds.Bucket, "eu-west-1", "eu-west-1", "BucketAlreadyOwnedByYou")]
    [InlineData(Seeds.OtherAccountBucket, "eu-west-1", "eu-west-1", "BucketAlreadyExists")]
    public async Task A_bucket_is_created_where_its_name_is_free_and_its_Region_right(string name, string region, string? constraint, string? code)
    {
        using var s3 = Server.S3(region: region);
        var request = new PutBucketRequest { BucketName = name, UseClientRegion = false, PutBucketConfiguration = new PutBucketConfiguration { LocationConstraint = constraint } };

        if (code is null)
        {
            await s3.PutBucketAsync(request, Cancel);
            Assert.Equal(constraint ?? "us-east-1", Server.Cloud.Buckets.Find(name)!.Region);
        }
        else
        {
            Assert.Equal(code, (await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.PutBucketAsync(request, Cancel))).ErrorCode);
        }
    }

    [Theory]
    [InlineData(SandboxAccounts.Ireland, HttpStatusCode.OK, "")]
    [InlineData(SandboxAccounts.Virginia, HttpStatusCode.BadRequest, "AuthorizationHeaderMalformed")]
    public async Task A_buckets_own_address_leads_to_its_Region_where_the_scope_must_be_right(string region, HttpStatusCode status, string code)
    {
        var address = new Uri($"http://{Seeds.Bucket}.localhost:{new Uri(Server.Url).Port}/key");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = true, Proxy = new WebProxy(Server.Url) });
        using var request = new RawSigner("s3") { Region = region }.Sign(address, HttpMethod.Put, "content", "text/plain");

        using var response = await http.SendAsync(request, Cancel);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(code, await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(status == HttpStatusCode.OK, Server.Cloud.Buckets.Find(Seeds.Bucket)!.Find("key") is not null);
    }

    [Fact]
    public async Task What_the_sandbox_lacks_says_so()
    {
        using var s3 = Server.S3();

        var refused = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.GetBucketWebsiteAsync(Seeds.Bucket, Cancel));

        Assert.Equal("NotImplemented", refused.ErrorCode);
        Assert.Contains("ListObjectsV2", refused.Message, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(string code, HttpStatusCode status, Func<Task> call)
    {
        var refused = await Assert.ThrowsAnyAsync<AmazonS3Exception>(call);
        Assert.Equal((code, status), (refused.ErrorCode, refused.StatusCode));
    }
}
