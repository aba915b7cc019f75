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
        "CloudTrail", "LookupEvents", 2, "CloudTrail API Reference, LookupEvents: two per second, per account, per Region");

    private const string OfCloudTrail = "CloudTrail User Guide, Quotas: get, describe and list APIs 10 transactions per second, together";
    private const string Unpublished = "assumed: AWS publishes none for this operation";

    /// <summary>Every quota that is known or assumed.</summary>
    internal static IReadOnlyList<ServiceQuota> All { get; } =
    [
        DescribeSessions,
        FilterLogEvents,
        GetLogEvents,
        LookupEvents,
        new("CloudWatch Logs", "DescribeLogGroups", 10, "AWS General Reference, CloudWatch Logs endpoints and quotas: DescribeLogGroups throttle limit"),
        new("CloudTrail", "DescribeTrails", 10, OfCloudTrail),
        new("CloudTrail", "GetTrailStatus", 10, OfCloudTrail),
        new("CloudTrail", "GetEventSelectors", 10, OfCloudTrail),
        new("SSM", "DescribeDocument", 10, Unpublished),
        new("SSM", "GetDocument", 10, Unpublished),
        new("SSM", "ListDocuments", 10, Unpublished),
        new("SSM", "ListDocumentVersions", 10, Unpublished),
        new("EventBridge", "ListRules", 10, Unpublished),
        new("IAM", "GetRole", 10, Unpublished),
        new("IAM", "SimulatePrincipalPolicy", 5, Unpublished),
    ];

    /// <summary>The quota of an operation; <see langword="null"/> where none is known.</summary>
    internal static ServiceQuota? Find(string service, string operation)
    {
        foreach (var quota in All)
        {
            if (quota.Service == service && quota.Operation == operation)
            {
                return quota;
            }
        }

        return null;
    }
}
