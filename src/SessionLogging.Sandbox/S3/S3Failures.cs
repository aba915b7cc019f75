namespace SessionLogging.Sandbox.S3;

/// <summary>What S3 answers, by its own codes, statuses and words.</summary>
internal static class S3Failures
{
    public const string RegionHeader = "x-amz-bucket-region";

    public static AwsServiceException NoSuchBucket(string name) => new("NoSuchBucket", 404, "The specified bucket does not exist") { Details = [new("BucketName", name)] };

    public static AwsServiceException NoSuchKey(string key) => new("NoSuchKey", 404, "The specified key does not exist.") { Details = [new("Key", key)] };

    /// <summary>Another owner's bucket; HeadBucket tells where it lies all the same.</summary>
    public static AwsServiceException AccessDenied(Bucket bucket) => new("AccessDenied", 403, "Access Denied") { Headers = [new(RegionHeader, bucket.Region)] };

    /// <summary>The address of one Region was asked for a bucket of another: path-style addresses know no better.</summary>
    public static AwsServiceException PermanentRedirect(Bucket bucket) => new(
        "PermanentRedirect", 301, "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.")
    {
        Details = [new("Endpoint", $"s3.{bucket.Region}.amazonaws.com"), new("Bucket", bucket.Name)],
        Headers = [new(RegionHeader, bucket.Region)],
    };

    /// <summary>The bucket's own address leads to its Region, and there the signature is for another one.</summary>
    public static AwsServiceException WrongRegionInScope(Bucket bucket, string region) => new(
        "AuthorizationHeaderMalformed", 400, $"The authorization header is malformed; the region '{region}' is wrong; expecting '{bucket.Region}'")
    {
        Details = [new("Region", bucket.Region)],
        Headers = [new(RegionHeader, bucket.Region)],
    };

    public static AwsServiceException BucketTaken(Bucket bucket, string accountId) => bucket.AccountId == accountId
        ? new("BucketAlreadyOwnedByYou", 409, "Your previous request to create the named bucket succeeded and you already own it.") { Details = [new("BucketName", bucket.Name)] }
        : new("BucketAlreadyExists", 409, "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.") { Details = [new("BucketName", bucket.Name)] };

    public static AwsServiceException InvalidBucketName(string name) => new("InvalidBucketName", 400, "The specified bucket is not valid.") { Details = [new("BucketName", name)] };

    public static AwsServiceException IllegalLocation(string constraint, string region) => new(
        "IllegalLocationConstraintException", 400, $"The {constraint} location constraint is incompatible for the region specific endpoint this request was sent to. It was signed for {region}.");

    public static AwsServiceException InvalidLocation(string constraint) => new("InvalidLocationConstraint", 400, "The specified location-constraint is not valid") { Details = [new("LocationConstraint", constraint)] };

    public static AwsServiceException NoEncryption(string bucket) => new(
        "ServerSideEncryptionConfigurationNotFoundError", 404, "The server side encryption configuration was not found") { Details = [new("BucketName", bucket)] };

    public static AwsServiceException NoLifecycle(string bucket) => new(
        "NoSuchLifecycleConfiguration", 404, "The lifecycle configuration does not exist") { Details = [new("BucketName", bucket)] };

    public static AwsServiceException NoPublicAccessBlock(string bucket) => new(
        "NoSuchPublicAccessBlockConfiguration", 404, "The public access block configuration was not found") { Details = [new("BucketName", bucket)] };

    public static AwsServiceException NoPolicy(string bucket) => new(
        "NoSuchBucketPolicy", 404, "The bucket policy does not exist") { Details = [new("BucketName", bucket)] };

    public static AwsServiceException NoObjectLock(string bucket) => new(
        "ObjectLockConfigurationNotFoundError", 404, "Object Lock configuration does not exist for this bucket") { Details = [new("BucketName", bucket)] };

    public static AwsServiceException InvalidBucketState(string message) => new("InvalidBucketState", 409, message);

    public static AwsServiceException MalformedPolicy() => new("MalformedPolicy", 400, "Policies must be valid JSON and the first byte must be '{'");

    public static AwsServiceException MalformedXml() => new("MalformedXML", 400, "The XML you provided was not well-formed or did not validate against our published schema");

    public static AwsServiceException InvalidArgument(string message) => new("InvalidArgument", 400, message);

    public static AwsServiceException KeyTooLong(int bytes) => new("KeyTooLongError", 400, "Your key is too long") { Details = [new("Size", $"{bytes}"), new("MaxSizeAllowed", "1024")] };

    public static AwsServiceException InvalidRange(long length) => new("InvalidRange", 416, "The requested range is not satisfiable")
    {
        Details = [new("ActualObjectSize", $"{length}")],
        Headers = [new("Content-Range", $"bytes */{length}")],
    };

    public static AwsServiceException PreconditionFailed(string condition) => new("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold") { Details = [new("Condition", condition)] };
}
