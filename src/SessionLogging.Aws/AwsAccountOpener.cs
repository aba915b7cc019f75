using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using SessionLogging.Aws.Connections;

namespace SessionLogging.Aws;

/// <summary>Opens accounts on the AWS SDK for .NET.</summary>
public sealed class AwsAccountOpener : IAccountOpener
{
    private readonly IdentityCache _identities;
    private readonly RoleCredentialCache _roles;
    private readonly SignIns? _signIns;

    /// <summary>Opens accounts by the machine's clock.</summary>
    public AwsAccountOpener()
        : this(TimeProvider.System)
    {
    }

    internal AwsAccountOpener(TimeProvider clock)
        : this(new IdentityCache(), new RoleCredentialCache(clock), signIns: null)
    {
    }

    private AwsAccountOpener(IdentityCache identities, RoleCredentialCache roles, SignIns? signIns)
    {
        _identities = identities;
        _roles = roles;
        _signIns = signIns;
    }

    /// <inheritdoc/>
    public IAccountOpener ForCommand() => new AwsAccountOpener(_identities, _roles, new SignIns());

    /// <inheritdoc/>
    public async Task<IAccount> OpenAsync(
        ConnectionOptions options, IAccountInteraction interaction, ICallObserver observer, CancellationToken cancellationToken)
    {
        CallHandlers.Register();
        TimeLimit.Read();
        var signIn = _signIns?.Of(options) ?? new SignIn(options);
        var region = await RegionResolver.ResolveAsync(options, signIn.Profile, cancellationToken).ConfigureAwait(false);
        var settings = signIn.SettingsIn(region);
        var caller = new AwsCaller(region.SystemName, observer);

        var credentials = await signIn.CredentialsAsync(
            async ct => await InRolesOfProfileAsync(await CredentialResolver.ResolveAsync(options, signIn.Profile, ct).ConfigureAwait(false), ct).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        if (options.RoleArn is not null)
        {
            credentials = await InRoleAsync(credentials, RoleSession.Of(options.RoleArn, options), cancellationToken).ConfigureAwait(false);
        }

        await credentials.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new AwsAccount(options, credentials, settings, caller, _identities, _signIns?.BucketRegions ?? new(StringComparer.Ordinal));

        async Task<AWSCredentials> InRolesOfProfileAsync(AWSCredentials given, CancellationToken ct) => given is AssumeRoleAWSCredentials inProfile
            ? await InRoleAsync(await InRolesOfProfileAsync(inProfile.SourceCredentials, ct).ConfigureAwait(false), RoleSession.Of(inProfile), ct).ConfigureAwait(false)
            : given;

        Task<AWSCredentials> InRoleAsync(AWSCredentials source, RoleSession role, CancellationToken ct) =>
            _roles.AssumeAsync(source, role, settings, caller, interaction, ct);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ListRegions() => [.. RegionEndpoint.EnumerableAllRegions.Select(region => region.SystemName)];

    /// <inheritdoc/>
    public AwsPartition PartitionOf(string region)
    {
        var partition = Fn.Partition(region);
        return new AwsPartition(partition.name, partition.dnsSuffix);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> ListProfiles(string? profileLocation) =>
        [.. new CredentialProfileStoreChain(profileLocation).ListProfiles().Select(profile => profile.Name)];
}
