using System.Net;
using System.Net.Sockets;

namespace SessionLogging.Sessions;

/// <summary>The network of an address that a call came from. CloudTrail gives the name of a service or of a gateway in its place where that made the call.</summary>
internal static class SourceNetwork
{
    private const int BytesOfVersion4 = 3;
    private const int BytesOfVersion6 = 6;

    /// <summary>The first three numbers of an IPv4 address, the first 48 bits of an IPv6 address; any other text as it is.</summary>
    internal static string? Of(string? source)
    {
        if (source is null || !IPAddress.TryParse(source, out var address))
        {
            return source;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily is AddressFamily.InterNetwork ? BytesOfVersion4 : BytesOfVersion6;
        Array.Clear(bytes, kept, bytes.Length - kept);
        return FormattableString.Invariant($"{new IPAddress(bytes)}/{8 * kept}");
    }
}
