namespace SessionLogging.Sandbox.S3;

/// <summary>A call of S3 with the bucket and key that it names.</summary>
internal sealed class S3Call(Call call)
{
    private readonly S3Address _address = S3Address.Of(call.Request);

    public WireRequest Request => call.Request;

    public Principal Caller => call.Caller;

    /// <summary>The Region that the request is signed for: as good as the endpoint it was sent to.</summary>
    public string Region => call.Region.Name;

    public BucketDirectory Buckets => call.Cloud.Buckets;

    public string BucketName => _address.Bucket!;

    public string Key => _address.Key!;

    /// <summary>The bucket, if it is the caller's and lies in the Region that was asked.</summary>
    /// <exception cref="AwsServiceException">It does not exist, is another's or lies elsewhere.</exception>
    public Bucket Bucket(bool fromAnywhere = false)
    {
        var bucket = Buckets.Find(BucketName) ?? throw S3Failures.NoSuchBucket(BucketName);
        if (bucket.Region != Region && !fromAnywhere)
        {
            throw _address.InHost ? S3Failures.WrongRegionInScope(bucket, Region) : S3Failures.PermanentRedirect(bucket);
        }

        if (bucket.AccountId != Caller.AccountId || (Request.Header("x-amz-expected-bucket-owner") is { } expected && expected != bucket.AccountId))
        {
            throw S3Failures.AccessDenied(bucket);
        }

        return bucket;
    }
}

/// <summary>The bucket and key that a request names: in the path, or the bucket in the host (<c>bucket.localhost</c>).</summary>
internal sealed record S3Address(string? Bucket, string? Key, bool InHost)
{
    private const string HostSuffix = ".localhost";

    public string Resource => Bucket is null ? "*" : Key is null ? $"arn:aws:s3:::{Bucket}" : $"arn:aws:s3:::{Bucket}/{Key}";

    public static S3Address Of(WireRequest request)
    {
        var path = Uri.UnescapeDataString(request.RawPath.TrimStart('/'));
        var host = (request.Header("Host") ?? "").Split(':')[0];
        if (host.EndsWith(HostSuffix, StringComparison.OrdinalIgnoreCase))
        {
            return new S3Address(host[..^HostSuffix.Length], NotEmpty(path), InHost: true);
        }

        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new S3Address(NotEmpty(path), Key: null, InHost: false)
            : new S3Address(path[..slash], NotEmpty(path[(slash + 1)..]), InHost: false);
    }

    private static string? NotEmpty(string text) => text.Length == 0 ? null : text;
}
