namespace SessionLogging.Preferences.Rules;

/// <summary>An ARN or <c>s3://</c> address of a bucket, given where its name belongs.</summary>
internal static class BucketAddress
{
    public static bool IsIn(string text) => IsArn(text) || IsUri(text);

    /// <summary>The bucket's name; <see langword="null"/> where the address is none of a bucket.</summary>
    public static string? NameIn(string text) => Split(text) is [{ Length: > 0 } name, ..] ? name : null;

    /// <summary>What follows the bucket's name, without slashes at its ends.</summary>
    public static string? PrefixIn(string text) => Split(text) is [_, var rest] && rest.Trim('/') is { Length: > 0 } prefix ? prefix : null;

    private static string[]? Split(string text)
    {
        if (IsUri(text))
        {
            return text.Substring("s3://".Length).Split(['/'], 2);
        }

        return text.Split(':') is ["arn", _, "s3", "", "", var resource] ? resource.Split(['/'], 2) : null;
    }

    private static bool IsArn(string text) => text.StartsWith("arn:", StringComparison.OrdinalIgnoreCase);

    private static bool IsUri(string text) => text.StartsWith("s3://", StringComparison.OrdinalIgnoreCase);
}
