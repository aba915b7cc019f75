using System.Globalization;
using SessionLogging.Accounts;

namespace SessionLogging.Aws.Calls;

/// <summary>How long a service may be silent: before its answer begins, and between two bytes of it.</summary>
internal static class TimeLimit
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The limit: 60 seconds, or what the environment says (<see cref="ConnectionOptions.TimeoutVariable"/>).</summary>
    /// <exception cref="ConnectionException">The variable holds no number of seconds above 0 and up to 3600 (<c>TimeLimitInvalid</c>).</exception>
    internal static TimeSpan Read() => Environment.GetEnvironmentVariable(ConnectionOptions.TimeoutVariable) is not { Length: > 0 } given ? Default
        : double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 && seconds <= Longest.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
        : throw new ConnectionException(
            "TimeLimitInvalid",
            $"{ConnectionOptions.TimeoutVariable} is '{given}', which is no time limit.",
            $"Set it to a number of seconds above 0 and up to {Longest.TotalSeconds}, for example 120, or remove it: the limit is {Default.TotalSeconds} then.");
}
