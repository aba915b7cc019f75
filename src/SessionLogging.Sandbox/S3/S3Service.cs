using SessionLogging.Sandbox.Signing;

namespace SessionLogging.Sandbox.S3;

/// <summary>Amazon S3: REST and XML, path-style and virtual-host-style.</summary>
internal sealed class S3Service : SandboxService, IStreamedPayload
{
    private static readonly ImmutableDictionary<CommonError, ErrorForm> S3Errors = new Dictionary<CommonError, ErrorForm>
    {
        [CommonError.Unsigned] = new("AccessDenied", 403, "Access Denied"),
        [CommonError.IncompleteSignature] = new("AuthorizationHeaderMalformed", 400, "The authorization header that you provided is not valid."),
        [CommonError.UnknownKey] = new("InvalidAccessKeyId", 403, "The AWS Access Key Id you provided does not exist in our records."),
        [CommonError.WrongToken] = new("InvalidToken", 400, "The provided token is malformed or otherwise invalid."),
        [CommonError.ExpiredToken] = new("ExpiredToken", 400, "The provided token has expired."),
        [CommonError.WrongScope] = new("AuthorizationHeaderMalformed", 400, "The authorization header is malformed."),
        [CommonError.Skewed] = new("RequestTimeTooSkewed", 403, "The difference between the request time and the current time is too large."),
        [CommonError.WrongSignature] = new("SignatureDoesNotMatch", 403, "The request signature we calculated does not match the signature you provided. Check your key and signing method."),
        [CommonError.Denied] = new("AccessDenied", 403, "Access Denied"),
        [CommonError.Throttled] = new("SlowDown", 503, "Please reduce your request rate."),
        [CommonError.Internal] = new("InternalError", 500, "We encountered an internal error. Please try again."),
        [CommonError.Invalid] = new("InvalidArgument", 400, "Invalid Argument"),
        [CommonError.Unreadable] = new("MalformedXML", 400, "The XML you provided was not well-formed or did not validate against our published schema"),
        [CommonError.UnknownOperation] = new("NotImplemented", 501, "The sandbox has no such operation."),
    }.ToImmutableDictionary();

    /// <summary>Query names that make another operation of a method; those that no route names are not implemented.</summary>
    private static readonly string[] Subresources =
    [
        "accelerate", "acl", "analytics", "attributes", "cors", "delete", "encryption", "intelligent-tiering", "inventory", "legal-hold",
        "lifecycle", "list-type", "location", "logging", "metadataConfiguration", "metadataTable", "metrics", "notification", "object-lock",
        "ownershipControls", "partNumber", "policy", "policyStatus", "publicAccessBlock", "replication", "requestPayment", "restore",
        "retention", "select", "session", "tagging", "torrent", "uploadId", "uploads", "versionId", "versioning", "versions", "website",
    ];

    private readonly List<(Route Route, Operation Operation)> _routes = [];

    public S3Service()
    {
        Add("ListBuckets", "ListAllMyBuckets", new("GET", Target.Service), BucketOperations.List);
        Add("CreateBucket", "CreateBucket", new("PUT", Target.Bucket), BucketOperations.Create);
        Add("HeadBucket", "ListBucket", new("HEAD", Target.Bucket), BucketOperations.Head);
        Add("GetBucketLocation", "GetBucketLocation", new("GET", Target.Bucket, "location"), BucketOperations.GetLocation);
        Add("GetBucketEncryption", "GetEncryptionConfiguration", new("GET", Target.Bucket, "encryption"), BucketOperations.GetEncryption);
        Add("PutBucketEncryption", "PutEncryptionConfiguration", new("PUT", Target.Bucket, "encryption"), BucketOperations.PutEncryption);
        Add("GetBucketLifecycleConfiguration", "GetLifecycleConfiguration", new("GET", Target.Bucket, "lifecycle"), BucketOperations.GetLifecycle);
        Add("PutBucketLifecycleConfiguration", "PutLifecycleConfiguration", new("PUT", Target.Bucket, "lifecycle"), BucketOperations.PutLifecycle);
        Add("GetPublicAccessBlock", "GetBucketPublicAccessBlock", new("GET", Target.Bucket, "publicAccessBlock"), BucketOperations.GetPublicAccess);
        Add("PutPublicAccessBlock", "PutBucketPublicAccessBlock", new("PUT", Target.Bucket, "publicAccessBlock"), BucketOperations.PutPublicAccess);
        Add("GetBucketVersioning", "GetBucketVersioning", new("GET", Target.Bucket, "versioning"), BucketOperations.GetVersioning);
        Add("PutBucketVersioning", "PutBucketVersioning", new("PUT", Target.Bucket, "versioning"), BucketOperations.PutVersioning);
        Add("GetBucketPolicy", "GetBucketPolicy", new("GET", Target.Bucket, "policy"), BucketOperations.GetPolicy);
        Add("PutBucketPolicy", "PutBucketPolicy", new("PUT", Target.Bucket, "policy"), BucketOperations.PutPolicy);
        Add("GetObjectLockConfiguration", "GetBucketObjectLockConfiguration", new("GET", Target.Bucket, "object-lock"), BucketOperations.GetObjectLock);
        Add("PutObjectLockConfiguration", "PutBucketObjectLockConfiguration", new("PUT", Target.Bucket, "object-lock"), BucketOperations.PutObjectLock);
        Add("ListObjectsV2", "ListBucket", new("GET", Target.Bucket, "list-type"), ObjectListing.List);
        Add("PutObject", "PutObject", new("PUT", Target.Object), ObjectOperations.Put);
        Add("GetObject", "GetObject", new("GET", Target.Object), ObjectOperations.Get);
        Add("HeadObject", "GetObject", new("HEAD", Target.Object), ObjectOperations.Get);
        Add("DeleteObject", "DeleteObject", new("DELETE", Target.Object), ObjectOperations.Delete);
    }

    private enum Target
    {
        Service,
        Bucket,
        Object,
    }

    public override string Id => "S3";

    public override string SigningName => "s3";

    public override TimeSpan AllowedSkew => TimeSpan.FromMinutes(15);

    public override bool SignsPathTwiceEncoded => false;

    public override IReadOnlyCollection<Operation> Operations => [.. _routes.Select(route => route.Operation)];

    protected override ImmutableDictionary<CommonError, ErrorForm> CommonErrors => S3Errors;

    /// <summary>Last in the list of services: what names no target and no other service in its scope is S3's.</summary>
    public override bool Claims(WireRequest request, string? scopeService)
        => scopeService is null ? request.Header("X-Amz-Target") is null : scopeService == SigningName;

    public override Operation? Find(WireRequest request)
    {
        if (request.Header("x-amz-copy-source") is not null)
        {
            return null;
        }

        var address = S3Address.Of(request);
        var route = new Route(
            request.Method,
            address.Bucket is null ? Target.Service : address.Key is null ? Target.Bucket : Target.Object,
            Subresources.FirstOrDefault(request.HasQuery));
        return _routes.Find(known => known.Route == route).Operation;
    }

    public override string NameOf(WireRequest request)
        => Find(request)?.Name ?? $"{request.Method} {request.RawPath}?{string.Join('&', request.Query.Select(pair => pair.Key))}";

    public override WireResponse Refuse(AwsServiceException error, WireRequest request, string requestId)
    {
        var response = S3Xml.Error(error, request, requestId) with { ErrorCode = error.Code };
        Stamp(response, requestId);
        return response;
    }

    public override void Stamp(WireResponse response, string requestId)
    {
        response.Headers["x-amz-request-id"] = requestId;
        response.Headers["x-amz-id-2"] = "sandbox";
    }

    public override AwsServiceException Denied(Principal caller, string action, string resource) => Error(
        CommonError.Denied,
        $"User: {caller.Arn} is not authorized to perform: {action} on resource: \"{resource}\" because no identity-based policy allows the {action} action");

    public string PayloadHash(WireRequest request, bool presigned) => S3Payload.Hash(request, presigned);

    public void Accept(WireRequest request, SignedWith signed, byte[] signingKey) => S3Payload.Accept(request, signed, signingKey);

    private void Add(string name, string action, Route route, Func<S3Call, WireResponse> run)
        => _routes.Add((route, new Operation(name, "s3:" + action, call => run(new S3Call(call)), call => S3Address.Of(call.Request).Resource)));

    private sealed record Route(string Method, Target Target, string? Subresource = null);
}
