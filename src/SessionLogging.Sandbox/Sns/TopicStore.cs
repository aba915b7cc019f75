using System.Collections.Immutable;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox.Sns;

/// <summary>The topics of an account in a Region.</summary>
public sealed class TopicStore
{
    private readonly RegionState _region;
    private ImmutableSortedDictionary<string, Topic> _topics = ImmutableSortedDictionary.Create<string, Topic>(StringComparer.Ordinal);

    internal TopicStore(RegionState region) => _region = region;

    /// <summary>Every topic, by name.</summary>
    public IReadOnlyCollection<Topic> All => [.. _topics.Values];

    /// <summary>A topic by name, or <see langword="null"/>.</summary>
    public Topic? Find(string name) => _topics.GetValueOrDefault(name);

    /// <summary>Arranges a topic, or puts it in the place of the one of its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="kmsMasterKeyId">The key that encrypts it, unchecked.</param>
    /// <param name="policy">The policy, unchecked; SNS's default where not given.</param>
    public Topic Put(string name, string? kmsMasterKeyId = null, string? policy = null)
    {
        var topic = New(name);
        if (kmsMasterKeyId is not null)
        {
            topic = topic with { Attributes = topic.Attributes.SetItem(Topic.KeyName, kmsMasterKeyId) };
        }

        if (policy is not null)
        {
            topic = topic with { Attributes = topic.Attributes.SetItem(Topic.PolicyName, policy) };
        }

        ImmutableInterlocked.Update(ref _topics, static (topics, added) => topics.SetItem(added.Name, added), topic);
        return topic;
    }

    internal Topic New(string name) => new(name, _region.Arn("sns", name), _region.Account.Id);

    /// <summary>Adds a topic where there is none of its name; gives the one that there is then.</summary>
    internal Topic GetOrAdd(Topic topic)
    {
        ImmutableInterlocked.Update(ref _topics, static (topics, added) => topics.ContainsKey(added.Name) ? topics : topics.Add(added.Name, added), topic);
        return _topics[topic.Name];
    }

    /// <summary>Sets an attribute; an empty value takes it away.</summary>
    internal void Set(string topic, string attribute, string value) => ImmutableInterlocked.Update(
        ref _topics,
        static (topics, set) => topics.TryGetValue(set.Topic, out var known)
            ? topics.SetItem(set.Topic, known with { Attributes = set.Value.Length == 0 ? known.Attributes.Remove(set.Attribute) : known.Attributes.SetItem(set.Attribute, set.Value) })
            : topics,
        (Topic: topic, Attribute: attribute, Value: value));

    internal void Remove(string name) => ImmutableInterlocked.Update(ref _topics, static (topics, removed) => topics.Remove(removed), name);
}

/// <summary>What SNS adds to an account's Region.</summary>
public static class SnsRegion
{
    extension(RegionState region)
    {
        /// <summary>The topics of the account in this Region.</summary>
        public TopicStore Topics => region.Of(() => new TopicStore(region));
    }
}
