using System.Collections.Concurrent;
using Amazon.Runtime.CredentialManagement;

namespace SessionLogging.Aws.Connections;

/// <summary>The sign-ins of one command: profiles are read, credentials found, and buckets in other Regions, once for all accounts and Regions.</summary>
internal sealed class SignIns
{
    private readonly ConcurrentDictionary<ConnectionOptions, SignIn> _made = new();

    /// <summary>Where buckets lie that were asked for in another Region: a name is one bucket's in whatever account.</summary>
    internal ConcurrentDictionary<string, string> BucketRegions { get; } = new(StringComparer.Ordinal);

    /// <summary>The sign-in of a connection: it depends neither on the Region nor on the role that is assumed with it.</summary>
    internal SignIn Of(ConnectionOptions options) =>
        _made.GetOrAdd(options with { Region = null, RoleArn = null, ExternalId = null, AccountName = null }, static same => new SignIn(same));
}

/// <summary>What is found out of a connection's options before any account of theirs is opened.</summary>
internal sealed class SignIn(ConnectionOptions options)
{
    private readonly Lazy<CredentialProfile?> _profile = new(() => Profiles.Named(options));
    private readonly CachedResult<AWSCredentials> _credentials = new(static _ => true);
    private readonly object _gate = new();
    private ClientSettings? _settings;

    /// <summary>The profile that the options name, or <see langword="null"/> where they name none.</summary>
    /// <exception cref="ConnectionException">There is no such profile.</exception>
    internal CredentialProfile? Profile => _profile.Value;

    /// <summary>What clients are configured with in a Region.</summary>
    /// <exception cref="ConnectionException">An address is not one.</exception>
    internal ClientSettings SettingsIn(RegionEndpoint region)
    {
        lock (_gate)
        {
            _settings ??= new ClientSettings(options, Profile, region);
            return _settings with { Region = region };
        }
    }

    /// <summary>The credentials.</summary>
    /// <param name="find">Finds them, where nobody has yet.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal Task<AWSCredentials> CredentialsAsync(Func<CancellationToken, Task<AWSCredentials>> find, CancellationToken cancellationToken) =>
        _credentials.GetAsync(find, cancellationToken);
}
