using SessionLogging.Sandbox.State;
using SessionLogging.Sandbox.Wire;

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
