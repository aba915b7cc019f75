using System.Collections.Immutable;

namespace SessionLogging.Sandbox.Sns;

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
