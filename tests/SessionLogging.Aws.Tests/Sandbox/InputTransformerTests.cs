using SessionLogging.Sandbox.Events;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class InputTransformerTests
{
    private static readonly DateTimeOffset Arrived = new(2024, 10, 15, 21, 22, 5, TimeSpan.Zero);

    private static readonly RuleNames Rule = new("mine", "arn:aws:events:eu-west-1:111122223333:rule/mine");

    private static readonly JsonObject Happened = (JsonObject)JsonNode.Parse("""
        {"id":"1","source":"aws.ssm","resources":["arn:x","arn:y"],"detail":{"state":"on","reason":"say \"hi\" <b>ü","count":3,"who":{"arn":"me"},"list":[{"n":1},{"n":2}]}}
        """)!;

    [Theory]
    [InlineData("\"it is <state>\"", "\"it is on\"")]
    [InlineData("""{"state":<state>,"text":"it is <state>"}""", """{"state":"on","text":"it is on"}""")]
    [InlineData("""{"reason":<reason>}""", """{"reason":"say \"hi\" <b>ü"}""")]
    [InlineData("\"<reason>\"", "\"say \"hi\" <b>ü\"")]
    [InlineData("""{"a":"\"<state>\"","b":<state>}""", """{"a":"\"on\"","b":"on"}""")]
    [InlineData("""{"n":<count>,"text":"<count>"}""", """{"n":3,"text":"3"}""")]
    [InlineData("""{"who":<who>}""", """{"who":{"arn":"me"}}""")]
    [InlineData("""{"all":<numbers>,"first":<first>}""", """{"all":[1,2],"first":"arn:x"}""")]
    [InlineData("""{"none":<none>,"text":"none: <none>."}""", """{"none":"","text":"none: ."}""")]
    [InlineData("\"<aws.events.rule-name> at <aws.events.event.ingestion-time>\"", "\"mine at 2024-10-15T21:22:05Z\"")]
    [InlineData("""{"arn":<aws.events.rule-arn>,"event":<aws.events.event>}""", """{"arn":"arn:aws:events:eu-west-1:111122223333:rule/mine","event":{"id":"1","source":"aws.ssm","resources":["arn:x","arn:y"]}}""")]
    [InlineData("\"line one\"\n\"<state>\"", "\"line one\"\n\"on\"")]
    public void A_template_is_filled_as_the_documentation_says(string template, string text)
    {
        var transformer = Transformer(template);

        Assert.Null(InputTransformer.Problem(transformer));
        Assert.Equal(text, InputTransformer.Apply(transformer, Happened, Rule, Arrived));
    }

    [Fact]
    public void The_whole_event_is_given_as_JSON()
        => Assert.True(JsonNode.DeepEquals(Happened, JsonNode.Parse(InputTransformer.Apply(Transformer("<aws.events.event.json>"), Happened, Rule, Arrived))));

    [Theory]
    [InlineData("""{"Input":"{\"commands\":[\"x\"]}"}""", """{"commands":["x"]}""")]
    [InlineData("""{"InputPath":"$.detail.who"}""", """{"arn":"me"}""")]
    [InlineData("""{"InputPath":"$.detail.none"}""", "")]
    public void A_target_may_want_a_constant_or_a_part(string target, string input)
        => Assert.Equal(input, TargetInput.Of((JsonObject)JsonNode.Parse(target)!, Happened, Rule, Arrived));

    [Theory]
    [InlineData("""{"InputPathsMap":{"aws.x":"$.id"},"InputTemplate":"x"}""", "reserved")]
    [InlineData("""{"InputPathsMap":{"x":"id"},"InputTemplate":"x"}""", "the path of x")]
    [InlineData("""{"InputPathsMap":{"x":"$.id"},"InputTemplate":"<y>"}""", "<y>")]
    public void What_is_no_transformer_is_refused(string transformer, string reason)
        => Assert.Contains(reason, InputTransformer.Problem((JsonObject)JsonNode.Parse(transformer)!), StringComparison.Ordinal);

    private static JsonObject Transformer(string template) => new()
    {
        ["InputPathsMap"] = new JsonObject
        {
            ["state"] = "$.detail.state", ["reason"] = "$.detail.reason", ["count"] = "$.detail.count", ["who"] = "$.detail.who",
            ["numbers"] = "$.detail.list[*].n", ["first"] = "$.resources[0]", ["none"] = "$.detail.none",
        },
        ["InputTemplate"] = template,
    };
}
