using Amazon;
using SessionLogging.Accounts;

namespace SessionLogging.Aws.Connections;

/// <summary>The one place where a name becomes a Region that is asked.</summary>
internal static class Regions
{
    /// <summary>The Region of a name.</summary>
    /// <exception cref="ConnectionException">It is no Region's name (<c>RegionInvalid</c>): the SDK would make a host of any text and send it signed requests.</exception>
    internal static RegionEndpoint Named(string name) => RegionName.IsOne(name) ? RegionEndpoint.GetBySystemName(name) : throw RegionName.Refused(name);
}
