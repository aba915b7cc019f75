namespace SessionLogging.Accounts;

/// <summary>How many calls a second a service takes of an account in a Region, which the limiters and the sandbox go by. Each can be raised for an account: what is throttled is slowed down.</summary>
/// <param name="Service">The service id, for example <c>SSM</c>.</param>
/// <param name="Operation">The API's name of the operation.</param>
/// <param name="PerSecond">Calls a second.</param>
/// <param name="Source">Where AWS says so, or <c>assumed</c> with the reason.</param>
internal sealed record ServiceQuota(string Service, string Operation, double PerSecond, string Source)
{
    /// <summary>The quota of DescribeSessions.</summary>
    internal const double DescribeSessionsPerSecond = 6;

    internal static readonly ServiceQuota DescribeSessions = new(
        "SSM", "DescribeSessions", DescribeSessionsPerSecond, "AWS General Reference, Systems Manager endpoints and quotas");

    internal static readonly ServiceQuota FilterLogEvents = new(
        "CloudWatch Logs", "FilterLogEvents", 5, "AWS Knowledge Center, How do I troubleshoot throttling errors in CloudWatch Logs");

    internal static readonly ServiceQuota GetLogEvents = new(
        "CloudWatch Logs", "GetLogEvents", 25, "assumed: the quota of newer Regions; older editions of the CloudWatch Logs User Guide say 10");

    internal static readonly ServiceQuota LookupEvents = new(
        "CloudTrail", "LookupEvents", 2, "CloudTrail API Reference, LookupEvents");

    /// <summary>Every quota that is known.</summary>
    internal static IReadOnlyList<ServiceQuota> All { get; } = [DescribeSessions, FilterLogEvents, GetLogEvents, LookupEvents];
}
