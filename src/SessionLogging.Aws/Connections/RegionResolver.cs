using Amazon;
using Amazon.Runtime.CredentialManagement;
using SessionLogging.Accounts;

namespace SessionLogging.Aws.Connections;

/// <summary>Finds the Region of a connection.</summary>
internal static class RegionResolver
{
    /// <summary>The Region given, else that of the profile given, else the session's, else the environment's, its profile's or the instance's.</summary>
    /// <exception cref="ConnectionException">Nothing names a Region.</exception>
    internal static async Task<RegionEndpoint> ResolveAsync(ConnectionOptions options, CredentialProfile? profile, CancellationToken cancellationToken) =>
        Named(options.Region)
        ?? Named(profile?.Region?.SystemName)
        ?? Named(options.AmbientRegion)
        ?? Named(Environment.GetEnvironmentVariable("AWS_REGION"))
        ?? Named(Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION"))
        ?? Named(Profiles.Ambient()?.Region?.SystemName)
        ?? await InstanceMetadata.RegionAsync(cancellationToken).ConfigureAwait(false)
        ?? throw new ConnectionException(
            "RegionMissing",
            "No Region is given.",
            "Give -Region, set a region in the profile, set $StoredAWSRegion (Set-DefaultAWSRegion), or set AWS_REGION.");

    private static RegionEndpoint? Named(string? name) => string.IsNullOrEmpty(name) ? null : Regions.Named(name!);
}
