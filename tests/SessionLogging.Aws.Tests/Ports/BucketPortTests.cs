using Amazon;
using Amazon.S3;
using SessionLogging.Accounts;
using SessionLogging.Aws.Connections;
using SessionLogging.Sandbox.S3;

namespace SessionLogging.Aws.Tests.Ports;

public sealed class BucketPortTests : AccountTest
{
    [Theory]
    [InlineData(Seeds.Bucket, "AES256", false)]
    [InlineData(Seeds.KmsBucket, "aws:kms", true)]
    [InlineData(Seeds.DsseBucket, "aws:kms:dsse", true)]
    [InlineData(Seeds.PlainBucket, null, false)]
    public async Task A_bucket_is_known_with_its_default_encryption(string name, string? algorithm, bool hasKey)
    {
        using var account = await OpenAsync();

        var bucket = await account.Buckets.LookAsync(name, Cancel);

        Assert.Equal(LookupState.Known, bucket.State);
        Assert.Equal(new BucketFacts(name, algorithm, hasKey ? Seeds.KeyArn : null), bucket.Facts);
    }

    [Fact]
    public async Task A_bucket_of_another_Region_is_followed_there()
    {
        using var account = await OpenAsync();

        var bucket = await account.Buckets.LookAsync(Seeds.VirginiaBucket, Cancel);

        Assert.Equal(("AES256", SandboxAccounts.Virginia), (bucket.Facts.DefaultEncryption, bucket.Region));
        Assert.Equal(SandboxAccounts.Ireland, (await account.Buckets.LookAsync(Seeds.Bucket, Cancel)).Region);
        Assert.Equal(
            [(SandboxAccounts.Ireland, "PermanentRedirect"), (SandboxAccounts.Virginia, null)],
            Observed.All.Take(2).Select(call => (call.Region, call.ErrorCode)));
    }

    [Fact]
    public async Task Where_a_bucket_lies_is_known_also_where_it_may_not_be_looked_at()
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "GetBucketEncryption", Region = SandboxAccounts.Virginia });
        using var account = await OpenAsync();

        var bucket = await account.Buckets.LookAsync(Seeds.VirginiaBucket, Cancel);

        Assert.Equal((LookupState.Denied, SandboxAccounts.Virginia), (bucket.State, bucket.Region));
    }

    [Fact]
    public async Task A_name_that_S3_takes_for_none_is_no_failure()
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Error, Operation = "GetBucketEncryption", Code = "InvalidBucketName", Status = 400 });
        using var account = await OpenAsync();

        Assert.Equal(LookupState.NotAName, (await account.Buckets.LookAsync("__BUCKET__", Cancel)).State);
    }

    [Fact]
    public async Task A_bucket_is_missing_only_where_S3_says_so()
    {
        using var account = await OpenAsync();

        Assert.Equal(LookupState.Missing, (await account.Buckets.LookAsync("nobody-has-this-one", Cancel)).State);

        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Error, Operation = "GetBucketEncryption", Code = "NotFound", Status = 404 });
        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.Buckets.LookAsync(Seeds.Bucket, Cancel));
        Assert.Equal("NotFound", failure.Code);
    }

    [Fact]
    public async Task A_bucket_of_somebody_else_is_denied_and_not_missing()
    {
        using var account = await OpenAsync();

        Assert.Equal(LookupState.Denied, (await account.Buckets.LookAsync(Seeds.OtherAccountBucket, Cancel)).State);
    }

    [Fact]
    public async Task The_accounts_own_buckets_are_listed()
    {
        using var account = await OpenAsync();

        var pages = await account.Buckets.ListNamesAsync(Cancel).AllAsync();

        Assert.Equal([Seeds.Bucket, Seeds.DsseBucket, Seeds.KmsBucket, Seeds.PlainBucket, Seeds.VirginiaBucket], pages.SelectMany(page => page));
    }

    [Fact]
    public async Task A_bucket_with_a_period_can_be_looked_at()
    {
        Server.Cloud.Buckets.Add("logs.example.com", SandboxAccounts.First.Id, SandboxAccounts.Ireland, BucketEncryption.SseS3);
        using var account = await OpenAsync();

        Assert.Equal("AES256", (await account.Buckets.LookAsync("logs.example.com", Cancel)).Facts.DefaultEncryption);
    }

    [Theory]
    [InlineData("logs", null, false)]
    [InlineData("logs.example.com", null, true)]
    [InlineData("logs", "http://127.0.0.1:4566", true)]
    public void Only_a_bucket_with_a_period_or_at_an_address_of_ones_own_stands_in_the_path(string bucket, string? endpointUrl, bool inPath)
    {
        var settings = new ClientSettings(new ConnectionOptions { EndpointUrl = endpointUrl }, profile: null, RegionEndpoint.EUWest1);
        using var clients = new BucketClients(new BasicAWSCredentials("AKIA", "secret"), settings);

        Assert.Equal(inPath, ((AmazonS3Config)clients.Of(bucket, "eu-west-1").Config).ForcePathStyle);
    }
}
