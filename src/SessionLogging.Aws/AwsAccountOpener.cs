using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;
using SessionLogging.Aws.Connections;

namespace SessionLogging.Aws;

/// <summary>Opens accounts on the AWS SDK for .NET.</summary>
public sealed class AwsAccountOpener : IAccountOpener
{
    private const string SessionName = "SsmSessionLogging";

    private readonly IdentityCache _identities = new();
    private readonly RoleCredentialCache _roles = new();

    /// <inheritdoc/>
    public async Task<IAccount> OpenAsync(
        ConnectionOptions options, IAccountInteraction interaction, ICallObserver observer, CancellationToken cancellationToken)
    {
        AttemptCounter.Register();
        var profile = Profiles.Find(options);
        var region = RegionResolver.Resolve(options, profile);
        var settings = new ClientSettings(region, options.EndpointUrl ?? profile?.EndpointUrl);
        var caller = new AwsCaller(region.SystemName, observer);

        var credentials = await CredentialResolver.ResolveAsync(options, profile, settings, cancellationToken).ConfigureAwait(false);
        if (credentials is AssumeRoleAWSCredentials inProfile)
        {
            var role = new RoleSession(
                inProfile.RoleArn,
                inProfile.RoleSessionName,
                inProfile.Options.ExternalId,
                inProfile.Options.MfaSerialNumber,
                inProfile.Options.DurationSeconds);
            credentials = await _roles.AssumeAsync(inProfile.SourceCredentials, role, settings, caller, interaction).ConfigureAwait(false);
        }

        if (options.RoleArn is not null)
        {
            var role = new RoleSession(options.RoleArn, SessionName, options.ExternalId, MfaSerialNumber: null, DurationSeconds: null);
            credentials = await _roles.AssumeAsync(credentials, role, settings, caller, interaction).ConfigureAwait(false);
        }

        return new AwsAccount(options, credentials, settings, caller, _identities);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ListRegions() => [.. RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName)];

    /// <inheritdoc/>
    public IReadOnlyList<string> ListProfiles(string? profileLocation) =>
        [.. new CredentialProfileStoreChain(profileLocation).ListProfiles().Select(profile => profile.Name)];
}
