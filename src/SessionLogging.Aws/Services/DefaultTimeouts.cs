using Amazon.Runtime;

namespace SessionLogging.Aws.Services;

/// <summary>The SDK's defaults by mode (<c>AWS_DEFAULTS_MODE</c>), which every generated client carries as a copy.</summary>
internal static class DefaultTimeouts
{
    internal static readonly IDefaultConfiguration[] All =
    [
        Connecting(DefaultConfigurationMode.Standard, milliseconds: 3100),
        Connecting(DefaultConfigurationMode.InRegion, milliseconds: 1100),
        Connecting(DefaultConfigurationMode.CrossRegion, milliseconds: 3100),
        Connecting(DefaultConfigurationMode.Mobile, milliseconds: 30000),
        Connecting(DefaultConfigurationMode.Auto, milliseconds: 1100),
    ];

    private static DefaultConfiguration Connecting(DefaultConfigurationMode mode, int milliseconds) => new()
    {
        Name = mode,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromMilliseconds(milliseconds),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(milliseconds),
    };
}
