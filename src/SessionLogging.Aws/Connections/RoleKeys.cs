using Amazon.Runtime;

namespace SessionLogging.Aws.Connections;

/// <summary>The temporary keys of an assumed role.</summary>
/// <param name="Keys">The keys.</param>
/// <param name="Expiration">When they run out, in UTC.</param>
internal sealed record RoleKeys(ImmutableCredentials Keys, DateTime Expiration)
{
    // Long enough for the calls that were begun with them.
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(5);

    /// <summary>Whether they last long enough to begin another call.</summary>
    internal bool HoldAt(DateTimeOffset time) => time.UtcDateTime < Expiration - Reserve;
}
