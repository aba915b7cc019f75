namespace SessionLogging.Accounts;

/// <summary>The SNS topics that the credentials can see in one Region.</summary>
public interface ITopics
{
    /// <summary>Looks at a topic (GetTopicAttributes).</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<Looked<TopicFacts>> LookAsync(string topicArn, CancellationToken cancellationToken);

    /// <summary>Replaces the whole policy of a topic (SetTopicAttributes).</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    Task SetPolicyAsync(string topicArn, string policy, CancellationToken cancellationToken);

    /// <summary>Sends a message to a topic's subscribers (Publish) and gives its id.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    Task<string> PublishAsync(string topicArn, string subject, string message, CancellationToken cancellationToken);
}

/// <summary>What matters of a topic.</summary>
/// <param name="Arn">The topic's ARN.</param>
/// <param name="Owner">The account that owns it.</param>
/// <param name="Policy">Its policy as JSON text; every topic has one.</param>
/// <param name="KmsKeyId">The key that encrypts it, as it was given: id, ARN or alias; <see langword="null"/> where none does.</param>
/// <param name="IsFifo">Whether it is a FIFO topic.</param>
public sealed record TopicFacts(string Arn, string Owner, string Policy, string? KmsKeyId, bool IsFifo);
