using System.Xml.Linq;
using SessionLogging.Sandbox.Deliveries;
using SessionLogging.Sandbox.Sns;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class SnsTests : SandboxTest
{
    private const string Topic = "arn:aws:sns:eu-west-1:111122223333:" + ActionSeeds.Topic;
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Sid":"mine","Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"*"}]}""";

    [Fact]
    public async Task A_new_topic_has_the_policy_that_lets_its_account_in_and_no_key()
    {
        await AskAsync(("Action", "CreateTopic"), ("Name", "new"));

        var attributes = Attributes(await AskAsync(("Action", "GetTopicAttributes"), ("TopicArn", "arn:aws:sns:eu-west-1:111122223333:new")));

        var statement = JsonNode.Parse(attributes["Policy"])!["Statement"]![0]!;
        Assert.Equal(("__default_statement_ID", "*", "111122223333"), ($"{statement["Sid"]}", $"{statement["Principal"]!["AWS"]}", $"{statement["Condition"]!["StringEquals"]!["AWS:SourceOwner"]}"));
        Assert.DoesNotContain("KmsMasterKeyId", attributes.Keys, StringComparer.Ordinal);
        Assert.DoesNotContain("FifoTopic", attributes.Keys, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_policy_takes_the_place_of_the_whole_policy_and_an_empty_one_brings_the_default_back()
    {
        var before = (await PolicyAsync())!;

        await AskAsync(("Action", "SetTopicAttributes"), ("TopicArn", Topic), ("AttributeName", "Policy"), ("AttributeValue", Policy));
        Assert.Equal(Policy, await PolicyAsync());

        await AskAsync(("Action", "SetTopicAttributes"), ("TopicArn", Topic), ("AttributeName", "Policy"), ("AttributeValue", ""));
        Assert.Equal(before, await PolicyAsync());
    }

    [Fact]
    public async Task A_topic_that_is_made_again_is_the_same_unless_it_is_to_be_another()
    {
        await AskAsync(("Action", "CreateTopic"), ("Name", "new"), ("Attributes.entry.1.key", "DisplayName"), ("Attributes.entry.1.value", "a"));

        Assert.Equal("CreateTopicResponse", (await AskAsync(("Action", "CreateTopic"), ("Name", "new"))).Name.LocalName);
        Assert.Equal("InvalidParameter", Code(await AskAsync(("Action", "CreateTopic"), ("Name", "new"), ("Attributes.entry.1.key", "DisplayName"), ("Attributes.entry.1.value", "b"))));
    }

    [Fact]
    public async Task Topics_are_listed_in_pages()
    {
        for (var number = 0; number < 100; number++)
        {
            Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Topics.Put($"t{number}");
        }

        var first = await AskAsync(("Action", "ListTopics"));
        var second = await AskAsync(("Action", "ListTopics"), ("NextToken", Value(first, "NextToken")!));

        Assert.Equal((100, 5), (first.Descendants().Count(node => node.Name.LocalName == "TopicArn"), second.Descendants().Count(node => node.Name.LocalName == "TopicArn")));
        Assert.Null(Value(second, "NextToken"));
    }

    [Theory]
    [InlineData("CreateTopic", "Name", "a.b", "InvalidParameter")]
    [InlineData("CreateTopic", "Name", "a.fifo", "InvalidParameter")]
    [InlineData("GetTopicAttributes", "TopicArn", "arn:aws:sns:eu-west-1:111122223333:none", "NotFound")]
    [InlineData("GetTopicAttributes", "TopicArn", "arn:aws:sns:us-east-1:111122223333:session-activity-us", "InvalidParameter")]
    [InlineData("GetTopicAttributes", "TopicArn", "arn:aws:sns:eu-west-1:444455556666:t", "AuthorizationError")]
    [InlineData("GetTopicAttributes", "TopicArn", "session-activity", "InvalidParameter")]
    [InlineData("DeleteTopic", "TopicArn", "arn:aws:sns:eu-west-1:111122223333:none", null)]
    public async Task What_cannot_be_is_refused_by_the_services_own_name(string operation, string parameter, string value, string? code)
        => Assert.Equal(code, Code(await AskAsync(("Action", operation), (parameter, value))));

    [Theory]
    [InlineData("Message", "")]
    [InlineData("Subject", "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789x")]
    public async Task What_is_no_message_is_not_published(string parameter, string value)
    {
        var answer = await AskAsync(("Action", "Publish"), ("TopicArn", Topic), (parameter, value), ("Message", "hello"));

        Assert.Equal("InvalidParameter", Code(answer));
        Assert.Empty(Server.Cloud.Deliveries.All);
    }

    [Theory]
    [InlineData(FaultKind.Deny, "AuthorizationError")]
    [InlineData(FaultKind.Throttle, "Throttling")]
    [InlineData(FaultKind.Error, "InternalError")]
    public async Task Faults_speak_in_the_services_own_words(FaultKind kind, string code)
    {
        Server.Faults.Add(new SandboxFault { Kind = kind, Action = "sns:SetTopicAttributes" });

        Assert.Equal(code, Code(await AskAsync(("Action", "SetTopicAttributes"), ("TopicArn", Topic), ("AttributeName", "Policy"), ("AttributeValue", Policy))));
        Assert.NotEqual(Policy, await PolicyAsync());
    }

    private static string? Value(XElement answer, string name) => answer.Descendants().FirstOrDefault(node => node.Name.LocalName == name)?.Value;

    private static string? Code(XElement answer) => Value(answer, "Code");

    private static Dictionary<string, string> Attributes(XElement answer)
        => answer.Descendants().Where(node => node.Name.LocalName == "entry").ToDictionary(entry => Value(entry, "key")!, entry => Value(entry, "value")!, StringComparer.Ordinal);

    private async Task<string> PolicyAsync() => Attributes(await AskAsync(("Action", "GetTopicAttributes"), ("TopicArn", Topic)))["Policy"];

    private Task<XElement> AskAsync(params (string Name, string Value)[] parameters)
        => Server.AskAsync("sns", parameters.Append(("Version", "2010-03-31")).Select(parameter => KeyValuePair.Create(parameter.Item1, parameter.Item2)), Cancel);
}
