using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace SessionLogging.Aws.Connections;

/// <summary>What the environment, else the profile, says of every client. The SDK reads the environment once in a process, and a PowerShell session changes it.</summary>
/// <param name="RetryMode"><c>AWS_RETRY_MODE</c>, <c>retry_mode</c>.</param>
/// <param name="MaxAttempts">Attempts in all: <c>AWS_MAX_ATTEMPTS</c>, <c>max_attempts</c>.</param>
/// <param name="UseFips"><c>AWS_USE_FIPS_ENDPOINT</c>, <c>use_fips_endpoint</c>.</param>
/// <param name="UseDualStack"><c>AWS_USE_DUALSTACK_ENDPOINT</c>, <c>use_dualstack_endpoint</c>.</param>
internal sealed record EnvironmentSettings(RequestRetryMode? RetryMode, int? MaxAttempts, bool UseFips, bool UseDualStack)
{
    internal static EnvironmentSettings Read(CredentialProfile? profile) => new(
        Enum.TryParse<RequestRetryMode>(Value("AWS_RETRY_MODE"), ignoreCase: true, out var mode) ? mode : profile?.RetryMode,
        int.TryParse(Value("AWS_MAX_ATTEMPTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var attempts) && attempts > 0
            ? attempts
            : profile?.MaxAttempts,
        Flag("AWS_USE_FIPS_ENDPOINT") ?? profile?.UseFIPSEndpoint ?? false,
        Flag("AWS_USE_DUALSTACK_ENDPOINT") ?? profile?.UseDualstackEndpoint ?? false);

    private static bool? Flag(string variable) => bool.TryParse(Value(variable), out var flag) ? flag : null;

    private static string? Value(string variable) => Environment.GetEnvironmentVariable(variable);
}
