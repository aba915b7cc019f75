namespace SessionLogging.Accounts;

/// <summary>The IAM action that a call needs (Service Authorization Reference).</summary>
public static class IamAction
{
    // Where IAM does not call the action as the API calls the operation.
    private static readonly Dictionary<(string Service, string Operation), string> OtherNames = new()
    {
        [("S3", "ListBuckets")] = "s3:ListAllMyBuckets",
        [("S3", "HeadBucket")] = "s3:ListBucket",
        [("S3", "ListObjectsV2")] = "s3:ListBucket",
        [("S3", "HeadObject")] = "s3:GetObject",
        [("S3", "GetBucketEncryption")] = "s3:GetEncryptionConfiguration",
        [("S3", "GetBucketLifecycleConfiguration")] = "s3:GetLifecycleConfiguration",
        [("Lambda", "Invoke")] = "lambda:InvokeFunction",
    };

    private static readonly Dictionary<string, string> Prefixes = new(StringComparer.Ordinal)
    {
        ["SSM"] = "ssm",
        ["S3"] = "s3",
        ["STS"] = "sts",
        ["KMS"] = "kms",
        ["CloudWatch Logs"] = "logs",
        ["Account"] = "account",
        ["EventBridge"] = "events",
        ["SNS"] = "sns",
        ["Lambda"] = "lambda",
        ["CloudTrail"] = "cloudtrail",
        ["IAM"] = "iam",
        ["CodePipeline"] = "codepipeline",
    };

    /// <summary>The action's name, for example <c>ssm:GetDocument</c>.</summary>
    /// <param name="service">The service id, for example <c>SSM</c>.</param>
    /// <param name="operation">The API's name of the operation.</param>
    public static string For(string service, string operation) =>
        OtherNames.TryGetValue((service, operation), out var name) ? name
        : Prefixes.TryGetValue(service, out var prefix) ? $"{prefix}:{operation}"
        : $"{service} {operation}";
}
