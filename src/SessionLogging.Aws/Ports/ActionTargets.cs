using System.Xml.Linq;

namespace SessionLogging.Aws.Ports;

/// <summary>Topics on SNS's API.</summary>
internal sealed class Topics(ServiceCaller sns) : ITopics
{
    private const string TopicArn = "TopicArn";

    public Task<LookupResult<TopicFacts>> LookAsync(string topicArn, CancellationToken cancellationToken) => Look.AtAsync(
        () => sns.QueryAsync(
            "GetTopicAttributes", [new(TopicArn, topicArn)], answer => LookupResult.Known(Facts(topicArn, answer.Result.Map("Attributes"))), cancellationToken),
        missingCode: "NotFound");

    public IAsyncEnumerable<IReadOnlyList<string>> ListArnsAsync(CancellationToken cancellationToken) =>
        sns.QueryPagesAsync("ListTopics", [], "Topics", static topic => topic.Text(TopicArn).Needed(TopicArn), "NextToken", cancellationToken);

    public Task SetPolicyAsync(string topicArn, string policy, CancellationToken cancellationToken) => sns.QueryAsync(
        "SetTopicAttributes", [new(TopicArn, topicArn), new("AttributeName", "Policy"), new("AttributeValue", policy)], cancellationToken);

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

/// <summary>Functions on Lambda's API.</summary>
internal sealed class Functions(ServiceCaller lambda) : IFunctions
{
    private const string ListPath = "/2015-03-31/functions";
    private const string PolicyPath = ListPath + "/{FunctionName}/policy";

    // arn:PARTITION:lambda:REGION:ACCOUNT:function:NAME, then perhaps :QUALIFIER.
    private const int PartsWithoutQualifier = 7;

    public IAsyncEnumerable<IReadOnlyList<string>> ListArnsAsync(CancellationToken cancellationToken) => lambda.PagesAsync(
        static token => new JsonRequest("ListFunctions") { Method = "GET", Path = ListPath, Query = [new("Marker", token)] },
        "Functions",
        static function => function.Text("FunctionArn").Needed("FunctionArn"),
        "NextMarker",
        cancellationToken);

    public async Task<string?> GetPolicyAsync(string functionArn, CancellationToken cancellationToken)
    {
        try
        {
            return await lambda.CallAsync(Request("GetPolicy", "GET", PolicyPath, functionArn), static answer => answer.Root.Text("Policy"), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (AwsCallException failure) when (failure.Code == "ResourceNotFoundException")
        {
            return null;
        }
    }

    public Task AddPermissionAsync(string functionArn, string statementId, string principal, string sourceArn, CancellationToken cancellationToken) => lambda.CallAsync(
        Request("AddPermission", "POST", PolicyPath, functionArn, writeMembers: json =>
        {
            json.WriteString("StatementId", statementId);
            json.WriteString("Action", "lambda:InvokeFunction");
            json.WriteString("Principal", principal);
            json.WriteString("SourceArn", sourceArn);
        }),
        cancellationToken);

    public Task RemovePermissionAsync(string functionArn, string statementId, CancellationToken cancellationToken) => lambda.CallAsync(
        Request("RemovePermission", "DELETE", PolicyPath + "/{StatementId}", functionArn, pathValue: new("StatementId", statementId)), cancellationToken);

    public Task TryInvokeAsync(string functionArn, CancellationToken cancellationToken) => lambda.CallAsync(
        Request("Invoke", "POST", ListPath + "/{FunctionName}/invocations", functionArn, header: new("X-Amz-Invocation-Type", "DryRun")),
        cancellationToken);

    private static JsonRequest Request(
        string operation,
        string method,
        string path,
        string functionArn,
        KeyValuePair<string, string>? pathValue = null,
        KeyValuePair<string, string>? header = null,
        Action<Utf8JsonWriter>? writeMembers = null)
    {
        var (name, qualifier) = Split(functionArn);
        return new JsonRequest(operation)
        {
            Method = method,
            Path = path,
            PathValues = [new("FunctionName", name), .. pathValue is { } value ? [value] : Array.Empty<KeyValuePair<string, string>>()],
            Query = [new("Qualifier", qualifier)],
            Headers = header is { } own ? [own] : [],
            WriteMembers = writeMembers,
        };
    }

    private static (string Name, string? Qualifier) Split(string functionArn)
    {
        var parts = functionArn.Split(':');
        return parts.Length > PartsWithoutQualifier
            ? (string.Join(":", parts.Take(PartsWithoutQualifier)), parts[PartsWithoutQualifier])
            : (functionArn, null);
    }
}

/// <summary>Pipelines on CodePipeline's API.</summary>
internal sealed class Pipelines(ServiceCaller codePipeline) : IPipelines
{
    public Task<LookupResult<PipelineFacts>> LookAsync(string name, CancellationToken cancellationToken) => Look.AtAsync(
        async () =>
        {
            await codePipeline.CallAsync("GetPipeline", json => json.WriteString("name", name), cancellationToken).ConfigureAwait(false);
            return LookupResult.Known(new PipelineFacts(name));
        },
        missingCode: "PipelineNotFoundException");
}

/// <summary>Roles on IAM's API.</summary>
internal sealed class Roles(ServiceCaller iam) : IRoles
{
    public Task<LookupResult<RoleFacts>> LookAsync(string roleName, CancellationToken cancellationToken) => Look.AtAsync(
        () => iam.QueryAsync("GetRole", [new("RoleName", roleName)], static answer => LookupResult.Known(Facts(answer.Result.Child("Role").Needed("Role"))), cancellationToken),
        missingCode: "NoSuchEntity");

    public Task<LookupResult<InstanceProfileFacts>> LookAtProfileAsync(string profileName, CancellationToken cancellationToken) => Look.AtAsync(
        () => iam.QueryAsync(
            "GetInstanceProfile",
            [new("InstanceProfileName", profileName)],
            static answer => LookupResult.Known(ProfileFacts(answer.Result.Child("InstanceProfile").Needed("InstanceProfile"))),
            cancellationToken),
        missingCode: "NoSuchEntity");

    private static InstanceProfileFacts ProfileFacts(XElement profile) => new(
        profile.Text("Arn").Needed("Arn"), [.. (profile.Child("Roles")?.Elements() ?? []).Select(static role => role.Text("Arn").Needed("Arn"))]);

    private static RoleFacts Facts(XElement role) =>
        new(role.Text("Arn").Needed("Arn"), Uri.UnescapeDataString(role.Text("AssumeRolePolicyDocument").Needed("AssumeRolePolicyDocument")));
}
