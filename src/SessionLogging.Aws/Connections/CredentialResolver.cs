using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using SessionLogging.Accounts;

namespace SessionLogging.Aws.Connections;

/// <summary>Finds the credentials of a connection: those given, else the session's, else the SDK's own chain.</summary>
internal static class CredentialResolver
{
    /// <exception cref="ConnectionException">None were found, or a profile cannot be used.</exception>
    internal static async Task<AWSCredentials> ResolveAsync(
        ConnectionOptions options, CredentialProfile? profile, ClientSettings settings, CancellationToken cancellationToken)
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
            : await FromChainAsync(settings, cancellationToken).ConfigureAwait(false);
    }

    private static AWSCredentials FromProfile(CredentialProfile profile, string? location)
    {
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

    private static async Task<AWSCredentials> FromChainAsync(ClientSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            // A resolver of its own, since the shared one remembers credentials over changes of the profile files.
            using var resolver = new DefaultAWSCredentialsIdentityResolver();
            var config = settings.Apply(new AmazonSecurityTokenServiceConfig());
            return await resolver.ResolveIdentityAsync(config, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonClientException failure)
        {
            throw new ConnectionException(
                "CredentialsMissing",
                $"No AWS credentials were found: {failure.Message}",
                "Give -ProfileName or -AccessKey and -SecretKey, set $StoredAWSCredentials (Set-AWSCredential), or set AWS_PROFILE.");
        }
    }
}
