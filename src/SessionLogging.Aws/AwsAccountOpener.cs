using Amazon.Runtime.CredentialManagement;
using SessionLogging.Aws.Connections;

namespace SessionLogging.Aws;

/// <summary>Opens accounts on the AWS SDK for .NET.</summary>
public sealed class AwsAccountOpener : IAccountOpener
{
    private readonly IdentityCache _identities = new();
    private readonly RoleCredentialCache _roles;

    /// <summary>Opens accounts by the machine's clock.</summary>
    public AwsAccountOpener()
        : this(TimeProvider.System)
    {
    }

    internal AwsAccountOpener(TimeProvider clock) => _roles = new RoleCredentialCache(clock);

    /// <inheritdoc/>
    public async Task<IAccount> OpenAsync(
        ConnectionOptions options, IAccountInteraction interaction, ICallObserver observer, CancellationToken cancellationToken)
    {
        CallHandlers.Register();
        TimeLimit.Read();
        var profile = Profiles.Named(options);
        var region = await RegionResolver.ResolveAsync(options, profile, cancellationToken).ConfigureAwait(false);
        var settings = new ClientSettings(options, profile, region);
        var caller = new AwsCaller(region.SystemName, observer);

        var found = await CredentialResolver.ResolveAsync(options, profile, cancellationToken).ConfigureAwait(false);
        var credentials = await InRolesOfProfileAsync(found).ConfigureAwait(false);
        if (options.RoleArn is not null)
        {
            credentials = await InRoleAsync(credentials, RoleSession.Of(options.RoleArn, options)).ConfigureAwait(false);
        }

        await credentials.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new AwsAccount(options, credentials, settings, caller, _identities);

        async Task<AWSCredentials> InRolesOfProfileAsync(AWSCredentials given) => given is AssumeRoleAWSCredentials inProfile
            ? await InRoleAsync(await InRolesOfProfileAsync(inProfile.SourceCredentials).ConfigureAwait(false), RoleSession.Of(inProfile)).ConfigureAwait(false)
            : given;

        Task<AWSCredentials> InRoleAsync(AWSCredentials source, RoleSession role) =>
            _roles.AssumeAsync(source, role, settings, caller, interaction, cancellationToken);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ListRegions() => [.. RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName)];

    /// <inheritdoc/>
    public IReadOnlyList<string> ListProfiles(string? profileLocation) =>
        [.. new CredentialProfileStoreChain(profileLocation).ListProfiles().Select(profile => profile.Name)];
}
