using SessionLogging.Preferences.Rules;

namespace SessionLogging.Sessions.Logging;

/// <summary>The address of an output that a session can carry (<c>OutputUrl.S3OutputUrl</c>, "Reserved for future use" in the API reference).</summary>
internal static class OutputUrl
{
    private const string ConsolePath = "/s3/object/";

    /// <summary>The object that a console address <c>https://REGION.console.aws.amazon.com/s3/object/BUCKET/KEY</c> is about; <see langword="null"/> for anything else.</summary>
    internal static LogPlace? PlaceIn(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !address.AbsolutePath.StartsWith(ConsolePath, StringComparison.Ordinal))
            return null;
        var parts = address.AbsolutePath.Substring(ConsolePath.Length).Split(['/'], 2);
        return parts is [var bucket, { Length: > 0 } key] && PossibleName.IsBucket(bucket) ? new LogPlace(bucket, Uri.UnescapeDataString(key)) : null;
    }
}
