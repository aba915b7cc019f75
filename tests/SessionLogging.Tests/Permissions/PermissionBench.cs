using SessionLogging.Checks;
using SessionLogging.Permissions;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Tests.Permissions;

/// <summary>Preferences of an account, and what was seen of what they name.</summary>
internal static class PermissionBench
{
    internal const string Inputs = """
        "s3BucketName":"logs","s3KeyPrefix":"sessions","s3EncryptionEnabled":true,"cloudWatchLogGroupName":"/sm","cloudWatchEncryptionEnabled":true,"kmsKeyId":"alias/sm"
        """;

    internal const string Key = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    internal const string BucketKey = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890b0";
    internal const string GroupKey = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890c0";

    internal static readonly AwsPartition Aws = new("aws", "amazonaws.com");
    internal static readonly PermissionPrincipals Anybody = new([], []);
    internal static readonly AwsCallException Denial = new(AwsCallFailure.Denied, "S3", "ListBuckets", "AccessDenied", requestId: null, httpStatus: 403, "no");

    /// <summary>Everything was seen: an own bucket and a group with customer managed keys, and the channel's key.</summary>
    internal static PermissionEvidence Seen(string inputs = Inputs, AwsPartition? partition = null, string region = "eu-west-1") => new(
        new PreferenceTarget("111122223333", region, "SSM-SessionManagerRunShell"),
        partition ?? Aws,
        new PreferenceEvidence(
            region,
            PreferenceDocument.Parse(Document(inputs)),
            LookupResult.Known(new BucketFacts("logs", "aws:kms", BucketKey)).In(region),
            LookupResult.Known(new LogGroupFacts("/sm", GroupKey, RetentionInDays: 90)),
            LookupResult.Known(new KeyFacts(Key, region, "Enabled", IsSymmetric: true))))
    {
        Owner = LookupResult.Known(new BucketOwner(IsOwn: true)),
        BucketKey = LookupResult.Known(new KeyFacts(BucketKey, region, "Enabled", IsSymmetric: true)),
    };

    /// <summary>Nobody looked.</summary>
    internal static PermissionEvidence Unseen(string inputs = Inputs, AwsPartition? partition = null, string region = "eu-west-1") => PermissionEvidence.Unseen(
        new PreferenceTarget("111122223333", region, "SSM-SessionManagerRunShell"),
        partition ?? Aws,
        new LoggingPreference { AccountId = "111122223333", Region = region, DocumentName = "SSM-SessionManagerRunShell", Exists = true, Document = Document(inputs) });

    private static string Document(string inputs) => "{\"inputs\":{" + inputs + "}}";

    internal static LoggingPermission One(PermissionEvidence evidence, PolicyType type, string? cmdlet = null) => Assert.Single(SessionPermissions.Of(evidence, type, Anybody, cmdlet));

    /// <summary>A policy, a line a statement.</summary>
    internal static string Lines(LoggingPermission permission) => string.Join('\n', permission.Statement.Select(statement => string.Join(" | ", new[]
    {
        $"{statement.Effect} {string.Join(' ', statement.Principal)}".TrimEnd(),
        string.Join(' ', statement.Action),
        string.Join(' ', statement.Resource),
        string.Join("; ", statement.Condition),
    }.Where(part => part.Length > 0))));
}
