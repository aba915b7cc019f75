namespace SessionLogging.Text;

/// <summary>How things stand in the reasons that people read.</summary>
internal static class Wording
{
    internal static string Instant(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The same without what belongs to one call alone.</summary>
    internal static string ReasonOfMany(AwsCallException failure) =>
        failure.Kind is AwsCallFailure.Denied ? $"{failure.Action} was denied." : $"{failure.Service} {failure.Operation} failed ({failure.Code ?? failure.Kind.ToString()}).";

    internal static string Reason(AwsCallException failure) =>
        failure.Kind is AwsCallFailure.Denied ? $"{failure.Action} was denied." : failure.Message;
}
