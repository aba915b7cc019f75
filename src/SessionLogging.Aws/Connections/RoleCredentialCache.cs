using System.Collections.Concurrent;
using Amazon.Runtime;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Connections;

/// <summary>The roles assumed in this process, each once for all Regions and commands, so that a person is asked for one MFA code.</summary>
internal sealed class RoleCredentialCache(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string AccessKey, RoleSession Role, string? StsAddress), Remembered<RoleKeys>> _assumed = new();

    /// <summary>Assumes a role, or gives the keys assumed before while they last.</summary>
    /// <exception cref="AwsCallException">STS refused the role or could not be reached.</exception>
    /// <exception cref="ConnectionException">The role needs an MFA code and nobody can be asked, or its source gives no keys.</exception>
    internal async Task<AWSCredentials> AssumeAsync(
        AWSCredentials source,
        RoleSession role,
        ClientSettings settings,
        AwsCaller caller,
        IAccountInteraction interaction,
        CancellationToken cancellationToken)
    {
        var sourceKeys = await source.ReadAsync(cancellationToken).ConfigureAwait(false);
        var shared = _assumed.GetOrAdd((sourceKeys.AccessKey, role, settings.StsAddress), _ => new Remembered<RoleKeys>(keys => keys.HoldAt(clock.GetUtcNow())));
        var credentials = new RoleCredentials(shared, source, role, settings, caller, interaction);
        await credentials.GetCredentialsAsync(cancellationToken).ConfigureAwait(false);
        return credentials;
    }
}
