using System.Net.Sockets;
using Amazon.Util;

namespace SessionLogging.Aws.Connections;

/// <summary>The metadata service of an EC2 instance.</summary>
/// <remarks>The SDK waits for it some fifteen seconds on a machine that is no instance, and then asks again every two minutes.</remarks>
internal static class InstanceMetadata
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(1);

    /// <summary>Whether something listens at its address.</summary>
    internal static async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        if (!EC2InstanceMetadata.IsIMDSEnabled)
        {
            return false;
        }

        var address = new Uri(EC2InstanceMetadata.ServiceEndpoint);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectLimit);
        using var client = IPAddress.TryParse(address.DnsSafeHost, out var ip) ? new TcpClient(ip.AddressFamily) : new TcpClient();
        try
        {
            // A client that is disposed of ends its attempt to connect, on .NET Framework by a NullReferenceException.
            using (limit.Token.Register(client.Dispose))
            {
                await client.ConnectAsync(address.DnsSafeHost, address.Port).ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or NullReferenceException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>The instance's Region, or <see langword="null"/> where there is no instance.</summary>
    internal static async Task<RegionEndpoint?> RegionAsync(CancellationToken cancellationToken) =>
        await IsThereAsync(cancellationToken).ConfigureAwait(false)
            ? await Task.Run(() => EC2InstanceMetadata.Region, CancellationToken.None).OrCancelledAsync(cancellationToken).ConfigureAwait(false)
            : null;
}
