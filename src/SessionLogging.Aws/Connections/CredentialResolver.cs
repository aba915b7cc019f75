using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace SessionLogging.Aws.Connections;

/// <summary>Finds the credentials of a connection: those given, else the session's, else the environment's.</summary>
internal static class CredentialResolver
{
    private static readonly string[] ContainerVariables = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"];

    /// <summary>The credentials; of a profile's role as the SDK's own class, of which only the definition is to be used.</summary>
    /// <exception cref="ConnectionException">None were found, or a profile cannot be used.</exception>
    internal static async Task<AWSCredentials> ResolveAsync(ConnectionOptions options, CredentialProfile? profile, CancellationToken cancellationToken)
    {
        if (options.AccessKey is not null)
        {
            return options.SessionToken is null
                ? new BasicAWSCredentials(options.AccessKey, options.SecretKey)
                : new SessionAWSCredentials(options.AccessKey, options.SecretKey, options.SessionToken);
        }

        return options.Credential is not null ? new ForeignAwsCredentials(options.Credential)
            : profile is not null ? FromProfile(profile, options.ProfileLocation)
            : options.AmbientCredential is not null ? new ForeignAwsCredentials(options.AmbientCredential)
            : await FromEnvironmentAsync(cancellationToken).ConfigureAwait(false);
    }

    private static AWSCredentials FromProfile(CredentialProfile profile, string? location)
    {
        RequireWithoutLogin(profile, location);
        try
        {
            return profile.GetAWSCredentials(new CredentialProfileStoreChain(location));
        }
        catch (Exception failure) when (failure is InvalidOperationException or InvalidDataException or ArgumentException or AmazonClientException)
        {
            throw new ConnectionException(
                "ProfileUnusable", $"The profile '{profile.Name}' gives no credentials: {failure.Message}", "Correct the profile, or sign in again.");
        }
    }

    // The SDK would look for an assembly that it does not bring.
    private static void RequireWithoutLogin(CredentialProfile given, string? location)
    {
        var store = new CredentialProfileStoreChain(location);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        CredentialProfile? profile = given;
        while (profile is not null && string.IsNullOrEmpty(profile.Options.LoginSession) && seen.Add(profile.Name))
        {
            profile = profile.Options.SourceProfile is { Length: > 0 } source && store.TryGetProfile(source, out var next) ? next : null;
        }

        if (profile is not null && !string.IsNullOrEmpty(profile.Options.LoginSession))
        {
            throw new ConnectionException(
                "ProfileNeedsLogin",
                $"The profile '{profile.Name}' signs in by 'aws login' (login_session), which this module cannot use by itself.",
                $"Let the AWS CLI give the keys: add a profile with 'credential_process = aws configure export-credentials --profile {profile.Name} --format process' to ~/.aws/config, and name that one.");
        }
    }

    // The SDK's order. Its own resolver refuses a profile with an MFA device and assumes the role of any other at an STS of its own choosing.
    private static async Task<AWSCredentials> FromEnvironmentAsync(CancellationToken cancellationToken)
    {
        if (IsSet("AWS_ACCESS_KEY_ID") && IsSet("AWS_SECRET_ACCESS_KEY"))
        {
            return new EnvironmentVariablesAWSCredentials();
        }

        if (IsSet(AssumeRoleWithWebIdentityCredentials.WebIdentityTokenFileEnvVariable))
        {
            return FromWebIdentity();
        }

        Profiles.RequireAmbient();
        if (Profiles.Ambient() is { } profile)
        {
            RequireWithoutLogin(profile, location: null);
            if (profile.CanCreateAWSCredentials)
            {
                return FromProfile(profile, location: null);
            }
        }

        var canAsk = ContainerVariables.Any(IsSet) || await InstanceMetadata.IsThereAsync(cancellationToken).ConfigureAwait(false);
        return canAsk ? await FromMachineAsync(cancellationToken).ConfigureAwait(false) : throw Missing("neither keys, a profile nor a role of this machine");
    }

    private static AssumeRoleWithWebIdentityCredentials FromWebIdentity()
    {
        try
        {
            return AssumeRoleWithWebIdentityCredentials.FromEnvironmentVariables();
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException)
        {
            throw Missing(failure.Message);
        }
    }

    private static async Task<AWSCredentials> FromMachineAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(ResolveBySdkAsync, CancellationToken.None).OrCancelledAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is AmazonClientException or AmazonServiceException)
        {
            throw Missing(failure.Message);
        }
    }

    private static async Task<AWSCredentials> ResolveBySdkAsync()
    {
        // A resolver of its own, since the shared one remembers credentials over changes of the environment.
        using var resolver = new DefaultAWSCredentialsIdentityResolver();
        return await resolver.ResolveIdentityAsync(clientConfig: null).ConfigureAwait(false);
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    private static ConnectionException Missing(string reason) => new(
        "CredentialsMissing",
        $"No AWS credentials were found: {reason}",
        "Give -ProfileName or -AccessKey and -SecretKey, set $StoredAWSCredentials (Set-AWSCredential), or set AWS_PROFILE.");
}
