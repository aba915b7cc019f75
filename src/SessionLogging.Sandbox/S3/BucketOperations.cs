using System.Net;

namespace SessionLogging.Sandbox.S3;

/// <summary>What can be asked of buckets.</summary>
internal static partial class BucketOperations
{
    private const string Classic = SandboxAccounts.Virginia;

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\z", RegexOptions.NonBacktracking)]
    private static partial Regex ValidName { get; }

    public static WireResponse List(S3Call call)
    {
        var request = call.Request;
        var after = request.QueryValue("continuation-token") is { } token ? Token.Read(token) : "";
        var size = Size(request.QueryValue("max-buckets"), most: 10_000) ?? int.MaxValue;
        var prefix = request.QueryValue("prefix");
        var region = request.QueryValue("bucket-region");
        var buckets = call.Buckets.Of(call.Caller.AccountId)
            .Where(bucket => string.CompareOrdinal(bucket.Name, after) > 0)
            .Where(bucket => bucket.Name.StartsWith(prefix ?? "", StringComparison.Ordinal))
            .Where(bucket => region is null || bucket.Region == region)
            .ToList();
        var page = buckets.Take(size).ToList();
        var tellsRegion = size < int.MaxValue || prefix is not null || region is not null;
        return S3Xml.Answer(S3Xml.Element(
            "ListAllMyBucketsResult",
            S3Xml.Element("Owner", S3Xml.Element("ID", call.Caller.AccountId)),
            S3Xml.Element("Buckets", page.Select(bucket => S3Xml.Element(
                "Bucket",
                S3Xml.Element("Name", bucket.Name),
                S3Xml.Element("CreationDate", S3Xml.Time(bucket.Created)),
                tellsRegion ? S3Xml.Element("BucketRegion", bucket.Region) : null))),
            page.Count < buckets.Count ? S3Xml.Element("ContinuationToken", Token.Of(page[^1].Name)) : null,
            prefix is null ? null : S3Xml.Element("Prefix", prefix)));
    }

    public static WireResponse Create(S3Call call)
    {
        var name = call.BucketName;
        if (!ValidName.IsMatch(name) || name.Contains("..", StringComparison.Ordinal) || IPAddress.TryParse(name, out _))
        {
            throw S3Failures.InvalidBucketName(name);
        }

        var region = Location(call);
        if (!call.Buckets.TryAdd(name, call.Caller.AccountId, region))
        {
            throw S3Failures.BucketTaken(call.Buckets.Find(name)!, call.Caller.AccountId);
        }

        if (string.Equals(call.Request.Header("x-amz-bucket-object-lock-enabled"), "true", StringComparison.OrdinalIgnoreCase))
        {
            var made = call.Buckets.Find(name)!;
            (made.Versioning, made.ObjectLock) = ("Enabled", S3Xml.Element("ObjectLockConfiguration", S3Xml.Element("ObjectLockEnabled", "Enabled")));
        }

        return new WireResponse(200, ContentSource.Empty) { Headers = { ["Location"] = "/" + name } };
    }

    public static WireResponse Head(S3Call call) => new(200, ContentSource.Empty)
    {
        Headers = { [S3Failures.RegionHeader] = call.Bucket().Region, ["Content-Type"] = "application/xml" },
    };

    /// <summary>us-east-1 answers for every Region, and its own location is empty.</summary>
    public static WireResponse GetLocation(S3Call call)
    {
        var region = call.Bucket(fromAnywhere: call.Region == Classic).Region;
        return S3Xml.Answer(S3Xml.Element("LocationConstraint", region == Classic ? null : region));
    }

    public static WireResponse GetEncryption(S3Call call)
    {
        var encryption = call.Bucket().Encryption ?? throw S3Failures.NoEncryption(call.BucketName);
        return S3Xml.Answer(S3Xml.Element(
            "ServerSideEncryptionConfiguration",
            S3Xml.Element(
                "Rule",
                S3Xml.Element(
                    "ApplyServerSideEncryptionByDefault",
                    S3Xml.Element("SSEAlgorithm", encryption.Algorithm),
                    encryption.KmsKeyId is null ? null : S3Xml.Element("KMSMasterKeyID", encryption.KmsKeyId)),
                S3Xml.Element("BucketKeyEnabled", encryption.BucketKeyEnabled))));
    }

    public static WireResponse PutEncryption(S3Call call)
    {
        var bucket = call.Bucket();
        var configuration = S3Xml.Read(call.Request.Body);
        var algorithm = S3Xml.Value(configuration, "SSEAlgorithm");
        if (!BucketEncryption.Algorithms.Contains(algorithm, StringComparer.Ordinal))
        {
            throw S3Failures.MalformedXml();
        }

        var key = S3Xml.Value(configuration, "KMSMasterKeyID");
        var encryption = new BucketEncryption(algorithm!, key, S3Xml.Value(configuration, "BucketKeyEnabled") == "true");
        if (key is not null && !encryption.UsesKms)
        {
            throw S3Failures.InvalidArgument("a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse");
        }

        bucket.Encryption = encryption;
        return new WireResponse(200, ContentSource.Empty);
    }

    public static WireResponse GetLifecycle(S3Call call) =>
        S3Xml.Answer(call.Bucket().Lifecycle ?? throw S3Failures.NoLifecycle(call.BucketName));

    public static WireResponse PutLifecycle(S3Call call)
    {
        var bucket = call.Bucket();
        var rules = S3Xml.Read(call.Request.Body).Elements().ToList();
        var wellFormed = rules.Count > 0 && rules.TrueForAll(rule => rule.Name.LocalName == "Rule" && S3Xml.Value(rule, "Status") is "Enabled" or "Disabled");
        if (!wellFormed)
        {
            throw S3Failures.MalformedXml();
        }

        bucket.Lifecycle = S3Xml.Element("LifecycleConfiguration", rules.Select(S3Xml.Renamed));
        return new WireResponse(200, ContentSource.Empty);
    }

    public static WireResponse GetPublicAccess(S3Call call)
    {
        var blocked = call.Bucket().BlockedAccess ?? throw S3Failures.NoPublicAccessBlock(call.BucketName);
        return S3Xml.Answer(S3Xml.Element("PublicAccessBlockConfiguration", Bucket.AccessBlocks.Select(setting => S3Xml.Element(setting, blocked.Contains(setting)))));
    }

    public static WireResponse PutPublicAccess(S3Call call)
    {
        var bucket = call.Bucket();
        var configuration = S3Xml.Read(call.Request.Body);
        bucket.BlockedAccess = [.. Bucket.AccessBlocks.Where(setting => S3Xml.Value(configuration, setting) == "true")];
        return new WireResponse(200, ContentSource.Empty);
    }

    public static WireResponse GetVersioning(S3Call call) =>
        S3Xml.Answer(S3Xml.Element("VersioningConfiguration", call.Bucket().Versioning is { } status ? S3Xml.Element("Status", status) : null));

    public static WireResponse PutVersioning(S3Call call)
    {
        var bucket = call.Bucket();
        var status = S3Xml.Value(S3Xml.Read(call.Request.Body), "Status");
        if (status is not ("Enabled" or "Suspended"))
        {
            throw S3Failures.MalformedXml();
        }

        if (status == "Suspended" && bucket.ObjectLock is not null)
        {
            throw S3Failures.InvalidBucketState("An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.");
        }

        bucket.Versioning = status;
        return new WireResponse(200, ContentSource.Empty);
    }

    public static WireResponse GetPolicy(S3Call call) => new(200, ContentSource.Of(Encoding.UTF8.GetBytes(call.Bucket().Policy ?? throw S3Failures.NoPolicy(call.BucketName))))
    {
        Headers = { ["Content-Type"] = "application/json" },
    };

    public static WireResponse PutPolicy(S3Call call)
    {
        var bucket = call.Bucket();
        try
        {
            bucket.Policy = JsonNode.Parse(call.Request.Body) is JsonObject policy && policy.ContainsKey("Statement") ? Encoding.UTF8.GetString(call.Request.Body) : throw S3Failures.MalformedPolicy();
        }
        catch (JsonException)
        {
            throw S3Failures.MalformedPolicy();
        }

        return new WireResponse(204, ContentSource.Empty);
    }

    public static WireResponse GetObjectLock(S3Call call) =>
        S3Xml.Answer(call.Bucket().ObjectLock ?? throw S3Failures.NoObjectLock(call.BucketName));

    public static WireResponse PutObjectLock(S3Call call)
    {
        var bucket = call.Bucket();
        var configuration = S3Xml.Read(call.Request.Body);
        if (S3Xml.Value(configuration, "ObjectLockEnabled") != "Enabled" || S3Xml.Value(configuration, "Mode") is not (null or "COMPLIANCE" or "GOVERNANCE"))
        {
            throw S3Failures.MalformedXml();
        }

        if (bucket.Versioning != "Enabled")
        {
            throw S3Failures.InvalidBucketState("Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
        }

        bucket.ObjectLock = S3Xml.Renamed(configuration);
        return new WireResponse(200, ContentSource.Empty);
    }

    /// <summary>A number in the query between 1 and <paramref name="most"/>, or <see langword="null"/> where none is given.</summary>
    public static int? Size(string? text, int most)
    {
        if (text is null)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            throw S3Failures.InvalidArgument($"{text} is not an integer.");
        }

        return size >= 1 && size <= most ? size : throw S3Failures.InvalidArgument($"Argument must be an integer between 1 and {most}.");
    }

    /// <summary>us-east-1 makes buckets anywhere; every other Region only its own, and wants to be told so.</summary>
    private static string Location(S3Call call)
    {
        XElement? configuration = call.Request.Body.Length == 0 ? null : S3Xml.Read(call.Request.Body);
        var constraint = configuration is null ? null : S3Xml.Value(configuration, "LocationConstraint");
        if (constraint is null)
        {
            return call.Region == Classic ? Classic : throw S3Failures.IllegalLocation("unspecified", call.Region);
        }

        if (constraint == Classic || !RegionNames.Exists(constraint))
        {
            throw S3Failures.InvalidLocation(constraint);
        }

        return call.Region == Classic || constraint == call.Region ? constraint : throw S3Failures.IllegalLocation(constraint, call.Region);
    }
}

/// <summary>Where a page ended, as a token that clients cannot read.</summary>
internal static class Token
{
    public static string Of(string last) => Convert.ToBase64String(Encoding.UTF8.GetBytes(last));

    public static string Read(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length) && length > 0
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw S3Failures.InvalidArgument("The continuation token provided is incorrect");
    }
}
