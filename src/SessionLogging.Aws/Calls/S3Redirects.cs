using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.Runtime.Internal.Transform;
using Amazon.S3;

namespace SessionLogging.Aws.Calls;

/// <summary>Which redirects of S3 lead to S3: to a bucket's Region, while it is new or was asked for elsewhere.</summary>
internal static class S3Redirects
{
    private const string BucketRegionHeader = "x-amz-bucket-region";

    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    /// <summary>Whether the SDK may do with the answer what it does: follow a 307, or make an error of any other that names the bucket's Region.</summary>
    internal static bool MayBeFollowed(IRequestContext request, IWebResponseData response)
    {
        if (request.ClientConfig is not AmazonS3Config config)
        {
            return false;
        }

        return response.StatusCode == HttpStatusCode.TemporaryRedirect && response.IsHeaderPresent("Location")
            ? string.IsNullOrEmpty(config.ServiceURL)
                && Uri.TryCreate(response.GetHeaderValue("Location"), UriKind.Absolute, out var location)
                && LeadsToS3(request.Request.Endpoint, location, RegionOf(config))
            : response.IsHeaderPresent(BucketRegionHeader);
    }

    /// <summary>Whether an address is one of S3's in the partition of a Region, asked as safely as before.</summary>
    internal static bool LeadsToS3(Uri from, Uri to, string region)
    {
        var partition = Fn.Partition(region);
        return to.Scheme == from.Scheme && to.IsDefaultPort && to.UserInfo.Length == 0
            && new[] { partition.dnsSuffix, partition.dualStackDnsSuffix }.Any(suffix => IsS3(to.Host, suffix));
    }

    // [bucket.]s3[-fips][.dualstack][.region].suffix, or with a hyphen before the Region as in the early days.
    private static bool IsS3(string host, string suffix) =>
        host.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase)
        && Regex.Match(
            host.Substring(0, host.Length - suffix.Length - 1),
            @"(?:\A|\.)s3(?:-fips)?(?:\.dualstack)?(?:[.-](?<region>[a-z0-9-]+))?\z",
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
            MatchLimit) is { Success: true } match
        && (!match.Groups["region"].Success || RegionName.IsOne(match.Groups["region"].Value));

    private static string RegionOf(AmazonS3Config config) => config.RegionEndpoint?.SystemName ?? config.AuthenticationRegion ?? "us-east-1";
}

/// <summary>An answer sends the caller elsewhere, and the caller does not go. Never leaves this assembly.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="location">Where to, as the answer says it.</param>
#pragma warning disable CA1032, CA1064
internal sealed class RedirectedException(HttpStatusCode status, string? location)
    : AmazonClientException($"the answer is a redirect (HTTP {(int)status}) to {HostOf(location)}, where no credentials are sent")
{
    internal int Status => (int)status;

    // Only the host: the rest of the address is the hostile party's to write.
    private static string HostOf(string? location) =>
        Uri.TryCreate(location, UriKind.Absolute, out var address) && address.Host.Length > 0
            ? address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)
            : "an address that is none";
}
#pragma warning restore CA1032, CA1064
