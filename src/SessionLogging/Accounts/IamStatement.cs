namespace SessionLogging.Accounts;

/// <summary>The statement of an IAM policy that a denied call lacks.</summary>
internal static class IamStatement
{
    // How AWS words it: User: ARN is not authorized to perform: ACTION on resource: ARN because no identity-based policy allows the ACTION action
    private const string ResourceWords = "on resource: ";
    private const string ExplicitWords = "explicit deny";

    /// <summary>What to do about a denied call: allow it, unless it is denied explicitly, which nothing that allows outweighs.</summary>
    internal static string Advice(AwsCallException denied) => denied.Answer.Contains(ExplicitWords)
        ? $"{denied.Action} is denied explicitly, which no statement that allows it outweighs: ask whoever made that denial."
        : $"Allow it with this statement: {Allowing(denied)}{WhoeverMay(denied)}";

    /// <summary>The statement as JSON, on the resource that the service names, or on any.</summary>
    internal static string Allowing(AwsCallException denied) =>
        $$"""{"Effect":"Allow","Action":"{{denied.Action}}","Resource":"{{ResourceOf(denied.Answer)}}"}""";

    // There no statement helps any other account.
    private static string WhoeverMay(AwsCallException denied) => denied.Service == "Organizations"
        ? " Only the organisation's management account and its delegated administrators may list its accounts: sign in to one of them, or name the accounts."
        : "";

    private static string ResourceOf(string answer)
    {
        var words = answer.IndexOf(ResourceWords, StringComparison.Ordinal);
        if (words < 0)
        {
            return "*";
        }

        var named = answer.Substring(words + ResourceWords.Length).Split(' ')[0].Trim('"', '.', ',');
        return named.StartsWith("arn:", StringComparison.Ordinal) && named.All(IsOfArn) ? named : "*";
    }

    // What a service, or a proxy, puts there goes into JSON that somebody copies.
    private static bool IsOfArn(char character) => character is > ' ' and <= '~' and not ('"' or '\\');
}

/// <summary>The IAM action that a call needs (Service Authorization Reference).</summary>
public static class IamAction
{
    // How AWS words it: User: ARN is not authorized to perform: ACTION on resource: ARN
    private static readonly Regex Named = new(
        "not authorized to perform: (?<action>[a-z][a-z0-9-]*:[A-Za-z]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    // Where IAM does not call the action as the API calls the operation.
    private static readonly Dictionary<(string Service, string Operation), string> OtherNames = new()
    {
        [("S3", "ListBuckets")] = "s3:ListAllMyBuckets",
        [("S3", "HeadBucket")] = "s3:ListBucket",
        [("S3", "ListObjectsV2")] = "s3:ListBucket",
        [("S3", "HeadObject")] = "s3:GetObject",
        [("S3", "GetBucketEncryption")] = "s3:GetEncryptionConfiguration",
        [("S3", "GetBucketLifecycleConfiguration")] = "s3:GetLifecycleConfiguration",
        [("S3", "GetPublicAccessBlock")] = "s3:GetBucketPublicAccessBlock",
        [("S3", "GetObjectLockConfiguration")] = "s3:GetBucketObjectLockConfiguration",
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
        ["EC2"] = "ec2",
        ["CodePipeline"] = "codepipeline",
        ["Organizations"] = "organizations",
    };

    /// <summary>The action's name, for example <c>ssm:GetDocument</c>.</summary>
    /// <param name="service">The service id, for example <c>SSM</c>.</param>
    /// <param name="operation">The API's name of the operation.</param>
    public static string For(string service, string operation) =>
        OtherNames.TryGetValue((service, operation), out var name) ? name
        : Prefixes.TryGetValue(service, out var prefix) ? $"{prefix}:{operation}"
        : $"{service} {operation}";

    /// <summary>The action that a denial names, or <see langword="null"/>.</summary>
    /// <param name="answer">The service's words.</param>
    internal static string? NamedIn(string answer) => Named.Match(answer) is { Success: true } match ? match.Groups["action"].Value : null;
}
