using System.Collections.Concurrent;
using Amazon.Runtime;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Connections;

/// <summary>The roles assumed in this process, each once for all Regions and commands, so that a person is asked for one MFA code.</summary>
internal sealed class RoleCredentialCache
{
    private readonly ConcurrentDictionary<(string AccessKey, RoleSession Role, string? Endpoint), RoleCredentials> _assumed = new();

    /// <summary>Assumes a role, or gives the keys assumed before while they last.</summary>
    /// <exception cref="AwsCallException">STS refused the role or could not be reached.</exception>
    /// <exception cref="ConnectionException">The role needs an MFA code and nobody can be asked.</exception>
    internal async Task<AWSCredentials> AssumeAsync(
        AWSCredentials source, RoleSession role, ClientSettings settings, AwsCaller caller, IAccountInteraction interaction)
    {
        var keys = await source.GetCredentialsAsync().ConfigureAwait(false);
        var credentials = _assumed.GetOrAdd(
            (keys.AccessKey, role, settings.EndpointUrl), _ => new RoleCredentials(source, role, settings, caller));
        credentials.Interaction = interaction;
        await credentials.GetCredentialsAsync().ConfigureAwait(false);
        return credentials;
    }
}
