using Amazon.Runtime;
using SessionLogging.Accounts;

namespace SessionLogging.Aws.Connections;

/// <summary>Credentials that live outside the module, asked again at each call.</summary>
internal sealed class ForeignAwsCredentials(ICredentialSource source) : AWSCredentials
{
    /// <inheritdoc/>
    public override ImmutableCredentials GetCredentials()
    {
        var keys = source.GetKeys();
        return new ImmutableCredentials(keys.AccessKey, keys.SecretKey, keys.SessionToken);
    }
}
