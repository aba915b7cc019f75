using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using SessionLogging.Accounts;

namespace SessionLogging.Aws.Connections;

/// <summary>Finds the Region of a connection.</summary>
internal static class RegionResolver
{
    /// <summary>The Region given, else that of the profile given, else the session's, else the environment's, the default profile's or the instance's.</summary>
    /// <exception cref="ConnectionException">Nothing names a Region.</exception>
    internal static RegionEndpoint Resolve(ConnectionOptions options, CredentialProfile? profile) =>
        Named(options.Region)
        ?? profile?.Region
        ?? Named(options.AmbientRegion)
        ?? Named(Environment.GetEnvironmentVariable("AWS_REGION"))
        ?? Named(Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION"))
        ?? FromSdk()
        ?? throw new ConnectionException(
            "RegionMissing",
            "No Region is given.",
            "Give -Region, set a region in the profile, set $StoredAWSRegion (Set-DefaultAWSRegion), or set AWS_REGION.");

    private static RegionEndpoint? Named(string? name) => string.IsNullOrEmpty(name) ? null : RegionEndpoint.GetBySystemName(name);

    private static RegionEndpoint? FromSdk()
    {
        // The SDK remembers its first answer for the process, while profiles and the environment may have changed since.
        FallbackRegionFactory.Reset();
        return FallbackRegionFactory.GetRegionEndpoint();
    }
}
