using Amazon.S3;
using Amazon.S3.Model;

namespace SessionLogging.Aws.Ports;

/// <summary>Log objects on S3's API.</summary>
internal sealed class LogObjects(BucketCaller buckets) : ILogObjects
{
    public async Task<LogObject?> FindAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetObjectMetadataRequest { BucketName = bucket, Key = key };
            return await buckets.CallAsync(
                "HeadObject",
                bucket,
                (s3, ct) => s3.GetObjectMetadataAsync(request, ct),
                found => new LogObject(key, found.ContentLength, Utc(found.LastModified)),
                cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException failure) when (failure.HttpStatus == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public Task<LogObjectPage> ListAsync(string bucket, string prefix, string startAfter, CancellationToken cancellationToken) => buckets.CallAsync(
        "ListObjectsV2",
        bucket,
        (s3, ct) => s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, StartAfter = startAfter }, ct),
        static page => new LogObjectPage(
            page.S3Objects.Each("Contents", found => new LogObject(found.Key.Needed("Key"), found.Size ?? 0, Utc(found.LastModified))),
            IsLast: page.IsTruncated != true),
        cancellationToken);

    public Task<byte[]> ReadAsync(string bucket, string key, int most, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = bucket, Key = key, ByteRange = new ByteRange(0, most - 1) };
        return buckets.CallAsync("GetObject", bucket, ReadAsync, cancellationToken);

        async Task<byte[]> ReadAsync(AmazonS3Client s3, CancellationToken ct)
        {
            using var answer = await s3.GetObjectAsync(request, ct).ConfigureAwait(false);
            using var content = new MemoryStream();
            await answer.ResponseStream.CopyToAsync(content, 4096, ct).ConfigureAwait(false);
            return content.ToArray();
        }
    }

    public Task<LogObjectContent> OpenAsync(string bucket, string key, LogObjectRest? rest, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = bucket, Key = key };
        if (rest is not null)
        {
            request.ByteRange = new ByteRange(FormattableString.Invariant($"bytes={rest.Offset}-"));
            request.EtagToMatch = rest.ETag;
        }

        return buckets.CallAsync(
            "GetObject", bucket, (s3, ct) => s3.GetObjectAsync(request, ct), answer => Content(answer, rest?.Offset ?? 0, cancellationToken), cancellationToken);
    }

    private static LogObjectContent Content(GetObjectResponse answer, long offset, CancellationToken caller)
    {
        try
        {
            return new LogObjectContent(new AnswerBody(answer, caller))
            {
                Size = SizeOf(answer, offset),
                ETag = answer.ETag.Needed("ETag").Trim('"'),
                VersionId = answer.VersionId is "null" ? null : answer.VersionId.Given(),
                LastModified = answer.LastModified is { } modified ? Utc(modified) : null,
            };
        }
        catch (MalformedAnswerException)
        {
            answer.Dispose();
            throw;
        }
    }

    // Content-Range: bytes FIRST-LAST/SIZE
    private static long SizeOf(GetObjectResponse answer, long offset) =>
        offset == 0 ? answer.ContentLength
        : answer.ContentRange is { } range && range.StartsWith(FormattableString.Invariant($"bytes {offset}-"), StringComparison.Ordinal)
            && range.Split('/') is [_, var whole] && long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size
        : throw new MalformedAnswerException("it is not the range that was asked for");

    public Task<LookupResult<BucketLifecycle>> LookAtLifecycleAsync(string bucket, CancellationToken cancellationToken) => Look.AtAsync(
        async () => LookupResult.Known(new BucketLifecycle([.. (await RulesOfAsync(bucket, cancellationToken).ConfigureAwait(false)).SelectMany(Expiration)])),
        missingCode: "NoSuchBucket");

    private async Task<List<LifecycleRule>> RulesOfAsync(string bucket, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetLifecycleConfigurationRequest { BucketName = bucket };
            var answer = await buckets.CallAsync(
                "GetBucketLifecycleConfiguration", bucket, (s3, ct) => s3.GetLifecycleConfigurationAsync(request, ct), cancellationToken).ConfigureAwait(false);
            return answer.Configuration?.Rules ?? [];
        }
        catch (AwsCallException failure) when (failure.Code == "NoSuchLifecycleConfiguration")
        {
            return [];
        }
    }

    private static IEnumerable<ExpirationRule> Expiration(LifecycleRule rule)
    {
        var expiration = rule.Expiration;
        if (rule.Status != LifecycleRuleStatus.Enabled || (expiration?.Days is null && expiration?.Date is null))
        {
            return [];
        }

        return PrefixOf(rule) is { } prefix ? [new ExpirationRule(prefix, expiration.Days, expiration.Date is { } date ? Utc(date) : null)] : [];
    }

    /// <summary>What keys the rule is for begin with; <see langword="null"/> where it asks for a tag, which no log of the agent has.</summary>
    private static string? PrefixOf(LifecycleRule rule) => rule.Filter?.LifecycleFilterPredicate switch
    {
#pragma warning disable CS0618 // Rules that were written before filters existed still carry the prefix itself.
        null => rule.Prefix ?? "",
#pragma warning restore CS0618
        LifecyclePrefixPredicate { Prefix: var prefix } => prefix ?? "",
        LifecycleAndOperator { Operands: var operands } when !operands.OfType<LifecycleTagPredicate>().Any() =>
            operands.OfType<LifecyclePrefixPredicate>().FirstOrDefault()?.Prefix ?? "",
        LifecycleTagPredicate or LifecycleAndOperator => null,
        _ => "",
    };

    private static DateTimeOffset Utc(DateTime? time) => new((time ?? default).ToUniversalTime(), TimeSpan.Zero);
}
