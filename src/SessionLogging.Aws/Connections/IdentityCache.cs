using System.Collections.Concurrent;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace SessionLogging.Aws.Connections;

/// <summary>Remembers who a key pair is: an access key id belongs to one identity for all its life.</summary>
internal sealed class IdentityCache
{
    private readonly ConcurrentDictionary<(string AccessKey, string? StsAddress), CachedResult<CallerIdentity>> _known = new();

    /// <exception cref="AwsCallException">STS refused or could not be reached; the next call asks again.</exception>
    /// <exception cref="ConnectionException">The credentials give no keys.</exception>
    internal async Task<CallerIdentity> GetAsync(
        AWSCredentials credentials, ClientSettings settings, AwsCaller caller, CancellationToken cancellationToken)
    {
        var keys = await credentials.ReadAsync(cancellationToken).ConfigureAwait(false);
        var known = _known.GetOrAdd((keys.AccessKey, settings.StsAddress), _ => new CachedResult<CallerIdentity>(_ => true));
        return await known.GetAsync(ct => AskAsync(credentials, settings, caller, ct), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether AWS knows a key pair at all.</summary>
    internal async Task<bool> IsKnownAsync(AWSCredentials credentials, ClientSettings settings, AwsCaller caller, CancellationToken cancellationToken)
    {
        try
        {
            await GetAsync(credentials, settings, caller, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SessionLoggingException)
        {
            return false;
        }
    }

    private static Task<CallerIdentity> AskAsync(
        AWSCredentials credentials, ClientSettings settings, AwsCaller caller, CancellationToken cancellationToken) =>
        SecurityTokens.AskAsync(credentials, settings, caller, (sts, callerThere) => callerThere.CallAsync(
            "STS",
            "GetCallerIdentity",
            ct => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), ct),
            static answer => new CallerIdentity(answer.Account.Needed("Account"), answer.Arn.Needed("Arn")),
            cancellationToken));
}

/// <summary>Asks STS: in the connection's Region, and where that does not know the credentials, in the partition's first, which no account can disable.</summary>
/// <remarks>A Region that the account has not enabled answers as to credentials that nobody has ever had.</remarks>
internal static class SecurityTokens
{
    /// <param name="credentials">Who asks.</param>
    /// <param name="settings">The connection.</param>
    /// <param name="caller">Makes the calls.</param>
    /// <param name="ask">Makes one call.</param>
    /// <exception cref="AwsCallException">STS refused or could not be reached.</exception>
    internal static async Task<T> AskAsync<T>(
        AWSCredentials credentials, ClientSettings settings, AwsCaller caller, Func<AmazonSecurityTokenServiceClient, AwsCaller, Task<T>> ask)
    {
        var home = Fn.Partition(settings.Region.SystemName).implicitGlobalRegion;
        try
        {
            return await InAsync(settings, caller).ConfigureAwait(false);
        }
        catch (AwsCallException unknown) when (IsOfRegion(unknown) && home != settings.Region.SystemName)
        {
            return await InAsync(settings with { Region = Regions.Named(home) }, caller.In(home)).ConfigureAwait(false);
        }

        async Task<T> InAsync(ClientSettings there, AwsCaller callerThere)
        {
            using var sts = new AmazonSecurityTokenServiceClient(credentials, there.Apply(new AmazonSecurityTokenServiceConfig()));
            return await ask(sts, callerThere).ConfigureAwait(false);
        }
    }

    private static bool IsOfRegion(AwsCallException failure) => failure.IsOfUnknownCredentials || failure.Cause is AwsCallCause.RegionNotEnabled;
}
