using System.Text.Json.Nodes;
using SessionLogging.Sandbox.CloudTrail;
using SessionLogging.Sandbox.Deliveries;
using SessionLogging.Sandbox.Events;
using SessionLogging.Sandbox.Lambda;
using SessionLogging.Sandbox.Sns;
using SessionLogging.Sandbox.Ssm.Nodes;
using SessionLogging.Sandbox.State;

namespace SsmSessionLogging.Tests.Module;

public sealed class SessionActionTests : ModuleTest
{
    private const string Arns = "eu-west-1:111122223333:";
    private const string Topic = "-TopicArn arn:aws:sns:" + Arns + ActionSeeds.Topic;
    private const string Function = "-FunctionArn arn:aws:lambda:" + Arns + "function:" + ActionSeeds.Function + ":" + ActionSeeds.FunctionAlias;
    private const string Role = " -TargetRoleArn arn:aws:iam::111122223333:role/" + ActionSeeds.EventBridgeRole;
    private const string Pipeline = "-PipelineArn arn:aws:codepipeline:" + Arns + ActionSeeds.Pipeline + Role;
    private const string CommandOnNode = "-CommandDocument AWS-RunShellScript -InstanceId i-02573cafcfEXAMPLE -Parameter @{ commands = 'logger session', 'sync' }" + Role;
    private const string CommandOnTag = "-CommandDocument AWS-RunShellScript -Tag @{ Environment = 'Test', 'Stage' }" + Role;

    private static readonly string[] Changing =
        ["PutRule", "PutTargets", "RemoveTargets", "DeleteRule", "EnableRule", "DisableRule", "SetTopicAttributes", "AddPermission", "RemovePermission", "Publish", "Invoke"];

    public static TheoryData<string, string> Kinds => new()
    {
        { Topic, "sns:Publish" },
        { Function, "lambda:InvokeFunction" },
        { Pipeline, "codepipeline:StartPipelineExecution" },
        { CommandOnNode, "ssm:SendCommand" },
        { CommandOnTag, "ssm:SendCommand" },
    };

    private RegionState Ireland => Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland);

    private IReadOnlyList<Delivery> Deliveries => Sandbox.Cloud.Deliveries.All;

    private IEnumerable<string> Changes => Operations.Where(Changing.Contains);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_action_fires_is_listed_and_leaves_no_trace(string target, string action)
    {
        var before = Traces();

        Assert.Empty(Run($"Register-SsmSessionAction watch {target}").ThrowOnError().Output);
        await StartSessionAsync("INC-1 \"quoted\" <b>");

        var delivery = Assert.Single(Deliveries);
        Assert.True(delivery.Delivered, delivery.Problem);
        Assert.Equal(action, delivery.Action);
        var listed = Run("Get-SsmSessionAction").Single;
        Assert.Equal(("watch", "ENABLED", "111122223333", "eu-west-1"), (listed.Text("Name"), listed.Text("State"), listed.Text("AccountId"), listed.Text("Region")));
        Assert.Empty((IEnumerable<string>)listed.Get("Problems")!);
        Run("Get-SsmSessionAction | Unregister-SsmSessionAction").ThrowOnError();
        Assert.Empty(Run("Get-SsmSessionAction").ThrowOnError().Output);
        Assert.Equal(before, Traces());
    }

    [Fact]
    public async Task The_message_says_who_did_what_and_user_text_is_data()
    {
        Run($"Register-SsmSessionNotification watch {Topic} -Event Start").ThrowOnError();

        await StartSessionAsync("disk \"full\"");

        var message = Assert.Single(Deliveries).Message;
        Assert.Contains("StartSession by arn:aws:iam::111122223333:user/sandbox", message, StringComparison.Ordinal);
        Assert.Contains("disk", message, StringComparison.Ordinal);
        Assert.Contains("eu-west-1", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_was_asked_for_fires()
    {
        Run($"Register-SsmSessionAction denied {Topic} -Event Start -Denied").ThrowOnError();
        Run($"Register-SsmSessionAction others {Topic} -Event Terminate").ThrowOnError();
        Run($"Register-SsmSessionAction custom {Topic} -Event Start -OnDocument Other-Document").ThrowOnError();
        Run($"Register-SsmSessionAction default {Topic} -Event Start -DocumentName SSM-SessionManagerRunShell -UserArn arn:aws:iam::111122223333:user/sandbox").ThrowOnError();

        await StartSessionAsync("a");

        Assert.EndsWith("rule/default", Assert.Single(Deliveries).Rule, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Registering_the_same_twice_changes_nothing(string target, string action)
    {
        Run($"Register-SsmSessionAction watch {target} -Description d").ThrowOnError();
        Sandbox.Calls.Clear();

        var again = Run($"Register-SsmSessionAction watch {target} -Description d -PassThru").Single;
        var rehearsed = Run($"Register-SsmSessionAction watch {target} -Description d -WhatIf").ThrowOnError();

        Assert.Empty(Changes);
        Assert.Equal("What if: The action 'watch' stands there as it is given: nothing to change.", rehearsed.Screen.Trim());
        Assert.Equal("watch", again.Text("Name"));
        Assert.NotEmpty(action);
    }

    [Fact]
    public void WhatIf_shows_the_message_and_the_permission_and_changes_nothing()
    {
        var run = Run($"Register-SsmSessionAction watch {Topic} -Message 'Hey, <user>!' -WhatIf").ThrowOnError();

        Assert.Contains("Hey, <user>!", run.Screen, StringComparison.Ordinal);
        Assert.Contains("Adds ", run.Screen, StringComparison.Ordinal);
        Assert.Empty(Changes);
    }

    [Theory]
    [InlineData("-TopicArn arn:aws:sns:eu-west-1:111122223333:session-activity.fifo", "TopicIsFifo")]
    [InlineData("-TopicArn arn:aws:sns:us-east-1:111122223333:session-activity-us", "TargetInOtherRegion")]
    [InlineData("-TopicArn session-activity", "TargetArnShape")]
    [InlineData("-TopicArn arn:aws:sns:eu-west-1:111122223333:session-activity-aws-key", "TopicKeyIsAwsManaged")]
    [InlineData(Topic + " -Target i-1", "NarrowingNeedsStart")]
    [InlineData(Topic + " -SessionTarget i-1", "NarrowingNeedsStart")]
    [InlineData(Topic + " -Event Start, Resume -OnDocument d", "NarrowingNeedsStart")]
    [InlineData(Topic + " -Message '<who> did it'", "MessageFieldUnknown")]
    [InlineData(Topic + " -UserArn jdoe", "UserArnShape")]
    [InlineData(Topic + " -Event Start -Name 'a b'", "ActionName")]
    [InlineData(CommandOnNode + " -Message x", "AmbiguousParameterSet")]
    [InlineData("-CommandDocument AWS-RunShellScript -Tag @{ Environment = $null }" + Role, "CommandNodes")]
    [InlineData("-CommandDocument AWS-RunShellScript -InstanceId i-1 -Parameter $null" + Role, "ParameterArgumentValidationError")]
    [InlineData("-PipelineArn arn:aws:codepipeline:eu-west-1:111122223333:review-session -TargetRoleArn arn:aws:iam::111122223333:role/other/EventBridgeActions", "RoleMissing")]
    public void What_would_never_work_is_refused_before_anything_is_changed(string parameters, string error)
    {
        var name = parameters.Contains("-Name", StringComparison.Ordinal) ? "" : "watch";

        var id = Run($"Register-SsmSessionAction {name} {parameters}").ErrorId;

        Assert.Equal(error, id);
        Assert.Empty(Changes);
    }

    [Fact]
    public void Actions_are_turned_off_and_on()
    {
        Run($"Register-SsmSessionAction watch {Topic}").ThrowOnError();

        Assert.Equal("DISABLED", Run("Disable-SsmSessionAction watch -PassThru").Single.Text("State"));
        Assert.Equal("ENABLED", Run("Get-SsmSessionAction | Enable-SsmSessionAction -PassThru").Single.Text("State"));
        Assert.Empty(Run("Disable-SsmSessionAction watch").ThrowOnError().Output);
        Assert.Equal("DISABLED", Run("Get-SsmSessionAction watch").Single.Text("State"));
    }

    [Theory]
    [InlineData("Get-SsmSessionAction nobody")]
    [InlineData("Enable-SsmSessionAction nobody")]
    [InlineData("Disable-SsmSessionAction nobody")]
    [InlineData("Unregister-SsmSessionAction nobody")]
    [InlineData("Test-SsmSessionAction nobody")]
    public void An_action_that_does_not_exist_is_an_error(string command)
    {
        Assert.Equal("ActionNotFound", Run(command).ErrorId);
        Assert.Empty(Changes);
    }

    [Fact]
    public void Test_finds_nothing_wrong_and_names_the_limits()
    {
        Run($"Register-SsmSessionAction watch {Topic}").ThrowOnError();

        var findings = Run("Test-SsmSessionAction watch").ThrowOnError().Output;

        Assert.DoesNotContain("Fail", findings.Select(finding => finding.Text("Status")));
        Assert.Contains(findings, finding => finding.Text("Message")!.Contains("exit", StringComparison.Ordinal));
        Assert.Empty(Deliveries);
    }

    [Fact]
    public void Test_says_that_no_trail_records_sessions()
    {
        Run($"Register-SsmSessionAction watch {Topic}").ThrowOnError();
        Sandbox.Cloud.Trails.Remove(ActionSeeds.TrailArn);

        var finding = Assert.Single(Run("Get-SsmSessionAction | Test-SsmSessionAction").ThrowOnError().Output, finding => finding.Text("Status") == "Fail");

        Assert.Equal("TrailRecordsSessions", finding.Text("RuleId"));
    }

    [Theory]
    [InlineData("TestEventPattern", "PatternMatchesAsIntended")]
    [InlineData("GetEventSelectors", "TrailRecordsSessions")]
    [InlineData("GetTopicAttributes", "TargetLetsRuleIn")]
    public void A_look_that_is_denied_is_one_unknown_finding_and_the_others_are_given(string operation, string rule)
    {
        Run($"Register-SsmSessionAction watch {Topic}").ThrowOnError();
        var whole = Run("Test-SsmSessionAction watch").ThrowOnError().Output.Select(finding => finding.Text("RuleId")).ToHashSet(StringComparer.Ordinal);
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = operation });

        var findings = Run("Test-SsmSessionAction watch").ThrowOnError().Output;

        Assert.Superset(whole, findings.Select(finding => finding.Text("RuleId")).ToHashSet(StringComparer.Ordinal));
        Assert.Contains(findings, finding => finding.Text("RuleId") == rule && finding.Text("Status") == "Unknown");
    }

    [Fact]
    public void What_a_command_would_run_is_shown_whole_before_and_after()
    {
        var command = "logger " + new string('x', 200);
        Run($"Register-SsmSessionAction watch {CommandOnNode}").ThrowOnError();

        var run = Run($"Register-SsmSessionAction watch {CommandOnNode.Replace("logger session", command, StringComparison.Ordinal)} -WhatIf").ThrowOnError();

        Assert.Contains(command, run.Screen, StringComparison.Ordinal);
        Assert.Contains("InstanceIds=i-02573cafcfEXAMPLE", run.Screen, StringComparison.Ordinal);
        Assert.Contains("logger session", Run("Get-SsmSessionAction watch").Single.Text("CommandParameter"), StringComparison.Ordinal);
        Assert.All(Run("Test-SsmSessionAction watch").ThrowOnError().Output, finding => Assert.Equal(("watch", "eu-west-1"), (finding.Text("Name"), finding.Text("Region"))));
    }

    [Fact]
    public void An_action_that_lost_its_target_warns_that_a_statement_may_stay()
    {
        foreach (var operation in new[] { "PutTargets", "DeleteRule" })
        {
            Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = operation });
        }

        Assert.Equal("ActionIncomplete", Run($"Register-SsmSessionAction watch {Topic}").ErrorId);
        Sandbox.Faults.Clear();

        Assert.Contains("rule/watch", Assert.Single(Run("Unregister-SsmSessionAction watch").ThrowOnError().Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_patterns_give_an_action_once()
    {
        Run($"Register-SsmSessionAction watch {Topic}").ThrowOnError();

        Assert.Equal(["watch"], Run("Get-SsmSessionAction w*, *h, watc?").ThrowOnError().Texts("Name"));
    }

    [Theory]
    [InlineData(Topic, "sns:Publish")]
    [InlineData(Function, "lambda:InvokeFunction")]
    public void Send_reaches_the_target_and_says_that_it_proves_no_rule(string target, string action)
    {
        Run($"Register-SsmSessionAction watch {target}").ThrowOnError();

        var rehearsed = Run("Test-SsmSessionAction watch -Send -WhatIf").ThrowOnError();
        Assert.DoesNotContain(Changes, operation => operation is "Publish" or "Invoke");
        var findings = Run("Test-SsmSessionAction watch -Send").ThrowOnError().Output;

        Assert.Equal(rehearsed.Output.Count + 1, findings.Count);
        Assert.Contains(findings, finding => finding.Text("Message")!.Contains("not the rule", StringComparison.Ordinal));
        Assert.NotEmpty(action);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_call_that_fails_leaves_no_trace_or_names_it_and_running_again_succeeds(string target, string action)
    {
        Assert.NotEmpty(action);
        var before = Traces();
        Run($"Register-SsmSessionAction watch {target}").ThrowOnError();
        var calls = Operations.Where(Changing.Contains).ToList();
        Run("Unregister-SsmSessionAction watch").ThrowOnError();

        foreach (var operation in calls)
        {
            foreach (var when in new[] { FaultMoment.Before, FaultMoment.After })
            {
                var fault = Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Error, Code = "AccessDeniedException", Status = 400, Operation = operation, When = when, Times = 1 });

                var failed = Run($"Register-SsmSessionAction watch {target}");

                Sandbox.Faults.Release(fault);
                if (failed.Errors.Count > 0 && !failed.Error.Message().Contains("remain", StringComparison.OrdinalIgnoreCase))
                {
                    Assert.Equal(before, Traces());
                }

                Run($"Register-SsmSessionAction watch {target}").ThrowOnError();
                Run("Unregister-SsmSessionAction watch").ThrowOnError();
                Assert.Equal(before, Traces());
            }
        }
    }

    /// <summary>What actions leave behind: rules, and the policies of the topic and the function, as JSON.</summary>
    private string Traces() => string.Join(
        '\n',
        Ireland.EventRules.All.Select(rule => rule.Name)
            .Append(JsonNode.Parse(Ireland.Topics.Find(ActionSeeds.Topic)!.Policy)!.ToJsonString())
            .Append(Ireland.Functions.Find(ActionSeeds.Function)!.PolicyOf(ActionSeeds.FunctionAlias) ?? "no policy"));

    private async Task StartSessionAsync(string reason)
    {
        var node = Ireland.Nodes.All.First(it => it.PingStatus == "Online").InstanceId;
        using var http = new HttpClient();
        using var answer = await http.PostAsync(
            new Uri($"{Sandbox.Url}/_sandbox/ssm/{SandboxAccounts.First.Id}/{SandboxAccounts.Ireland}/calls/StartSession"),
            new StringContent(new JsonObject { ["Target"] = node, ["Reason"] = reason }.ToJsonString()),
            Cancel);
        answer.EnsureSuccessStatusCode();
    }
}
