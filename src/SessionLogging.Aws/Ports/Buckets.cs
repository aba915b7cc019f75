using Amazon.S3.Model;
using SessionLogging.Aws.Connections;

namespace SessionLogging.Aws.Ports;

/// <summary>Buckets on S3's API.</summary>
internal sealed class Buckets(BucketClients clients, BucketCaller buckets, AwsCaller caller) : IBuckets
{
    public IAsyncEnumerable<IReadOnlyList<string>> ListNamesAsync(CancellationToken cancellationToken) => caller.PagesAsync(
        BucketCaller.Service,
        "ListBuckets",
        (token, ct) => clients.OfAccount().ListBucketsAsync(new ListBucketsRequest { MaxBuckets = 1000, ContinuationToken = token }, ct),
        static answer => new Page<string>(answer.Buckets.Each("Buckets", bucket => bucket.BucketName.Needed("Name")), answer.ContinuationToken),
        cancellationToken);

    public async Task<LookupResult<BucketFacts>> LookAsync(string name, CancellationToken cancellationToken)
    {
        var look = await Look.AtAsync(
            async () =>
            {
                var rule = await FirstEncryptionRuleAsync(name, cancellationToken).ConfigureAwait(false);
                return LookupResult.Known(new BucketFacts(
                    name, rule?.ServerSideEncryptionAlgorithm?.Value, (rule?.ServerSideEncryptionKeyManagementServiceKeyId).Given()));
            },
            missingCode: "NoSuchBucket",
            noNameCode: "InvalidBucketName").ConfigureAwait(false);
        return look.State is LookupState.Missing or LookupState.NotAName ? look : look.In(buckets.RegionOf(name));
    }

    private async Task<ServerSideEncryptionByDefault?> FirstEncryptionRuleAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetBucketEncryptionRequest { BucketName = name };
            var answer = await buckets.CallAsync(
                "GetBucketEncryption", name, (s3, ct) => s3.GetBucketEncryptionAsync(request, ct), cancellationToken).ConfigureAwait(false);
            return answer.ServerSideEncryptionConfiguration?.ServerSideEncryptionRules?.FirstOrDefault()?.ServerSideEncryptionByDefault;
        }
        catch (AwsCallException failure) when (failure.Code == "ServerSideEncryptionConfigurationNotFoundError")
        {
            return null;
        }
    }
}
