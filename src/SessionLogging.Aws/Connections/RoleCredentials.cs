using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Connections;

/// <summary>The keys of an assumed role, asked for anew before they run out.</summary>
/// <remarks>The SDK's own class asks an STS endpoint of its own choosing, unseen by the observer and deaf to <c>-EndpointUrl</c>.</remarks>
internal sealed class RoleCredentials : RefreshingAWSCredentials
{
    private readonly AWSCredentials _source;
    private readonly RoleSession _role;
    private readonly ClientSettings _settings;
    private readonly AwsCaller _caller;

    internal RoleCredentials(AWSCredentials source, RoleSession role, ClientSettings settings, AwsCaller caller)
    {
        _source = source;
        _role = role;
        _settings = settings;
        _caller = caller;
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
    }

    /// <summary>Asks the person at the command that runs now.</summary>
    internal IAccountInteraction? Interaction { get; set; }

    /// <inheritdoc/>
    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var code = _role.MfaSerialNumber is null
            ? null
            : await Interaction!.ReadMfaTokenAsync(_role.MfaSerialNumber, CancellationToken.None).ConfigureAwait(false);
        var request = new AssumeRoleRequest
        {
            RoleArn = _role.RoleArn,
            RoleSessionName = _role.SessionName,
            ExternalId = _role.ExternalId,
            SerialNumber = _role.MfaSerialNumber,
            TokenCode = code,
            DurationSeconds = _role.DurationSeconds,
        };

        using var sts = new AmazonSecurityTokenServiceClient(_source, _settings.Apply(new AmazonSecurityTokenServiceConfig()));
        var answer = await _caller.CallAsync("STS", "AssumeRole", ct => sts.AssumeRoleAsync(request, ct), CancellationToken.None).ConfigureAwait(false);
        var keys = answer.Credentials;
        return new CredentialsRefreshState(
            new ImmutableCredentials(keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken), keys.Expiration!.Value.ToUniversalTime());
    }
}
