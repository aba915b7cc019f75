using Amazon.S3;
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

    /// <inheritdoc/>
    public Task<LookupResult<PublicAccessBlock>> LookAtPublicAccessAsync(string name, CancellationToken cancellationToken) => LookAtAsync(
        "GetPublicAccessBlock",
        name,
        (s3, ct) => s3.GetPublicAccessBlockAsync(new GetPublicAccessBlockRequest { BucketName = name }, ct),
        static answer => new PublicAccessBlock(OpenOf(answer.PublicAccessBlockConfiguration)),
        "NoSuchPublicAccessBlockConfiguration",
        new PublicAccessBlock(OpenOf(configuration: null)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<LookupResult<BucketVersioning>> LookAtVersioningAsync(string name, CancellationToken cancellationToken) => LookAtAsync(
        "GetBucketVersioning",
        name,
        (s3, ct) => s3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = name }, ct),
        static answer => new BucketVersioning(answer.VersioningConfig?.Status?.Value is { } status and not "Off" ? status.Given() : null),
        noneCode: null,
        none: null,
        cancellationToken);

    /// <inheritdoc/>
    public Task<LookupResult<BucketPolicy>> LookAtPolicyAsync(string name, CancellationToken cancellationToken) => LookAtAsync(
        "GetBucketPolicy",
        name,
        (s3, ct) => s3.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = name }, ct),
        static answer => new BucketPolicy(answer.Policy.Given()),
        "NoSuchBucketPolicy",
        new BucketPolicy(Text: null),
        cancellationToken);

    /// <inheritdoc/>
    public Task<LookupResult<ObjectLock>> LookAtLockAsync(string name, CancellationToken cancellationToken) => LookAtAsync(
        "GetObjectLockConfiguration",
        name,
        (s3, ct) => s3.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = name }, ct),
        static answer => LockOf(answer.ObjectLockConfiguration),
        "ObjectLockConfigurationNotFoundError",
        new ObjectLock(IsOn: false, Mode: null, Days: null),
        cancellationToken);

    // A bucket without such a configuration is told by an error, and is known.
    private Task<LookupResult<T>> LookAtAsync<TAnswer, T>(
        string operation, string name, Func<AmazonS3Client, CancellationToken, Task<TAnswer>> call, Func<TAnswer, T> read, string? noneCode, T? none, CancellationToken cancellationToken)
        where T : class => Look.AtAsync(
        async () =>
        {
            try
            {
                return LookupResult.Known(await buckets.CallAsync(operation, name, call, read, cancellationToken).ConfigureAwait(false));
            }
            catch (AwsCallException failure) when (none is not null && failure.Code == noneCode)
            {
                return LookupResult.Known(none);
            }
        },
        missingCode: "NoSuchBucket",
        noNameCode: "InvalidBucketName");

    private static IReadOnlyList<string> OpenOf(PublicAccessBlockConfiguration? configuration) =>
    [
        .. from setting in new[]
           {
               ("BlockPublicAcls", configuration?.BlockPublicAcls),
               ("IgnorePublicAcls", configuration?.IgnorePublicAcls),
               ("BlockPublicPolicy", configuration?.BlockPublicPolicy),
               ("RestrictPublicBuckets", configuration?.RestrictPublicBuckets),
           }
           where setting.Item2 is not true
           select setting.Item1,
    ];

    private static ObjectLock LockOf(ObjectLockConfiguration? configuration)
    {
        var retention = configuration?.Rule?.DefaultRetention;
        return new ObjectLock(
            configuration?.ObjectLockEnabled == ObjectLockEnabled.Enabled,
            (retention?.Mode?.Value).Given(),
            retention?.Days is > 0 ? retention.Days : retention?.Years is > 0 ? retention.Years * 365 : null);
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
