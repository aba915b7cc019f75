namespace SessionLogging.Sandbox.S3;

/// <summary>A bucket's default encryption.</summary>
/// <param name="Algorithm"><c>AES256</c>, <c>aws:kms</c> or <c>aws:kms:dsse</c>.</param>
/// <param name="KmsKeyId">The key's ARN or id; <see langword="null"/>: the AWS managed key.</param>
/// <param name="BucketKeyEnabled">Whether a bucket key spares calls to KMS.</param>
public sealed record BucketEncryption(string Algorithm, string? KmsKeyId = null, bool BucketKeyEnabled = false)
{
    /// <summary>What every bucket has unless somebody chose another: SSE-S3.</summary>
    public static BucketEncryption SseS3 { get; } = new("AES256");

    internal static readonly string[] Algorithms = ["AES256", "aws:kms", "aws:kms:dsse"];

    internal bool UsesKms => Algorithm != "AES256";
}
