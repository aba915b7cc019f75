using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Connections;

/// <summary>Remembers who a key pair is: an access key id belongs to one identity for all its life.</summary>
internal sealed class IdentityCache
{
    private readonly ConcurrentDictionary<(string AccessKey, string? Endpoint), CallerIdentity> _known = new();

    /// <exception cref="AwsCallException">STS refused or could not be reached; the next call asks again.</exception>
    internal async Task<CallerIdentity> GetAsync(
        AWSCredentials credentials, ClientSettings settings, AwsCaller caller, CancellationToken cancellationToken)
    {
        var keys = await caller.CallAsync("STS", "GetCallerIdentity", _ => credentials.GetCredentialsAsync(), cancellationToken).ConfigureAwait(false);
        var key = (keys.AccessKey, settings.EndpointUrl);
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        using var sts = new AmazonSecurityTokenServiceClient(credentials, settings.Apply(new AmazonSecurityTokenServiceConfig()));
        var answer = await caller
            .CallAsync("STS", "GetCallerIdentity", ct => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), ct), cancellationToken)
            .ConfigureAwait(false);
        return _known[key] = new CallerIdentity(answer.Account, answer.Arn);
    }
}
