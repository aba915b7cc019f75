namespace SessionLogging.Tests.Actions;

public sealed class SessionActionsTests
{
    private readonly InMemoryActionAccount _account = ActionBench.Account();

    public static TheoryData<string> Kinds => [.. ActionBench.Targets.Keys];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_action_is_made_once_listed_and_removed_without_a_trace(string kind)
    {
        var before = _account.State;
        var request = ActionBench.Request(ActionBench.Targets[kind]);

        var made = await _account.RegisterAsync(request);
        var standing = _account.State;
        var again = await _account.Actions().PlanAsync(request, Cancel);
        await _account.Actions().RegisterAsync(again, Cancel);

        Assert.True(again.IsUnchanged);
        Assert.Equal(standing, _account.State);
        var listed = Assert.Single(await ListAsync());
        Assert.Equal(made.ToString(), listed.ToString());
        Assert.Equal((ActionBench.Targets[kind].Kind, made.TargetArn, made.Message), (listed.TargetKind!.Value, listed.TargetArn, listed.Message));
        Assert.Empty(listed.Problems);

        await _account.Actions().UnregisterAsync(ActionBench.Name, Cancel);
        Assert.Equal(before, _account.State);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task What_was_asked_is_what_is_listed()
    {
        var filter = new SessionEventFilter
        {
            Events = [SessionEvent.Start], UserArns = ["arn:aws:sts::111122223333:assumed-role/Admin/"], SessionTargets = ["i-02573cafcfEXAMPLE"],
            Documents = ["SSM-SessionManagerRunShell"], Outcome = SessionOutcome.Denied,
        };
        await _account.RegisterAsync(ActionBench.Request(ActionBench.Targets["function"]) with { Filter = filter, Message = "<user> said \"no\"", Description = "why", IsDisabled = true });

        var action = await _account.Actions().FindAsync(ActionBench.Name, Cancel);

        Assert.Equal(("DISABLED", "why", "<user> said \"no\"", SessionOutcome.Denied), (action.State, action.Description, action.Message, action.Outcome!.Value));
        Assert.Equal([SessionEvent.Start], action.Events);
        Assert.Equal(filter.UserArns, action.UserArn);
        Assert.Equal(filter.SessionTargets, action.SessionTarget);
        Assert.Equal(filter.Documents, action.OnDocument);
    }

    [Fact]
    public async Task A_plan_shows_what_changes_and_the_message_and_changes_nothing()
    {
        var before = _account.State;

        var plan = await _account.Actions().PlanAsync(ActionBench.Request(ActionBench.Targets["topic"]) with { Message = "<event>\nby <user>" }, Cancel);

        Assert.Equal(before, _account.State);
        Assert.Contains("Register the action 'sessions' in 111122223333, eu-west-1.", plan.ToString(), StringComparison.Ordinal);
        Assert.Contains($"    <event>{Environment.NewLine}    by <user>", plan.ToString(), StringComparison.Ordinal);
        Assert.Contains(ActionBench.TopicArn, plan.Permission!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_is_changed_and_its_old_statement_goes()
    {
        await _account.RegisterAsync(ActionBench.Request(ActionTarget.Topic(ActionBench.OtherTopicArn)));
        await _account.RegisterAsync(ActionBench.Request(ActionBench.Targets["alias"]));

        Assert.Equal(ActionBench.Account().TopicsByArn[ActionBench.OtherTopicArn].Policy, _account.TopicsByArn[ActionBench.OtherTopicArn].Policy);
        Assert.Contains(":live", _account.PoliciesState, StringComparison.Ordinal);
        Assert.Equal(ActionBench.FunctionArn + ":live", Assert.Single(await ListAsync()).TargetArn);
    }

    [Fact]
    public async Task A_rule_of_others_is_left_alone_unless_forced()
    {
        _account.Arrange(
            new EventRule(ActionBench.Name, Arn: null, "ENABLED", """{"source":["aws.ec2"]}""", "theirs"),
            new EventTarget("t", "arn:aws:sqs:eu-west-1:111122223333:q", """{"Id":"t","Arn":"arn:aws:sqs:eu-west-1:111122223333:q"}"""));
        var before = _account.State;
        var request = ActionBench.Request(ActionBench.Targets["topic"]);

        Assert.Equal("ForeignRule", (await Assert.ThrowsAsync<SessionActionException>(() => _account.RegisterAsync(request))).ErrorId);
        Assert.Equal("ForeignRule", (await Assert.ThrowsAsync<SessionActionException>(() => _account.Actions().UnregisterAsync(ActionBench.Name, Cancel))).ErrorId);
        Assert.Equal("ForeignRule", (await Assert.ThrowsAsync<SessionActionException>(() => _account.Actions().SetEnabledAsync(ActionBench.Name, isEnabled: false, Cancel))).ErrorId);
        Assert.Empty(await ListAsync());
        Assert.Equal(before, _account.State);

        var plan = await _account.Actions().PlanAsync(request with { Force = true }, Cancel);
        Assert.True(plan.ReplacesForeign);
        Assert.Contains("arn:aws:sqs", Assert.Single(plan.LostTargets), StringComparison.Ordinal);
        await _account.Actions().RegisterAsync(plan, Cancel);
        Assert.DoesNotContain("arn:aws:sqs", _account.State, StringComparison.Ordinal);
    }

    // People run such rules: the pattern is what AWS's own pages show, and their targets may be gone or not yet there.
    [Theory]
    [InlineData(null)]
    [InlineData("sessions of everybody")]
    [InlineData("copied [SsmSessionAction0123456789abcdef]")]
    public async Task A_strangers_rule_of_the_same_pattern_without_targets_is_not_claimed(string? description)
    {
        var request = ActionBench.Request(ActionBench.Targets["topic"]);
        _account.Arrange(new EventRule(ActionBench.Name, Arn: null, "ENABLED", SessionEventPattern.Write(request.Filter), description));
        var before = _account.State;

        Assert.Empty(await ListAsync());
        Assert.Equal("ForeignRule", (await Assert.ThrowsAsync<SessionActionException>(() => _account.RegisterAsync(request))).ErrorId);
        Assert.Equal("ForeignRule", (await Assert.ThrowsAsync<SessionActionException>(() => _account.Actions().UnregisterAsync(ActionBench.Name, Cancel))).ErrorId);
        Assert.Equal(before, _account.State);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("why")]
    public async Task A_rule_of_ours_that_lost_its_target_is_known_again_by_its_mark_and_the_mark_is_not_shown(string? description)
    {
        var request = ActionBench.Request(ActionBench.Targets["topic"]) with { Description = description };
        var made = await _account.RegisterAsync(request);
        var own = Assert.Single(await _account.ListTargetsAsync(ActionBench.Name, Cancel));
        await _account.RemoveTargetsAsync(ActionBench.Name, [own.Id], Cancel);

        var listed = Assert.Single(await ListAsync());

        Assert.Equal((description, description), (made.Description, listed.Description));
        Assert.Contains("broke off", Assert.Single(listed.Problems), StringComparison.Ordinal);
        Assert.Equal(made.ToString(), (await _account.RegisterAsync(request)).ToString());
    }

    [Fact]
    public async Task The_longest_description_fits_with_its_mark()
    {
        var request = ActionBench.Request(ActionBench.Targets["topic"]) with { Description = new string('x', SessionActionRequest.LongestDescription) };

        await _account.RegisterAsync(request);

        Assert.Equal(512, (await _account.FindAsync(ActionBench.Name, Cancel))!.Description!.Length);
        Assert.Equal("DescriptionText", (await Assert.ThrowsAsync<SessionActionException>(() => _account.RegisterAsync(request with { Description = request.Description + "x" }))).ErrorId);
    }

    [Fact]
    public async Task A_rule_of_a_service_is_never_replaced()
    {
        _account.Arrange(new EventRule(ActionBench.Name, Arn: null, "ENABLED", Pattern: null, Description: null, ManagedBy: "securityhub.amazonaws.com"));

        var request = ActionBench.Request(ActionBench.Targets["topic"]) with { Force = true };

        Assert.Equal("ManagedRule", (await Assert.ThrowsAsync<SessionActionException>(() => _account.RegisterAsync(request))).ErrorId);
    }

    [Fact]
    public async Task Targets_that_others_added_are_kept_and_keep_the_action()
    {
        await _account.RegisterAsync(ActionBench.Request(ActionBench.Targets["topic"]));
        await _account.PutTargetsAsync(ActionBench.Name, [new EventTarget("t", "arn:aws:sqs:eu-west-1:111122223333:q", """{"Id":"t","Arn":"arn:aws:sqs:eu-west-1:111122223333:q"}""")], Cancel);

        await _account.RegisterAsync(ActionBench.Request(ActionBench.Targets["topic"]) with { Description = "new" });
        var refusal = await Assert.ThrowsAsync<SessionActionException>(() => _account.Actions().UnregisterAsync(ActionBench.Name, Cancel));

        Assert.Equal("ForeignTargets", refusal.ErrorId);
        Assert.Contains("arn:aws:sqs", Assert.Single(Assert.Single(await ListAsync()).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_action_is_turned_off_and_on_and_stays_off_only_if_asked()
    {
        await _account.RegisterAsync(ActionBench.Request(ActionBench.Targets["topic"]));

        Assert.Equal("DISABLED", (await _account.Actions().SetEnabledAsync(ActionBench.Name, isEnabled: false, Cancel)).State);
        Assert.Equal("ENABLED", (await _account.Actions().SetEnabledAsync(ActionBench.Name, isEnabled: true, Cancel)).State);
        Assert.Equal("ActionNotFound", (await Assert.ThrowsAsync<SessionActionException>(() => _account.Actions().SetEnabledAsync("other", isEnabled: true, Cancel))).ErrorId);
    }

    [Fact]
    public async Task A_topic_whose_policy_was_one_statement_without_a_list_is_left_so()
    {
        _account.TopicsByArn[ActionBench.TopicArn] = _account.TopicsByArn[ActionBench.TopicArn] with { Policy = """{"Statement":{"Sid":"theirs","Effect":"Deny"}}""" };
        var before = _account.State;

        await _account.RegisterAsync(ActionBench.Request(ActionBench.Targets["topic"]));
        Assert.NotEqual(before, _account.State);
        await _account.Actions().UnregisterAsync(ActionBench.Name, Cancel);

        Assert.Equal(before, _account.State);
    }

    private async Task<List<SessionAction>> ListAsync()
    {
        var actions = new List<SessionAction>();
        await foreach (var action in _account.Actions().ListAsync(names: [], Cancel))
        {
            actions.Add(action);
        }

        return actions;
    }
}
