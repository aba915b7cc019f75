using SessionLogging.Sandbox;

namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class EventsCliTests : CliWitness
{
    private const string Rule = "made-by-the-cli";
    private const string TopicArn = "arn:aws:sns:eu-west-1:111122223333:" + ActionSeeds.Topic;
    private const string Pattern = """{"source":["app"],"detail":{"n":[{"numeric":[">",1]}]}}""";
    private const string Event = """{"id":"1","account":"111122223333","source":"app","time":"2024-10-15T21:22:05Z","region":"eu-west-1","resources":[],"detail-type":"x","detail":{"n":2}}""";

    internal override string Service => "events";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("PutRule", "--name", Rule, "--event-pattern", Pattern, "--description", "mine", "--tags", "Key=a,Value=b") { Query = "RuleArn", Prints = "arn:aws:events:eu-west-1:111122223333:rule/" + Rule },
        new("PutRule", "--name", Rule, "--event-pattern", """{"source":"app"}""") { Fails = "InvalidEventPatternException" },
        new("DescribeRule", "--name", Rule) { Query = "[Name,State,Description,EventBusName,CreatedBy]", Prints = $"{Rule} ENABLED mine default 111122223333" },
        new("DescribeRule", "--name", "none") { Fails = "ResourceNotFoundException" },
        new("DescribeRule", "--name", Rule, "--event-bus-name", "other") { Fails = "ResourceNotFoundException" },
        new("DisableRule", "--name", Rule),
        new("ListRules", "--name-prefix", "made", "--page-size", "1") { Query = "Rules[].[Name,State]", Prints = $"{Rule} DISABLED" },
        new("EnableRule", "--name", Rule),
        new("PutTargets", "--rule", Rule, "--targets", $"Id=one,Arn={TopicArn}", "Id=two,Arn=arn:aws:sns:us-east-1:111122223333:elsewhere") { Query = "[FailedEntryCount,FailedEntries[0].[TargetId,ErrorCode]]", Prints = "1\ntwo ValidationException" },
        new("PutTargets", "--rule", Rule, "--targets", "Id=three,Arn=arn:aws:codepipeline:eu-west-1:111122223333:" + ActionSeeds.Pipeline) { Fails = "ValidationException" },
        new("ListTargetsByRule", "--rule", Rule, "--page-size", "1") { Query = "Targets[].[Id,Arn]", Prints = $"one {TopicArn}" },
        new("ListRuleNamesByTarget", "--target-arn", TopicArn) { Query = "RuleNames", Prints = Rule },
        new("TestEventPattern", "--event-pattern", Pattern, "--event", Event) { Query = "Result", Prints = "True" },
        new("TestEventPattern", "--event-pattern", Pattern, "--event", """{"source":"app"}""") { Fails = "ValidationException" },
        new("PutEvents", "--entries", """[{"Source":"app","DetailType":"x","Detail":"{\"n\":2}"},{"Source":"aws.ssm","DetailType":"x","Detail":"{}"}]""") { Query = "[FailedEntryCount,Entries[1].ErrorCode]", Prints = "1 NotAuthorizedForSourceException" },
        new("DeleteRule", "--name", Rule) { Fails = "ValidationException" },
        new("RemoveTargets", "--rule", Rule, "--ids", "one") { Query = "FailedEntryCount", Prints = "0" },
        new("DeleteRule", "--name", Rule) { Prints = "" },
    ];
}
