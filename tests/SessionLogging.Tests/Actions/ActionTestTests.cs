using SessionLogging.Actions.Checks;
using SessionLogging.Findings;
using SessionLogging.Tests.Preferences.Editing;

namespace SessionLogging.Tests.Actions;

public sealed class ActionTestTests
{
    private readonly InMemoryActionAccount _account = ActionBench.Account();

    public ActionTestTests() => _account.TrailList.Add(Trail("all", isLogging: true));

    public static TheoryData<string> Rows => [.. PatternTable.Rows.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Sample_events_match_as_they_are_meant_to(string row)
    {
        var filter = PatternTable.Rows[row].Filter;
        var samples = SampleEvent.For(filter, new ActionPlace(InMemoryActionAccount.Id, "eu-west-1", "aws")).ToList();

        Assert.All(samples, sample => Assert.True(sample.IsIntended == PatternMatcher.Matches(SessionEventPattern.Write(filter), sample.Json), sample.Name));
        Assert.Contains(samples, sample => sample.IsIntended);
        Assert.Contains(samples, sample => !sample.IsIntended);
    }

    [Theory]
    [InlineData("topic", FindingStatus.Pass)]
    [InlineData("function", FindingStatus.Pass)]
    [InlineData("pipeline", FindingStatus.Unknown)]
    public async Task An_action_in_order_is_said_to_be_so(string kind, FindingStatus target)
    {
        await _account.RegisterAsync(ActionBench.Request(ActionBench.Targets[kind]));
        var before = _account.State;

        var findings = await TestAsync(send: false);

        Assert.Equal(target, Of(findings, "TargetLetsRuleIn").Status);
        Assert.DoesNotContain(findings, finding => finding.Status is FindingStatus.Fail || finding.RuleId == "TargetAnswers");
        Assert.Contains("exit or time-out", Of(findings, "PatternMatchesAsIntended").Message, StringComparison.Ordinal);
        Assert.Contains("minutes", Of(findings, "TrailRecordsSessions").Message, StringComparison.Ordinal);
        Assert.Empty(_account.Published);
        Assert.Equal(before, _account.State);
    }

    [Fact]
    public async Task What_is_wrong_is_found()
    {
        await _account.RegisterAsync(ActionBench.Request(ActionBench.Targets["topic"]) with { IsDisabled = true });
        _account.TopicsByArn[ActionBench.TopicArn] = _account.TopicsByArn[ActionBench.TopicArn] with { Policy = ActionBench.Policy };
        _account.TrailList[0] = Trail("all", isLogging: false);
        _account.PatternTest = (_, _) => true;

        var findings = await TestAsync(send: false);

        Assert.All(["RuleEnabled", "TrailRecordsSessions", "PatternMatchesAsIntended", "TargetLetsRuleIn"], rule =>
            Assert.Equal((FindingStatus.Fail, FindingSeverity.High), (Of(findings, rule).Status, Of(findings, rule).Severity)));
        Assert.Contains("matches another call of Systems Manager", Of(findings, "PatternMatchesAsIntended").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_is_sent_a_marked_message_and_the_finding_says_what_that_proves()
    {
        await _account.RegisterAsync(ActionBench.Request(ActionBench.Targets["topic"]));

        var finding = Of(await TestAsync(send: true), "TargetAnswers");

        Assert.StartsWith("TEST", Assert.Single(_account.Published).Message, StringComparison.Ordinal);
        Assert.Contains("proves the topic and not the rule", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DescribeTrails", "TrailRecordsSessions")]
    [InlineData("GetTrailStatus", "TrailRecordsSessions")]
    [InlineData("GetEventSelectors", "TrailRecordsSessions")]
    [InlineData("GetTopicAttributes", "TargetLetsRuleIn")]
    public async Task What_may_not_be_looked_at_is_unknown_and_not_wrong(string operation, string rule)
    {
        await _account.RegisterAsync(ActionBench.Request(ActionBench.Targets["topic"]));
        _account.Schedule = (_, called) => called == operation ? CallFault.Denied : CallFault.None;

        var finding = Of(await TestAsync(send: false), rule);

        Assert.Equal(FindingStatus.Unknown, finding.Status);
        Assert.Contains($":{operation}", finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DescribeTrails", "TrailRecordsSessions")]
    [InlineData("GetTopicAttributes", "TopicNotSeen")]
    [InlineData("GetTopicAttributes", "TargetLetsRuleIn")]
    public async Task A_look_that_fails_ends_no_other_and_is_unknown(string operation, string rule)
    {
        await _account.RegisterAsync(ActionBench.Request(ActionBench.Targets["topic"]));
        _account.Schedule = (_, called) => called == operation ? CallFault.Throttled : CallFault.None;

        var findings = await TestAsync(send: false);

        Assert.Equal((FindingStatus.Unknown, true), (Of(findings, rule).Status, Of(findings, rule).Message.Contains(operation, StringComparison.Ordinal)));
        Assert.Equal(FindingStatus.Pass, Of(findings, "PatternMatchesAsIntended").Status);
    }

    // Somebody wrote over the target of an action, keeping its id.
    [Theory]
    [InlineData("pipeline", "RoleArn", "arn:aws:iam::111122223333:role/${Role}", "RoleMissing")]
    [InlineData("pipeline", "RoleArn", "events", "RoleMissing")]
    [InlineData("topic", "Arn", "arn:aws:sns:eu-west-1:${Account}:audit", "RuleAsRegistered")]
    [InlineData("topic", "Arn", "arn:aws:sqs:eu-west-1:111122223333:audit", "RuleAsRegistered")]
    public async Task What_can_be_no_name_in_a_target_is_not_asked_about(string kind, string member, string value, string rule)
    {
        await _account.RegisterAsync(ActionBench.Request(ActionBench.Targets[kind]));
        var own = Assert.Single(await _account.EventRules.ListTargetsAsync(ActionBench.Name, TestContext.Current.CancellationToken));
        var json = JsonNode.Parse(own.Json)!;
        json[member] = value;
        await _account.EventRules.PutTargetsAsync(
            ActionBench.Name, [new EventTarget(own.Id, member == "Arn" ? value : own.Arn, json.ToJsonString())], TestContext.Current.CancellationToken);
        _account.Operations.Clear();

        var finding = Of(await TestAsync(send: false), rule);

        Assert.Equal(FindingStatus.Fail, finding.Status);
        Assert.Contains(value, finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_account.Operations, operation => operation is "GetRole" or "GetTopicAttributes");
    }

    [Fact]
    public async Task An_answer_that_does_not_say_leaves_the_pattern_unknown()
    {
        await _account.RegisterAsync(ActionBench.Request(ActionBench.Targets["topic"]));
        _account.PatternTest = null;

        Assert.Equal(FindingStatus.Unknown, Of(await TestAsync(send: false), "PatternMatchesAsIntended").Status);
    }

    [Fact]
    public async Task A_topic_that_does_not_answer_is_found_and_ends_nothing()
    {
        await _account.RegisterAsync(ActionBench.Request(ActionBench.Targets["topic"]));
        _account.Schedule = (_, called) => called == "Publish" ? CallFault.Denied : CallFault.None;

        var finding = Of(await TestAsync(send: true), "TargetAnswers");

        Assert.Equal(FindingStatus.Fail, finding.Status);
        Assert.Contains("sns:Publish", finding.Remediation, StringComparison.Ordinal);
    }

    private static Finding Of(IReadOnlyList<Finding> findings, string rule) => Assert.Single(findings, finding => finding.RuleId == rule);

    private static (Trail Trail, bool IsLogging, TrailSelectors Selectors) Trail(string name, bool isLogging) => (
        new Trail(name, $"arn:aws:cloudtrail:us-east-1:444455556666:trail/{name}", "us-east-1", IsMultiRegion: true, IsOrganization: true),
        isLogging,
        new TrailSelectors([new BasicSelector("All", IncludesManagementEvents: true, [])], []));

    private Task<IReadOnlyList<Finding>> TestAsync(bool send) => _account.Actions().TestAsync(ActionBench.Name, send, TestContext.Current.CancellationToken);
}
