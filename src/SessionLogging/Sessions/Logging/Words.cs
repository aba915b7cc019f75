using System.Globalization;
using SessionLogging.Accounts;

namespace SessionLogging.Sessions.Logging;

/// <summary>How things stand in the reasons that people read.</summary>
internal static class Words
{
    internal static string Instant(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static string Reason(AwsCallException failure) =>
        failure.Kind is AwsCallFailure.Denied ? $"{failure.Action} was denied." : failure.Message;
}
