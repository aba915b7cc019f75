using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;
using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Ports;

/// <summary>Topics on SNS's API.</summary>
internal sealed class Topics(ServiceCaller sns) : ITopics
{
    private const string TopicArn = "TopicArn";

    /// <inheritdoc/>
    public Task<Looked<TopicFacts>> LookAsync(string topicArn, CancellationToken cancellationToken) => Look.AtAsync(
        () => sns.QueryAsync(
            "GetTopicAttributes", [new(TopicArn, topicArn)], answer => Looked.Known(Facts(topicArn, answer.Result.Map("Attributes"))), cancellationToken),
        missingCode: "NotFound");

    /// <inheritdoc/>
    public Task SetPolicyAsync(string topicArn, string policy, CancellationToken cancellationToken) => sns.QueryAsync(
        "SetTopicAttributes", [new(TopicArn, topicArn), new("AttributeName", "Policy"), new("AttributeValue", policy)], cancellationToken);

    /// <inheritdoc/>
    public Task<string> PublishAsync(string topicArn, string subject, string message, CancellationToken cancellationToken) => sns.QueryAsync(
        "Publish",
        [new(TopicArn, topicArn), new("Subject", subject), new("Message", message)],
        static answer => answer.Result.Text("MessageId").Needed("MessageId"),
        cancellationToken);

    private static TopicFacts Facts(string topicArn, IReadOnlyDictionary<string, string> attributes) => new(
        topicArn,
        Of(attributes, "Owner") ?? "",
        Of(attributes, "Policy") ?? "",
        Of(attributes, "KmsMasterKeyId"),
        Of(attributes, "FifoTopic") == "true");

    private static string? Of(IReadOnlyDictionary<string, string> attributes, string name) =>
        attributes.TryGetValue(name, out var value) ? value.Given() : null;
}
