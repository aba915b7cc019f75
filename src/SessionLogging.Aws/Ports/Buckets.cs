using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Ports;

/// <summary>Buckets on S3's API.</summary>
internal sealed class Buckets(Lazy<AmazonS3Client> s3, AwsCaller caller) : IBuckets
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
}
