using Amazon.Runtime.CredentialManagement;
using Amazon.S3;
using Amazon.SecurityToken;

namespace SessionLogging.Aws.Connections;

/// <summary>What every client of one connection is configured with.</summary>
internal sealed record ClientSettings
{
    // Attempts in all, of which the SDK counts all but the first. The SDK's own default changed with Core 4.0.103.
    private const int MaxAttempts = 3;

    private readonly string? _endpointUrl;
    private readonly Profile? _profile;
    private readonly EnvironmentSettings _environment;

    /// <summary>Reads the environment as it is now.</summary>
    /// <param name="options">What the caller gave.</param>
    /// <param name="profile">The profile that the options name, or <see langword="null"/>: then the environment's.</param>
    /// <param name="region">The Region asked.</param>
    /// <exception cref="ConnectionException">An address is not one.</exception>
    internal ClientSettings(ConnectionOptions options, CredentialProfile? profile, RegionEndpoint region)
    {
        Region = region;
        _endpointUrl = options.EndpointUrl;
        _profile = profile is null ? null : new Profile(profile.Name, options.ProfileLocation);
        _environment = EnvironmentSettings.Read(profile ?? Profiles.Ambient());
        StsAddress = AddressOfSts();
    }

    /// <summary>The Region asked.</summary>
    internal RegionEndpoint Region { get; init; }

    /// <summary>Where STS is where a person or the environment says so, or <see langword="null"/> for AWS: the same access key id may be another identity there.</summary>
    internal string? StsAddress { get; }

    /// <summary>Fills a client's configuration in.</summary>
    internal T Apply<T>(T config)
        where T : ClientConfig
    {
        config.Profile = _profile;
        config.RegionEndpoint = Region;
        if (_endpointUrl is not null)
        {
            config.ServiceURL = _endpointUrl;
        }

        // The SDK reads the environment's and the profile's address by itself.
        if (EndpointAddress.WithoutUserInfo(config.ServiceURL) is { } address && address != config.ServiceURL)
        {
            config.ServiceURL = address;
        }

        // At an address of one's own, be it a parameter's, the environment's or the profile's, the SDK would sign for us-east-1.
        if (!string.IsNullOrEmpty(config.ServiceURL))
        {
            config.AuthenticationRegion = Region.SystemName;
        }

        config.RetryMode = _environment.RetryMode ?? RequestRetryMode.Standard;
        config.MaxErrorRetry = (_environment.MaxAttempts ?? MaxAttempts) - 1;
        config.UseFIPSEndpoint = _environment.UseFips;
        config.UseDualstackEndpoint = _environment.UseDualStack;
        return config;
    }

    /// <summary>Fills in the configuration of a client that sends every request once.</summary>
    internal T ApplyWithoutRetries<T>(T config)
        where T : ClientConfig
    {
        Apply(config);
        config.MaxErrorRetry = 0;

        // A dropped connection of the pool counts as stale, which MaxErrorRetry does not cover: ten more sends by default.
        config.MaxStaleConnectionRetries = 0;
        return config;
    }

    /// <summary>Fills S3's configuration in: at an address of one's own the bucket stands in the path, as no name resolves <c>bucket.localhost</c>.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="pathStyle">Whether buckets stand in the path in any case.</param>
    internal AmazonS3Config ApplyToS3(AmazonS3Config config, bool pathStyle)
    {
        Apply(config);
        config.ForcePathStyle = pathStyle || !string.IsNullOrEmpty(config.ServiceURL);
        return config;
    }

    private string? AddressOfSts()
    {
        try
        {
            return Apply(new AmazonSecurityTokenServiceConfig()).ServiceURL switch
            {
                null or "" => null,
                var address when address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
                    || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) => address,
                var other => throw Invalid($"'{other}' begins with neither https:// nor http://."),
            };
        }
        catch (AmazonClientException failure)
        {
            throw Invalid(failure.Message);
        }
    }

    private static ConnectionException Invalid(string reason) => new(
        "EndpointUrlInvalid",
        $"The endpoint is not an address: {reason}",
        "Correct -EndpointUrl, AWS_ENDPOINT_URL or the profile's endpoint_url, for example to http://localhost:4566.");
}

/// <summary>What the environment, else the profile, says of every client. The SDK reads the environment once in a process, and a PowerShell session changes it.</summary>
/// <param name="RetryMode"><c>AWS_RETRY_MODE</c>, <c>retry_mode</c>.</param>
/// <param name="MaxAttempts">Attempts in all: <c>AWS_MAX_ATTEMPTS</c>, <c>max_attempts</c>.</param>
/// <param name="UseFips"><c>AWS_USE_FIPS_ENDPOINT</c>, <c>use_fips_endpoint</c>.</param>
/// <param name="UseDualStack"><c>AWS_USE_DUALSTACK_ENDPOINT</c>, <c>use_dualstack_endpoint</c>.</param>
internal sealed record EnvironmentSettings(RequestRetryMode? RetryMode, int? MaxAttempts, bool UseFips, bool UseDualStack)
{
    internal static EnvironmentSettings Read(CredentialProfile? profile) => new(
        Enum.TryParse<RequestRetryMode>(Value("AWS_RETRY_MODE"), ignoreCase: true, out var mode) ? mode : profile?.RetryMode,
        int.TryParse(Value("AWS_MAX_ATTEMPTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var attempts) && attempts > 0
            ? attempts
            : profile?.MaxAttempts,
        Flag("AWS_USE_FIPS_ENDPOINT") ?? profile?.UseFIPSEndpoint ?? false,
        Flag("AWS_USE_DUALSTACK_ENDPOINT") ?? profile?.UseDualstackEndpoint ?? false);

    private static bool? Flag(string variable) => bool.TryParse(Value(variable), out var flag) ? flag : null;

    private static string? Value(string variable) => Environment.GetEnvironmentVariable(variable);
}
