using Amazon.Runtime.CredentialManagement;

namespace SessionLogging.Aws.Connections;

/// <summary>The one place where a name becomes a Region that is asked.</summary>
internal static class Regions
{
    /// <summary>The Region of a name.</summary>
    /// <exception cref="ConnectionException">It is no Region's name (<c>RegionInvalid</c>): the SDK would make a host of any text and send it signed requests.</exception>
    internal static RegionEndpoint Named(string name) => RegionName.IsOne(name) ? RegionEndpoint.GetBySystemName(name) : throw RegionName.Refused(name);
}

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
