using Amazon.Runtime;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;
using Amazon.SecurityToken;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Connections;

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
