namespace SessionLogging.Accounts;

/// <summary>Addresses that stand for AWS.</summary>
public static class EndpointAddress
{
    private static readonly char[] EndsOfAuthority = ['/', '?', '#', '\\'];

    /// <summary>An address without the name and password that may stand before its host. No service takes them, and what is not there is told nobody.</summary>
    /// <param name="address">The address, well-formed or not.</param>
    public static string? WithoutUserInfo(string? address)
    {
        if (string.IsNullOrEmpty(address))
        {
            return address;
        }

        var slashes = address!.IndexOf("//", StringComparison.Ordinal);
        var start = slashes < 0 ? 0 : slashes + 2;
        var end = address.IndexOfAny(EndsOfAuthority, start);
        var at = (end < 0 ? address : address.Remove(end)).LastIndexOf('@');
        return at < start ? address : address.Remove(start, at + 1 - start);
    }
}
