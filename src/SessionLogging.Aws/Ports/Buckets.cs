using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Ports;

/// <summary>Buckets on S3's API.</summary>
/// <param name="s3">Addresses a bucket by the host's name.</param>
/// <param name="pathStyle">Addresses a bucket in the path.</param>
/// <param name="caller">Makes the calls.</param>
internal sealed class Buckets(Lazy<AmazonS3Client> s3, Lazy<AmazonS3Client> pathStyle, AwsCaller caller) : IBuckets
{
    private const string Service = "S3";

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<string>> ListNamesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListBucketsRequest { MaxBuckets = 1000 };
        do
        {
            var page = await caller.CallAsync(Service, "ListBuckets", ct => s3.Value.ListBucketsAsync(request, ct), cancellationToken)
                .ConfigureAwait(false);
            yield return [.. (page.Buckets ?? []).Select(bucket => bucket.BucketName)];
            request.ContinuationToken = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(request.ContinuationToken));
    }

    /// <inheritdoc/>
    public Task<Looked<BucketFacts>> LookAsync(string name, CancellationToken cancellationToken) => Look.AtAsync(
        async () =>
        {
            var rule = await FirstEncryptionRuleAsync(name, cancellationToken).ConfigureAwait(false);
            return Looked.Known(new BucketFacts(
                name, rule?.ServerSideEncryptionAlgorithm?.Value, NullIfEmpty(rule?.ServerSideEncryptionKeyManagementServiceKeyId)));
        },
        missingCode: "NoSuchBucket");

    private async Task<ServerSideEncryptionByDefault?> FirstEncryptionRuleAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetBucketEncryptionRequest { BucketName = name };
            var answer = await caller
                .CallAsync(Service, "GetBucketEncryption", ct => ClientFor(name).GetBucketEncryptionAsync(request, ct), cancellationToken)
                .ConfigureAwait(false);
            return answer.ServerSideEncryptionConfiguration?.ServerSideEncryptionRules?.FirstOrDefault()?.ServerSideEncryptionByDefault;
        }
        catch (AwsCallException failure) when (failure.Code == "ServerSideEncryptionConfigurationNotFoundError")
        {
            return null;
        }
    }

    // The certificate of *.s3.REGION.amazonaws.com covers one label, so a name with a period fails as a host name.
    private AmazonS3Client ClientFor(string name) => (name.Contains('.') ? pathStyle : s3).Value;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
