using System.IO.Compression;
using Amazon;
using SessionLogging.Accounts;
using SessionLogging.Actions.Changes;
using SessionLogging.Aws.Connections;
using SessionLogging.Aws.Services;
using SessionLogging.Aws.Tests.Ports;

namespace SessionLogging.Aws.Tests.Actions;

/// <summary>The ports of actions, and actions themselves, against a second witness of what AWS answers.</summary>
public sealed class MotoActionTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private const string TrustPolicy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":["events.amazonaws.com","lambda.amazonaws.com"]},"Action":"sts:AssumeRole"}]}""";

    private static readonly BasicAWSCredentials Keys = new("AKIAMOTO", "moto");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rule_is_made_read_turned_off_given_targets_and_deleted()
    {
        using var account = await OpenAsync();
        var rules = account.EventRules;
        var wanted = new EventRule("made", Arn: null, "ENABLED", """{"source":["aws.ssm"]}""", "é \"quoted\"");
        var target = new EventTarget(
            "one", "arn:aws:sns:eu-west-1:123456789012:t", """{"Id":"one","Arn":"arn:aws:sns:eu-west-1:123456789012:t","InputTransformer":{"InputPathsMap":{"user":"$.detail.userIdentity.arn"},"InputTemplate":"\"by <user>\""}}""");

        Assert.Null(await rules.FindAsync("made", Cancel));
        await rules.PutAsync(wanted, Cancel);
        var made = (await rules.FindAsync("made", Cancel))!;
        Assert.Equal(wanted with { Arn = "arn:aws:events:eu-west-1:123456789012:rule/made" }, made);
        await rules.DisableAsync("made", Cancel);
        Assert.Equal("DISABLED", (await rules.FindAsync("made", Cancel))!.State);
        await rules.EnableAsync("made", Cancel);
        Assert.Contains(made, (await rules.ListAsync(Cancel).AllAsync()).SelectMany(page => page));

        await rules.PutTargetsAsync("made", [target], Cancel);
        var read = Assert.Single(await rules.ListTargetsAsync("made", Cancel));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(target.Json), JsonNode.Parse(read.Json)), read.Json);
        await Assert.ThrowsAsync<AwsCallException>(() => rules.DeleteAsync("made", Cancel));
        await rules.RemoveTargetsAsync("made", ["one"], Cancel);
        await rules.DeleteAsync("made", Cancel);
        Assert.Null(await rules.FindAsync("made", Cancel));
    }

    [Fact]
    public async Task Rules_are_listed_over_several_pages()
    {
        using var account = await OpenAsync();
        for (var i = 0; i < 130; i++)
        {
            await account.EventRules.PutAsync(new EventRule($"page-{i:000}", Arn: null, "ENABLED", """{"source":["aws.ssm"]}""", Description: null), Cancel);
        }

        Assert.Equal(130, (await account.EventRules.ListAsync(Cancel).AllAsync()).SelectMany(page => page).Count(rule => rule.Name.StartsWith("page-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whether_a_pattern_matches_is_not_known_where_the_answer_does_not_say()
    {
        using var account = await OpenAsync();

        Assert.Null(await account.EventRules.TestPatternAsync("{}", "{}", Cancel));
    }

    [Fact]
    public async Task A_topic_is_known_or_missing_takes_a_policy_and_a_message()
    {
        using var account = await OpenAsync();
        var arn = await CreateTopicAsync("known & <quoted>=x");
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Sid":"é & + %","Effect":"Deny","Principal":"*","Action":"sns:Publish","Resource":"*"}]}""";

        Assert.Equal((arn, "123456789012", false), await FactsAsync());
        await account.Topics.SetPolicyAsync(arn, Policy, Cancel);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Policy), JsonNode.Parse((await account.Topics.LookAsync(arn, Cancel)).Facts.Policy)));
        Assert.NotEmpty(await account.Topics.PublishAsync(arn, "Subject", "a=b&c\né", Cancel));
        Assert.Equal(LookupState.Missing, (await account.Topics.LookAsync(arn + "x", Cancel)).State);
        Assert.Equal(AwsCallFailure.NotFound, (await Assert.ThrowsAsync<AwsCallException>(() => account.Topics.SetPolicyAsync(arn + "x", Policy, Cancel))).Kind);

        async Task<(string, string, bool)> FactsAsync()
        {
            var facts = (await account.Topics.LookAsync(arn, Cancel)).Facts;
            return (facts.Arn, facts.Owner, facts.IsFifo);
        }
    }

    [Fact]
    public async Task A_function_is_permitted_tried_and_not_permitted()
    {
        using var account = await OpenAsync();
        var arn = await CreateFunctionAsync("permitted");
        const string Rule = "arn:aws:events:eu-west-1:123456789012:rule/r";

        await account.Functions.AddPermissionAsync(arn, "one", "events.amazonaws.com", Rule, Cancel);
        Assert.Contains(Rule, await account.Functions.GetPolicyAsync(arn, Cancel), StringComparison.Ordinal);
        await account.Functions.TryInvokeAsync(arn, Cancel);
        await account.Functions.RemovePermissionAsync(arn, "one", Cancel);
        Assert.DoesNotContain(Rule, await account.Functions.GetPolicyAsync(arn, Cancel) ?? "", StringComparison.Ordinal);
        Assert.Equal(AwsCallFailure.NotFound, (await Assert.ThrowsAsync<AwsCallException>(() => account.Functions.RemovePermissionAsync(arn, "one", Cancel))).Kind);
        Assert.Null(await account.Functions.GetPolicyAsync(arn + "x", Cancel));
    }

    [Fact]
    public async Task A_role_is_known_with_its_trust_policy_or_missing()
    {
        using var account = await OpenAsync();
        var arn = await CreateRoleAsync("trusting");

        var role = (await account.Roles.LookAsync("trusting", Cancel)).Facts;

        Assert.Equal(arn, role.Arn);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(TrustPolicy), JsonNode.Parse(role.TrustPolicy)));
        Assert.Equal(LookupState.Missing, (await account.Roles.LookAsync("absent", Cancel)).State);
    }

    [Fact]
    public async Task A_pipeline_is_missing()
    {
        using var account = await OpenAsync();

        Assert.Equal(LookupState.Missing, (await account.Pipelines.LookAsync("absent", Cancel)).State);
    }

    [Fact]
    public async Task A_trail_is_listed_with_its_state_and_selectors()
    {
        using var account = await OpenAsync();
        using var s3 = new Amazon.S3.AmazonS3Client(Keys, new Amazon.S3.AmazonS3Config { ServiceURL = moto.Url, ForcePathStyle = true, AuthenticationRegion = "eu-west-1" });
        await s3.PutBucketAsync(new Amazon.S3.Model.PutBucketRequest { BucketName = "trails", PutBucketConfiguration = new() { LocationConstraint = "eu-west-1" } }, Cancel);
        using var client = Client(ServiceDefinitions.CloudTrail);
        var made = await client.CallAsync(
            "CreateTrail",
            json =>
            {
                json.WriteString("Name", "here");
                json.WriteString("S3BucketName", "trails");
                json.WriteBoolean("IsMultiRegionTrail", value: true);
            },
            Cancel);
        var arn = made.Root.Text("TrailARN")!;
        await client.CallAsync(
            "PutEventSelectors",
            json =>
            {
                json.WriteString("TrailName", arn);
                json.WritePropertyName("EventSelectors");
                json.WriteRawValue("""[{"ReadWriteType":"WriteOnly","IncludeManagementEvents":true,"ExcludeManagementEventSources":["kms.amazonaws.com"]}]""");
            },
            Cancel);

        Assert.Equal(new Trail("here", arn, "eu-west-1", IsMultiRegion: true, IsOrganization: false), Assert.Single(await account.Trails.ListAsync(Cancel)));
        Assert.False(await account.Trails.IsLoggingAsync(arn, Cancel));
        await client.CallAsync("StartLogging", json => json.WriteString("Name", "here"), Cancel);
        Assert.True(await account.Trails.IsLoggingAsync(arn, Cancel));
        var selector = Assert.Single((await account.Trails.GetSelectorsAsync(arn, Cancel)).Basic);
        Assert.Equal(("WriteOnly", true), (selector.ReadWriteType, selector.IncludesManagementEvents));
        Assert.Equal(["kms.amazonaws.com"], selector.ExcludedSources);
    }

    [Theory]
    [InlineData("topic")]
    [InlineData("function")]
    public async Task An_action_is_made_listed_and_goes_without_a_trace(string kind)
    {
        using var account = await OpenAsync();
        var arn = kind == "topic" ? await CreateTopicAsync("whole") : await CreateFunctionAsync("whole");
        var before = await PolicyAsync(account, arn);
        var actions = new SessionActions(account, TimeProvider.System);
        var request = new SessionActionRequest
        {
            Name = "whole-" + kind, Target = kind == "topic" ? ActionTarget.Topic(arn) : ActionTarget.Function(arn), Message = "<event> \"by\" <user>", Description = "moto",
        };

        await actions.RegisterAsync(await actions.PlanAsync(request, Cancel), Cancel);

        Assert.True((await actions.PlanAsync(request, Cancel)).IsUnchanged);
        var listed = await actions.FindAsync(request.Name, Cancel);
        Assert.Equal((arn, request.Message, "moto"), (listed.TargetArn, listed.Message, listed.Description));
        Assert.Empty(listed.Problems);
        await actions.UnregisterAsync(request.Name, Cancel);
        Assert.Null(await account.EventRules.FindAsync(request.Name, Cancel));
        Assert.True(JsonNode.DeepEquals(before, await PolicyAsync(account, arn)));
    }

    private static async Task<JsonNode?> PolicyAsync(IAccount account, string arn)
    {
        if (arn.StartsWith("arn:aws:sns:", StringComparison.Ordinal))
        {
            return JsonNode.Parse((await account.Topics.LookAsync(arn, Cancel)).Facts.Policy);
        }

        var policy = await account.Functions.GetPolicyAsync(arn, Cancel);
        return policy is null ? null : JsonNode.Parse(policy)!["Statement"]!.DeepClone();
    }

    private async Task<string> CreateTopicAsync(string seed)
    {
        using var client = Client(ServiceDefinitions.Sns);
        var answer = await client.QueryAsync(
            "CreateTopic", [new("Name", string.Concat(seed.Where(char.IsLetter))), new("Tags.member.1.Key", "seed"), new("Tags.member.1.Value", seed)], Cancel);
        return answer.Result.Text("TopicArn")!;
    }

    private async Task<string> CreateRoleAsync(string name)
    {
        using var client = Client(ServiceDefinitions.Iam);
        var answer = await client.QueryAsync("CreateRole", [new("RoleName", name), new("AssumeRolePolicyDocument", TrustPolicy)], Cancel);
        return answer.Result.Child("Role")!.Text("Arn")!;
    }

    private async Task<string> CreateFunctionAsync(string name)
    {
        var role = await CreateRoleAsync("role-of-" + name);
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("index.py");
        }

        using var client = Client(ServiceDefinitions.Lambda);
        var answer = await client.CallAsync(
            new JsonRequest("CreateFunction")
            {
                Path = "/2015-03-31/functions",
                WriteMembers = json =>
                {
                    json.WriteString("FunctionName", name);
                    json.WriteString("Runtime", "python3.12");
                    json.WriteString("Handler", "index.handler");
                    json.WriteString("Role", role);
                    json.WriteStartObject("Code");
                    json.WriteBase64String("ZipFile", zip.ToArray());
                    json.WriteEndObject();
                },
            },
            Cancel);
        return answer.Root.Text("FunctionArn")!;
    }

    private ServiceClient Client(ServiceDefinition service) =>
        new(Keys, new ClientSettings(moto.Connection, profile: null, RegionEndpoint.EUWest1).Apply(new ServiceConfig(service)));

    private Task<IAccount> OpenAsync()
    {
        Assert.SkipWhen(moto.Url is null, "moto_server is not installed.");
        return new AwsAccountOpener().OpenAsync(moto.Connection, new Nobody(), new ObservedCalls(), Cancel);
    }
}
