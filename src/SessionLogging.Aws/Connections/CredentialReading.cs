namespace SessionLogging.Aws.Connections;

/// <summary>Reads the keys of the SDK's credentials, which find out late whether a sign-in has expired or a process fails.</summary>
internal static class CredentialReading
{
    /// <exception cref="ConnectionException">The credentials give no keys.</exception>
    internal static async Task<ImmutableCredentials> ReadAsync(this AWSCredentials credentials, CancellationToken cancellationToken)
    {
        CallScope.Begin();
        try
        {
            return await Task.Run(credentials.GetCredentialsAsync, CancellationToken.None).OrCancelledAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not (SessionLoggingException or OperationCanceledException))
        {
            // Each kind of the SDK's credentials throws exceptions of its own, down to those of starting a process.
            throw new ConnectionException(
                "CredentialsUnusable",
                $"The credentials cannot be used: {failure.Message}",
                "Sign in again (for IAM Identity Center: aws sso login), or correct the profile.");
        }
    }
}

/// <summary>Credentials that live outside the module, asked again at each call.</summary>
internal sealed class ForeignAwsCredentials(ICredentialSource source) : AWSCredentials
{
    public override ImmutableCredentials GetCredentials()
    {
        var keys = source.GetKeys();
        return new ImmutableCredentials(keys.AccessKey, keys.SecretKey, keys.SessionToken);
    }
}
