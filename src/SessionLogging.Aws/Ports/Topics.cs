using SessionLogging.Accounts;
using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Ports;

/// <summary>Topics on SNS's API.</summary>
internal sealed class Topics(ServiceCaller sns) : ITopics
{
    private const string TopicArn = "TopicArn";

    /// <inheritdoc/>
    public Task<Looked<TopicFacts>> LookAsync(string topicArn, CancellationToken cancellationToken) => Look.AtAsync(
        async () =>
        {
            var answer = await sns.QueryAsync("GetTopicAttributes", [new(TopicArn, topicArn)], cancellationToken).ConfigureAwait(false);
            var attributes = answer.Result.Map("Attributes");
            return Looked.Known(new TopicFacts(
                topicArn,
                Of(attributes, "Owner") ?? "",
                Of(attributes, "Policy") ?? "",
                Of(attributes, "KmsMasterKeyId"),
                Of(attributes, "FifoTopic") == "true"));
        },
        missingCode: "NotFound");

    /// <inheritdoc/>
    public Task SetPolicyAsync(string topicArn, string policy, CancellationToken cancellationToken) => sns.QueryAsync(
        "SetTopicAttributes", [new(TopicArn, topicArn), new("AttributeName", "Policy"), new("AttributeValue", policy)], cancellationToken);

    /// <inheritdoc/>
    public async Task<string> PublishAsync(string topicArn, string subject, string message, CancellationToken cancellationToken)
    {
        var answer = await sns.QueryAsync("Publish", [new(TopicArn, topicArn), new("Subject", subject), new("Message", message)], cancellationToken)
            .ConfigureAwait(false);
        return answer.Result.Text("MessageId") ?? "";
    }

    private static string? Of(IReadOnlyDictionary<string, string> attributes, string name) =>
        attributes.TryGetValue(name, out var value) ? value.Given() : null;
}
