using SessionLogging.Accounts;

namespace SessionLogging.Sandbox.Faults;

/// <summary>What is left of each account's quota in each Region, operation by operation.</summary>
internal sealed class QuotaBook(TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Account, string Region, string Service, string Operation), TokenBucket> _buckets = new();

    /// <summary>Whether there is room for one more call of an operation; of one whose quota is not known there always is.</summary>
    internal bool HasRoom(RegionState region, string service, string operation) =>
        ServiceQuota.Find(service, operation) is not { } quota
        || _buckets.GetOrAdd((region.Account.Id, region.Name, service, operation), _ => new TokenBucket(quota.PerSecond, quota.PerSecond, clock)).TryTake();
}
