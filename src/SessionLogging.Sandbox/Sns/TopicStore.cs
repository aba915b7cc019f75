using SessionLogging.Sandbox.Kms;
using SessionLogging.Sandbox.Policies;

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

/// <summary>A topic.</summary>
/// <param name="Name">The name; that of a FIFO topic ends in <c>.fifo</c>.</param>
/// <param name="Arn">The ARN.</param>
/// <param name="Owner">The account id.</param>
public sealed record Topic(string Name, string Arn, string Owner)
{
    internal const string PolicyName = "Policy";
    internal const string KeyName = "KmsMasterKeyId";

    /// <summary>What has been set, by SNS's names.</summary>
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Who may do what with it: what was set, or the policy that SNS gives every new topic.</summary>
    public string Policy => Attributes.GetValueOrDefault(PolicyName) ?? DefaultPolicy;

    /// <summary>The key that encrypts it: id, ARN, alias or alias ARN; <see langword="null"/>: none does.</summary>
    public string? KmsMasterKeyId => Attributes.GetValueOrDefault(KeyName);

    /// <summary>Whether it keeps its messages in order.</summary>
    public bool IsFifo => Name.EndsWith(".fifo", StringComparison.Ordinal);

    private string DefaultPolicy =>
        $$$$"""{"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes","SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe","SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"{{{{Arn}}}}","Condition":{"StringEquals":{"AWS:SourceOwner":"{{{{Owner}}}}"}}}]}""";
}

/// <summary>Whether a service may use the key of an encrypted topic: <see href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html"/>.</summary>
internal static class TopicKey
{
    private static readonly string[] Actions = ["kms:GenerateDataKey", "kms:Decrypt"];

    /// <summary>Why it may not, or <see langword="null"/>.</summary>
    public static string? Problem(Topic topic, RegionState region, Func<(string Action, string Arn), ServiceRequest> asks)
    {
        if (topic.KmsMasterKeyId is not { } id)
        {
            return null;
        }

        if (id is KmsKey.SnsAlias || region.Keys.Find(id) is { Manager: "AWS" })
        {
            return "The topic's key is managed by AWS: its policy lets no service in.";
        }

        if (region.Keys.Find(id) is not { } key)
        {
            return $"The topic's key {id} does not exist.";
        }

        if (!key.Encrypts)
        {
            return $"The topic's key {id} is {key.State} and cannot be used.";
        }

        var missing = Actions.FirstOrDefault(action => !ResourcePolicy.Allows(region.Keys.PolicyOf(key), asks((action, region.Keys.ArnOf(key)))));
        return missing is null ? null : $"The policy of the topic's key does not let {ServiceRequest.EventBridge} {missing}.";
    }
}
