using SessionLogging.Sandbox.Deliveries;
using SessionLogging.Sandbox.Policies;

namespace SessionLogging.Sandbox.Sns;

/// <summary>Amazon SNS: topics and what is published to them.</summary>
internal sealed partial class SnsService : QueryService
{
    private const int PageSize = 100;
    private const int MostBytes = 262_144;

    private static readonly MemberRule TopicArn = new("TopicArn") { Required = true };

    private static readonly string[] Settable =
    [
        Topic.PolicyName, Topic.KeyName, "DisplayName", "DeliveryPolicy", "SignatureVersion", "TracingConfig", "ContentBasedDeduplication", "FifoThroughputScope", "ArchivePolicy",
    ];

    public SnsService()
    {
        Add("CreateTopic", Create, (call, form) => call.Region.Arn("sns", form.Value("Name") ?? "*"), new MemberRule("Name") { Required = true });
        Add("DeleteTopic", Delete, Arn, TopicArn);
        Add("ListTopics", List, (call, _) => call.Region.Arn("sns", "*"), new MemberRule("NextToken"));
        Add("GetTopicAttributes", GetAttributes, Arn, TopicArn);
        Add("SetTopicAttributes", SetAttributes, Arn, TopicArn, new MemberRule("AttributeName") { Required = true });
        Add("Publish", Publish, Arn, new MemberRule("Message") { Required = true });
    }

    public override string Id => "SNS";

    public override string SigningName => "sns";

    protected override string Version => "2010-03-31";

    protected override XNamespace Namespace { get; } = "http://sns.amazonaws.com/doc/2010-03-31/";

    protected override ImmutableDictionary<CommonError, ErrorForm> CommonErrors => base.CommonErrors
        .SetItem(CommonError.Denied, new("AuthorizationError", 403, "Access denied"))
        .SetItem(CommonError.Internal, new("InternalError", 500, "An internal service error occurred."))
        .SetItem(CommonError.Invalid, new("InvalidParameter", 400, "Invalid parameter"));

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,256}\z", RegexOptions.NonBacktracking)]
    private static partial Regex StandardName { get; }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,251}\.fifo\z", RegexOptions.NonBacktracking)]
    private static partial Regex FifoName { get; }

    private static string Arn(Call call, QueryForm form) => form.Value("TopicArn") ?? form.Value("TargetArn") ?? "*";

    private IEnumerable<XElement> Create(Call call, QueryForm form)
    {
        var name = form.Required("Name");
        var attributes = form.Map("Attributes");
        var isFifo = attributes.GetValueOrDefault("FifoTopic") == "true";
        if (!(isFifo ? FifoName : StandardName).IsMatch(name))
        {
            throw Error(CommonError.Invalid, isFifo ? "Invalid parameter: Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long." : "Invalid parameter: Topic Name");
        }

        var wanted = call.Region.Topics.New(name);
        foreach (var (attribute, value) in attributes.Where(attribute => attribute.Key != "FifoTopic"))
        {
            wanted = wanted with { Attributes = wanted.Attributes.SetItem(Checked(attribute, value, "Attributes"), value) };
        }

        var topic = call.Region.Topics.GetOrAdd(wanted);
        return attributes.Count == 0 || topic.Attributes.SequenceEqual(wanted.Attributes)
            ? [Element("TopicArn", topic.Arn)]
            : throw Error(CommonError.Invalid, "Invalid parameter: Attributes Reason: Topic already exists with different attributes");
    }

    private IEnumerable<XElement>? Delete(Call call, QueryForm form)
    {
        call.Region.Topics.Remove(Name(call, form.Required("TopicArn")));
        return null;
    }

    private IEnumerable<XElement> List(Call call, QueryForm form)
    {
        var (page, next) = Paging.Page(call.Region.Topics.All, form.Value("NextToken"), PageSize, () => Error(CommonError.Invalid, "Invalid parameter: NextToken"));
        return
        [
            Element("Topics", page.Select(topic => Element("member", Element("TopicArn", topic.Arn)))),
            .. next is null ? Array.Empty<XElement>() : [Element("NextToken", next)],
        ];
    }

    private IEnumerable<XElement> GetAttributes(Call call, QueryForm form)
    {
        var topic = Existing(call, form.Required("TopicArn"));
        var all = topic.Attributes
            .SetItem("TopicArn", topic.Arn)
            .SetItem("Owner", topic.Owner)
            .SetItem(Topic.PolicyName, topic.Policy)
            .SetItem("DisplayName", topic.Attributes.GetValueOrDefault("DisplayName") ?? "")
            .SetItem("EffectiveDeliveryPolicy", """{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"disableSubscriptionOverrides":false}}""")
            .SetItem("SubscriptionsConfirmed", "0")
            .SetItem("SubscriptionsDeleted", "0")
            .SetItem("SubscriptionsPending", "0");
        if (topic.IsFifo)
        {
            all = all.SetItem("FifoTopic", "true").SetItem("ContentBasedDeduplication", topic.Attributes.GetValueOrDefault("ContentBasedDeduplication") ?? "false");
        }

        return [Element("Attributes", all.Select(attribute => Element("entry", Element("key", attribute.Key), Element("value", attribute.Value))))];
    }

    private IEnumerable<XElement>? SetAttributes(Call call, QueryForm form)
    {
        var topic = Existing(call, form.Required("TopicArn"));
        var value = form.Value("AttributeValue") ?? "";
        call.Region.Topics.Set(topic.Name, Checked(form.Required("AttributeName"), value, "AttributeName"), value);
        return null;
    }

    private IEnumerable<XElement> Publish(Call call, QueryForm form)
    {
        var topic = Existing(call, form.Value("TopicArn") ?? form.Value("TargetArn") ?? throw Error(CommonError.Invalid, "Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter"));
        var message = form.Required("Message");
        if (message.Length == 0)
        {
            throw Error(CommonError.Invalid, "Invalid parameter: Empty message");
        }

        if (System.Text.Encoding.UTF8.GetByteCount(message) > MostBytes)
        {
            throw Error(CommonError.Invalid, "Invalid parameter: Message too long");
        }

        if (form.Value("Subject") is { Length: 0 or > 100 })
        {
            throw Error(CommonError.Invalid, "Invalid parameter: Subject");
        }

        if (topic.IsFifo && form.Value("MessageGroupId") is null)
        {
            throw Error(CommonError.Invalid, "Invalid parameter: The MessageGroupId parameter is required for FIFO topics");
        }

        call.Cloud.Deliveries.Add(new Delivery
        {
            Time = call.Cloud.Clock.GetUtcNow(),
            Account = call.Account.Id,
            Region = call.Region.Name,
            Target = topic.Arn,
            Action = "sns:Publish",
            As = call.Caller.Arn,
            Subject = form.Value("Subject"),
            Message = message,
        });
        return [Element("MessageId", Guid.NewGuid())];
    }

    /// <summary>The attribute's name where it may be set to that value.</summary>
    private string Checked(string attribute, string value, string member)
    {
        if (!Settable.Contains(attribute))
        {
            throw Error(CommonError.Invalid, $"Invalid parameter: {member} Reason: Unknown attribute {attribute}");
        }

        if (attribute == Topic.PolicyName && value.Length > 0 && ResourcePolicy.Read(value) is null)
        {
            throw Error(CommonError.Invalid, "Invalid parameter: Policy Error: null");
        }

        return attribute;
    }

    private Topic Existing(Call call, string arn)
        => call.Region.Topics.Find(Name(call, arn)) ?? throw new AwsServiceException("NotFound", 404, "Topic does not exist");

    private string Name(Call call, string text)
    {
        if (!Wire.Arn.TryParse(text, out var arn) || arn.Service != "sns")
        {
            throw Error(CommonError.Invalid, "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1");
        }

        if (arn.Region != call.Region.Name)
        {
            throw Error(CommonError.Invalid, "Invalid parameter: TopicArn");
        }

        return arn.Account == call.Account.Id
            ? arn.Resource
            : throw Error(CommonError.Denied, $"User: {call.Caller.Arn} is not authorized to perform: SNS:GetTopicAttributes on resource: {text} because no resource-based policy allows the action");
    }
}
