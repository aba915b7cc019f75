using System.Collections.Immutable;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox.CloudTrail;

/// <summary>The trails of all accounts.</summary>
public sealed class TrailStore
{
    private ImmutableSortedDictionary<string, Trail> _trails = ImmutableSortedDictionary.Create<string, Trail>(StringComparer.Ordinal);

    internal TrailStore()
    {
    }

    /// <summary>Every trail, by ARN.</summary>
    public IReadOnlyCollection<Trail> All => [.. _trails.Values];

    /// <summary>Arranges a trail, or puts it in the place of the one of its ARN.</summary>
    public void Put(Trail trail)
    {
        ArgumentNullException.ThrowIfNull(trail);
        ImmutableInterlocked.Update(ref _trails, static (trails, added) => trails.SetItem(added.Arn, added), trail);
    }

    /// <summary>Takes a trail away.</summary>
    public void Remove(string arn) => ImmutableInterlocked.Update(ref _trails, static (trails, removed) => trails.Remove(removed), arn);

    internal Trail? Find(string arn) => _trails.GetValueOrDefault(arn);
}

/// <summary>What CloudTrail adds to the whole sandbox.</summary>
public static class CloudTrailCloud
{
    extension(Cloud cloud)
    {
        /// <summary>The trails of all accounts.</summary>
        public TrailStore Trails => cloud.Of(static () => new TrailStore());
    }
}
