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
    public async Task What_protects_a_bucket_is_known_also_where_nothing_does()
    {
        using var account = await OpenAsync();
        var bucket = Server.Cloud.Buckets.Find(Seeds.Bucket)!;

        Assert.Empty((await account.Buckets.LookAtPublicAccessAsync(Seeds.Bucket, Cancel)).Facts.Open);
        Assert.Null((await account.Buckets.LookAtVersioningAsync(Seeds.Bucket, Cancel)).Facts.Status);
        Assert.Null((await account.Buckets.LookAtPolicyAsync(Seeds.Bucket, Cancel)).Facts.Text);
        Assert.Equal(new ObjectLock(IsOn: false, Mode: null, Days: null), (await account.Buckets.LookAtLockAsync(Seeds.Bucket, Cancel)).Facts);

        (bucket.BlockedAccess, bucket.Versioning, bucket.Policy) = (["BlockPublicAcls"], "Suspended", """{"Statement":[]}""");
        bucket.ObjectLock = System.Xml.Linq.XElement.Parse("<ObjectLockConfiguration xmlns='http://s3.amazonaws.com/doc/2006-03-01/'><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Years>2</Years></DefaultRetention></Rule></ObjectLockConfiguration>");
        Assert.Equal(["IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"], (await account.Buckets.LookAtPublicAccessAsync(Seeds.Bucket, Cancel)).Facts.Open);
        Assert.Equal("Suspended", (await account.Buckets.LookAtVersioningAsync(Seeds.Bucket, Cancel)).Facts.Status);
        Assert.Equal("""{"Statement":[]}""", (await account.Buckets.LookAtPolicyAsync(Seeds.Bucket, Cancel)).Facts.Text);
        Assert.Equal(new ObjectLock(IsOn: true, "GOVERNANCE", 730), (await account.Buckets.LookAtLockAsync(Seeds.Bucket, Cancel)).Facts);

        bucket.BlockedAccess = null;
        Assert.Equal(4, (await account.Buckets.LookAtPublicAccessAsync(Seeds.Bucket, Cancel)).Facts.Open.Count);
    }

    [Theory]
    [InlineData("GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock")]
    [InlineData("GetBucketVersioning", "s3:GetBucketVersioning")]
    [InlineData("GetBucketPolicy", "s3:GetBucketPolicy")]
    [InlineData("GetObjectLockConfiguration", "s3:GetBucketObjectLockConfiguration")]
    public async Task A_look_at_what_protects_a_bucket_that_is_denied_names_the_right_and_a_missing_bucket_is_missing(string operation, string right)
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = operation });
        using var account = await OpenAsync();

        Assert.Equal((LookupState.Denied, right), await StateAsync(Seeds.Bucket));

        Server.Faults.Clear();
        Assert.Equal((LookupState.Missing, null), await StateAsync("nobody-has-this-one"));

        async Task<(LookupState State, string? Right)> StateAsync(string bucket)
        {
            return operation switch
            {
                "GetPublicAccessBlock" => Of(await account.Buckets.LookAtPublicAccessAsync(bucket, Cancel)),
                "GetBucketVersioning" => Of(await account.Buckets.LookAtVersioningAsync(bucket, Cancel)),
                "GetBucketPolicy" => Of(await account.Buckets.LookAtPolicyAsync(bucket, Cancel)),
                _ => Of(await account.Buckets.LookAtLockAsync(bucket, Cancel)),
            };
        }

        static (LookupState State, string? Right) Of<T>(LookupResult<T> look)
            where T : class => (look.State, look.State is LookupState.Denied ? look.Denial.Action : null);
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
