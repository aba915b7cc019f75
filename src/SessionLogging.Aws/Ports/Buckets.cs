using System.Runtime.CompilerServices;
using Amazon.S3.Model;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;
using SessionLogging.Aws.Connections;

namespace SessionLogging.Aws.Ports;

/// <summary>Buckets on S3's API.</summary>
internal sealed class Buckets(BucketClients clients, BucketCaller buckets, AwsCaller caller) : IBuckets
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<string>> ListNamesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListBucketsRequest { MaxBuckets = 1000 };
        do
        {
            var page = await caller.CallAsync(BucketCaller.Service, "ListBuckets", ct => clients.OfAccount().ListBucketsAsync(request, ct), cancellationToken)
                .ConfigureAwait(false);
            yield return [.. (page.Buckets ?? []).Select(bucket => bucket.BucketName)];
            request.ContinuationToken = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(request.ContinuationToken));
    }

    /// <inheritdoc/>
    public async Task<Looked<BucketFacts>> LookAsync(string name, CancellationToken cancellationToken)
    {
        var look = await Look.AtAsync(
            async () =>
            {
                var rule = await FirstEncryptionRuleAsync(name, cancellationToken).ConfigureAwait(false);
                return Looked.Known(new BucketFacts(
                    name, rule?.ServerSideEncryptionAlgorithm?.Value, (rule?.ServerSideEncryptionKeyManagementServiceKeyId).Given()));
            },
            missingCode: "NoSuchBucket",
            noNameCode: "InvalidBucketName").ConfigureAwait(false);
        return look.State is LookState.Missing or LookState.NotAName ? look : look.In(buckets.RegionOf(name));
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
