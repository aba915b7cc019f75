using System.Net;
using Amazon.Runtime;

namespace SessionLogging.Aws.Calls;

/// <summary>An answer sends the caller elsewhere, and the caller does not go. Never leaves this assembly.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="location">Where to, as the answer says it.</param>
#pragma warning disable CA1032, CA1064
internal sealed class RedirectedException(HttpStatusCode status, string? location)
    : AmazonClientException($"the answer is a redirect (HTTP {(int)status}) to {HostOf(location)}, where no credentials are sent")
{
    internal int Status => (int)status;

    // Only the host: the rest of the address is the hostile party's to write.
    private static string HostOf(string? location) =>
        Uri.TryCreate(location, UriKind.Absolute, out var address) && address.Host.Length > 0
            ? address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)
            : "an address that is none";
}
#pragma warning restore CA1032, CA1064
