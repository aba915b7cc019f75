using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace SessionLogging.Aws.Connections;

/// <summary>What every client of one connection is configured with.</summary>
/// <param name="Region">The Region asked.</param>
/// <param name="EndpointUrl">An address for every service, or <see langword="null"/>.</param>
internal sealed record ClientSettings(RegionEndpoint Region, string? EndpointUrl)
{
    // Attempts in all, of which the SDK counts all but the first. The SDK's own default changed with Core 4.0.103.
    private const int MaxAttempts = 3;

    /// <summary>Fills a client's configuration in.</summary>
    internal T Apply<T>(T config)
        where T : ClientConfig
    {
        config.RegionEndpoint = Region;
        if (EndpointUrl is not null)
        {
            // Setting the address clears the Region, which the signature still needs.
            config.ServiceURL = EndpointUrl;
            config.AuthenticationRegion = Region.SystemName;
        }

        if (Environment.GetEnvironmentVariable("AWS_RETRY_MODE") is null or "")
        {
            config.RetryMode = RequestRetryMode.Standard;
        }

        if (Environment.GetEnvironmentVariable("AWS_MAX_ATTEMPTS") is null or "")
        {
            config.MaxErrorRetry = MaxAttempts - 1;
        }

        return config;
    }

    /// <summary>Fills S3's configuration in: with an address of one's own the bucket stands in the path, as no name resolves <c>bucket.localhost</c>.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="pathStyle">Whether buckets stand in the path in any case.</param>
    internal AmazonS3Config ApplyToS3(AmazonS3Config config, bool pathStyle)
    {
        Apply(config);
        var ownAddress = EndpointUrl
            ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3")
            ?? Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL");
        config.ForcePathStyle = pathStyle || !string.IsNullOrEmpty(ownAddress);
        return config;
    }
}
