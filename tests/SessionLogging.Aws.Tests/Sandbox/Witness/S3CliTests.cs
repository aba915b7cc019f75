using SessionLogging.Sandbox;

namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class S3CliTests : CliWitness
{
    internal override string Service => "s3api";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("ListBuckets", "--page-size", "2") { Query = "Buckets[].Name", Prints = "audit-logs audit-logs-dsse\naudit-logs-kms audit-logs-plain\naudit-logs-us" },
        new("CreateBucket", "--bucket", "made-by-the-cli", "--create-bucket-configuration", "LocationConstraint=eu-west-1") { Query = "Location", Prints = "/made-by-the-cli" },
        new("HeadBucket", "--bucket", Seeds.VirginiaBucket) { Query = "BucketRegion", Prints = "us-east-1" },
        new("GetBucketLocation", "--bucket", "made-by-the-cli") { Query = "LocationConstraint", Prints = "eu-west-1" },
        new("PutBucketEncryption", "--bucket", "made-by-the-cli", "--server-side-encryption-configuration", """{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"alias/x"},"BucketKeyEnabled":true}]}"""),
        new("GetBucketEncryption", "--bucket", "made-by-the-cli") { Query = "ServerSideEncryptionConfiguration.Rules[0].[ApplyServerSideEncryptionByDefault.SSEAlgorithm,ApplyServerSideEncryptionByDefault.KMSMasterKeyID,BucketKeyEnabled]", Prints = "aws:kms alias/x True" },
        new("GetBucketEncryption", "--bucket", Seeds.PlainBucket) { Fails = "ServerSideEncryptionConfigurationNotFoundError" },
        new("PutBucketLifecycleConfiguration", "--bucket", "made-by-the-cli", "--lifecycle-configuration", """{"Rules":[{"ID":"old","Filter":{"Prefix":"sessions/"},"Status":"Enabled","Expiration":{"Days":30}}]}"""),
        new("GetBucketLifecycleConfiguration", "--bucket", "made-by-the-cli") { Query = "Rules[].[ID,Filter.Prefix,Status,Expiration.Days]", Prints = "old sessions/ Enabled 30" },
        new("GetBucketLifecycleConfiguration", "--bucket", Seeds.Bucket) { Fails = "NoSuchLifecycleConfiguration" },
        new("PutObject", "--bucket", Seeds.Bucket, "--key", "logs/a b+ü.log", "--body", "{file}", "--acl", "bucket-owner-full-control", "--checksum-algorithm", "SHA256") { Query = "ServerSideEncryption", Prints = "AES256" },
        new("HeadObject", "--bucket", Seeds.Bucket, "--key", "logs/a b+ü.log") { Query = "[ContentLength,ServerSideEncryption]", Prints = "15 AES256" },
        new("GetObject", "--bucket", Seeds.Bucket, "--key", "logs/a b+ü.log", "--range", "bytes=7-", "{file}.part") { Query = "[ContentRange,ContentLength]", Prints = "bytes 7-14/15 8" },
        new("ListObjectsV2", "--bucket", Seeds.Bucket, "--prefix", "logs/") { Query = "Contents[].[Key,Size]", Prints = "logs/a b+ü.log 15" },
        new("DeleteObject", "--bucket", Seeds.Bucket, "--key", "logs/a b+ü.log"),
    ];
}
