using System.Text.Json.Nodes;
using System.Xml.Linq;
using SessionLogging.Sandbox.Ssm.Nodes;
using SessionLogging.Sandbox.Ssm.Sessions;
using SessionLogging.Sandbox.Sts;
using SsmSessionLogging.Tests.Shape;

namespace SsmSessionLogging.Tests.Module;

/// <summary>The policies that preferences ask for, as a person asks for them.</summary>
public sealed class PermissionTests : ModuleTest, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("permissions").FullName;

    private static string Logged => Documents.ToS3But(
        ("s3BucketName", "audit-logs-kms"), ("cloudWatchLogGroupName", "/session-manager/encrypted"), ("cloudWatchEncryptionEnabled", true), ("kmsKeyId", "alias/session-manager"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_nodes_policy_is_of_what_was_seen_and_IAM_takes_it()
    {
        Put(Logged);

        var policy = Run("Get-SsmLoggingPermission -PolicyType NodeRole").Single;
        var json = JsonNode.Parse(policy.Text("Json")!)!;

        Assert.Equal(("111122223333", "eu-west-1", "NodeRole", "the nodes' role"), (policy.Text("AccountId"), policy.Text("Region"), policy.Text("PolicyType"), policy.Text("Subject")));
        Assert.Equal(
            ["SessionChannel", "FindLogGroup", "WriteLogGroup", "ReadBucketEncryption", "WriteBucket", "UseBucketKey", "OpenChannel"],
            json["Statement"]!.AsArray().Select(statement => $"{statement!["Sid"]}"));
        Assert.Equal(Seeds.KeyArn, $"{json["Statement"]![5]!["Resource"]}");
        Assert.Empty(Writes);
    }

    [Fact]
    public void All_policies_come_once_and_those_of_keys_and_buckets_last_over_all_Regions()
    {
        Put(Logged);
        Put(Documents.ToS3But(("s3BucketName", "other-account-logs")));
        Put(Documents.ToS3But(("s3BucketName", "other-account-logs"), ("s3KeyPrefix", "us")), "us-east-1");

        var run = Run("Get-SsmLoggingPermission -Region eu-west-1, us-east-1 -NodeRoleArn arn:aws:iam::111122223333:role/Nodes").ThrowOnError();

        Assert.Equal(["NodeRole", "User", "Administrator", "Auditor", "NodeRole", "User", "Administrator", "Auditor", "BucketPolicy"], run.Texts("PolicyType"));
        var bucket = JsonNode.Parse(run.Output[^1].Text("Json")!)!["Statement"]!.AsArray();
        Assert.Equal(["TlsAlone", "NodesReadEncryption", "NodesWriteLogs", "NodesWriteLogs2"], bucket.Select(statement => $"{statement!["Sid"]}"));
        Assert.All(bucket.Skip(1), statement => Assert.Equal("arn:aws:iam::111122223333:role/Nodes", $"{statement!["Principal"]!["AWS"]}"));
    }

    [Fact]
    public void What_may_not_be_looked_at_is_warned_of_once_and_said_in_the_object()
    {
        Put(Logged);
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Action = "s3:GetEncryptionConfiguration" });

        var run = Run("Get-SsmLoggingPermission -PolicyType NodeRole, KeyPolicy").ThrowOnError();

        Assert.Contains("since s3:GetEncryptionConfiguration was denied", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Contains(run.Warnings[0], (IEnumerable<string>)run.Output[0].Get("Notes")!);
    }

    [Fact]
    public void Piped_preferences_ask_nobody_with_SkipTarget()
    {
        Put(Logged);
        Run("$given = Get-SsmLoggingPreference").ThrowOnError();
        Sandbox.Calls.Clear();

        var run = Run("$given | Get-SsmLoggingPermission -SkipTarget -PolicyType User").ThrowOnError();

        Assert.Empty(Operations);
        Assert.Contains("alias/session-manager", run.Single.Text("Json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Cmdlet Get-Nothing", "CmdletNotKnown")]
    [InlineData("-NodeRoleArn Nodes", "PrincipalArnShape")]
    [InlineData("-AsTemplate Terraform -RetentionDays 1 -LockDays 2", "RetentionShorterThanLock")]
    public void Bad_input_is_refused_before_any_call(string parameters, string error)
    {
        Assert.Equal(error, Run($"Get-SsmLoggingPermission {parameters}").ErrorId);
        Assert.Empty(Operations);
    }

    [Fact]
    public void A_template_is_a_text_that_a_file_takes()
    {
        Put(Logged);

        var run = Run("Get-SsmLoggingPermission -AsTemplate CloudFormation -RetentionDays 365 -LockDays 30 -LockMode Compliance").ThrowOnError();
        var resources = JsonNode.Parse((string)run.Single.BaseObject)!["Resources"]!.AsObject();

        Assert.Equal(["LogBucket", "LogBucketPolicy", "LogGroup", "NodeRolePolicy"], resources.Select(resource => resource.Key));
        Assert.Equal("resource \"aws_s3_bucket\"", Run("(Get-SsmLoggingPermission -AsTemplate Terraform).Split(\"`n\")[3].Substring(0, 24)").Single.AsText());
    }

    [Fact]
    public void A_cmdlets_name_is_completed() => Assert.Equal(
        ["Get-SsmSessionAction", "Get-SsmSessionAttempt", "Get-SsmSessionLog", "Get-SsmSessionReport"],
        Run("(TabExpansion2 'Get-SsmLoggingPermission -Cmdlet Get-SsmSession' 47).CompletionMatches | ForEach-Object { $_.ListItemText }").ThrowOnError().Output.Select(item => item.AsText()));
}

/// <summary>Whether nodes may do what preferences ask of them.</summary>
public sealed class NodePermissionTests : ModuleTest
{
    private static string Logged => Documents.ToS3But(
        ("s3BucketName", "audit-logs-kms"), ("cloudWatchLogGroupName", "/session-manager/encrypted"), ("cloudWatchEncryptionEnabled", true), ("kmsKeyId", "alias/session-manager"));

    [Fact]
    public void A_role_that_may_all_passes_and_one_that_may_sessions_alone_is_told_what_it_lacks()
    {
        Put(Logged);

        var whole = Run("Test-SsmLoggingPermission -RoleName SessionNodes").ThrowOnError();
        var bare = Run("Test-SsmLoggingPermission -RoleName arn:aws:iam::111122223333:role/BareNodes | Where-Object Status -eq Fail").ThrowOnError();

        Assert.DoesNotContain(whole.Texts("Status"), status => status is "Fail" or "Unknown" or "Warning");
        Assert.Equal(7, whole.Texts("Message").Count(message => message!.StartsWith("Allowed by identity policy: ", StringComparison.Ordinal)));
        Assert.Equal(
            ["NodeFindsNoLogGroup", "NodeReadsNoBucketEncryption", "NodeUsesNoBucketKey", "NodeUsesNoChannelKey", "NodeWritesNoBucket", "NodeWritesNoLogGroup"],
            bare.Texts("RuleId").Order(StringComparer.Ordinal));
        Assert.All(bare.Texts("Remediation"), remediation => Assert.Contains("Get-SsmLoggingPermission -PolicyType NodeRole -Region eu-west-1", remediation, StringComparison.Ordinal));
        Assert.Equal(["True", "False"], Run("Test-SsmLoggingPermission -RoleName SessionNodes -Quiet; Test-SsmLoggingPermission -RoleName BareNodes, SessionNodes -Quiet").ThrowOnError().Output.Select(item => item.AsText()));
    }

    [Fact]
    public void What_the_printed_policy_allows_passes()
    {
        Put(Logged);
        Sandbox.Account(SandboxAccounts.First.Id).Roles.Put(new SessionLogging.Sandbox.Sts.Role("Least")
        {
            Policies = [new SessionLogging.Sandbox.Policies.IdentityPolicy("least", Run("Get-SsmLoggingPermission -PolicyType NodeRole").Single.Text("Json")!)],
        });

        Assert.Equal("True", Run("Test-SsmLoggingPermission -RoleName Least -Quiet").Single.AsText());
    }

    [Theory]
    [InlineData("i-00000000000000001", "by its instance profile BareNodes", "False")]
    [InlineData("i-00000000000000002", "by Default Host Management Configuration", "True")]
    [InlineData("mi-00000000000000001", "from its activation", "False")]
    public void A_nodes_role_is_found_as_AWS_finds_it(string node, string how, string quiet)
    {
        Put(Logged);
        var nodes = Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Nodes;
        nodes.Add(new SessionLogging.Sandbox.Ssm.Nodes.StoredNode("i-00000000000000001") { InstanceProfile = Seeds.BareNodeRole });
        nodes.Add(new SessionLogging.Sandbox.Ssm.Nodes.StoredNode("i-00000000000000002"));
        nodes.Add(new SessionLogging.Sandbox.Ssm.Nodes.StoredNode("mi-00000000000000001") { IamRole = "service-role/" + Seeds.HybridNodeRole });
        nodes.DefaultRole = Seeds.NodeRole;

        var run = Run($"Test-SsmLoggingPermission -Target {node}").ThrowOnError();

        Assert.Contains(how, run.Output.Single(finding => finding.Text("RuleId") == "NodeRoleMissing").Text("Message"), StringComparison.Ordinal);
        Assert.Equal(quiet, Run($"Test-SsmLoggingPermission -Target {node} -Quiet").Single.AsText());
    }

    [Theory]
    [InlineData("-RoleName None", "NodeRoleMissing", "Fail", null)]
    [InlineData("-Target i-00000000000000009", "NodeRoleMissing", "Fail", null)]
    [InlineData("-RoleName SessionNodes", "NodeRightsNotSeen", "Unknown", "iam:SimulatePrincipalPolicy")]
    [InlineData("-RoleName SessionNodes", "NodeRoleNotSeen", "Unknown", "iam:GetRole")]
    [InlineData("-Target i-00000000000000009", "NodeRoleNotSeen", "Unknown", "ec2:DescribeInstances")]
    public void What_is_not_there_fails_and_what_may_not_be_asked_is_never_a_pass(string parameters, string rule, string status, string? denied)
    {
        Put(Logged);
        if (denied is not null)
        {
            Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Action = denied });
        }

        var run = Run($"Test-SsmLoggingPermission {parameters}").ThrowOnError();

        Assert.Equal(status, run.Output.Single(finding => finding.Text("RuleId") == rule).Text("Status"));
        Assert.DoesNotContain(run.Output, finding => finding.Text("Status") == "Pass" && finding.Text("Message")!.StartsWith("Allowed by", StringComparison.Ordinal));
        Assert.Equal("False", Run($"Test-SsmLoggingPermission {parameters} -Quiet").Single.AsText());
    }

    [Fact]
    public void An_endpoint_whose_IAM_fails_is_asked_a_few_times_and_nothing_passes()
    {
        Put(Logged);
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Error, Operation = "SimulatePrincipalPolicy" });

        var run = Run("Test-SsmLoggingPermission -RoleName SessionNodes").ThrowOnError();

        Assert.DoesNotContain(run.Output, finding => finding.Text("Message")!.StartsWith("Allowed by", StringComparison.Ordinal));
        Assert.Contains("Unknown", run.Texts("Status"));
        Assert.InRange(Operations.Count(operation => operation == "SimulatePrincipalPolicy"), 1, 28);
    }

    [Theory]
    [InlineData("-RoleName 'a b'", "RoleNameShape")]
    [InlineData("-Target ecs:web_1_2", "TargetNotNode")]
    public void Bad_input_is_refused_before_any_call(string parameters, string error)
    {
        Assert.Equal(error, Run($"Test-SsmLoggingPermission {parameters}").ErrorId);
        Assert.Empty(Operations);
    }
}

/// <summary>The table of what each cmdlet needs, against all that says so or does it.</summary>
public sealed partial class CmdletActionTests : ModuleTest, IDisposable
{
    /// <summary>Commands in an order in which each does something, with the rights that only some parameters need; and the cmdlet that they are of.</summary>
    private static readonly string[] Commands =
    [
        "Set-SsmS3Logging audit-logs-kms -KeyPrefix sessions",
        "Set-SsmCloudWatchLogging /session-manager/encrypted",
        "Enable-SsmCloudWatchStreaming",
        "Set-SsmLoggingPreference -KmsKeyId alias/session-manager",
        "Get-SsmLoggingPreference -AllVersions",
        "Get-SsmLoggingPermission",
        "Get-SsmLoggingDestination",
        "Test-SsmLoggingPermission -RoleName SessionNodes",
        "Test-SsmLoggingPermission -Target i-02364c470a5f0bfd8",
        "Export-SsmLoggingPreference $folder",
        "Test-SsmLoggingPreference",
        "Get-SsmSessionReport -Region * -ExcludeRegion us-*, ap-*, ca-*, sa-*, eu-n*, eu-c*, eu-west-2, eu-west-3 -CheckLog -ResolveTarget -MaxCallsPerSecond 0",
        "Get-SsmSessionReport -MaxCallsPerSecond 0 -CheckLog | Where-Object LogStatus -eq Found | Get-SsmSessionLog",
        "Get-SsmSessionReport -MaxCallsPerSecond 0 | Save-SsmSessionLog $folder/archive -SigningKeyId alias/evidence -Region eu-west-1",
        "Test-SsmSessionLogArchive $folder/archive -SigningKeyId alias/evidence",
        "Register-SsmSessionAction ops -TopicArn arn:aws:sns:eu-west-1:111122223333:session-activity-open-key -Event Start",
        "Register-SsmSessionAction call -FunctionArn arn:aws:lambda:eu-west-1:111122223333:function:on-session -Event Start",
        "Get-SsmSessionAction",
        "Disable-SsmSessionAction ops",
        "Enable-SsmSessionAction ops",
        "Test-SsmSessionAction ops, call -Send",
        "Unregister-SsmSessionAction ops, call",
        "Disable-SsmCloudWatchStreaming",
        "Disable-SsmS3Logging -Force",
        "Disable-SsmCloudWatchLogging -Force",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("actions").FullName;

    protected override SandboxOptions Options => new() { Sessions = 40, SessionRules = new SessionRules { CallsPerSecond = 0 } };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_table_says_what_the_help_of_each_cmdlet_says()
    {
        var help = XDocument.Load(Repository.PathOf("out", "SsmSessionLogging", "en-US", "SsmSessionLogging.dll-Help.xml"));
        var texts = help.Root!.Elements().ToDictionary(
            command => command.Descendants().First(node => node.Name.LocalName == "name").Value.Trim(),
            command => string.Join(' ', command.Descendants().Where(node => node.Name.LocalName == "alert").Select(node => node.Value)));
        var said = texts.ToDictionary(cmdlet => cmdlet.Key, cmdlet => ActionsIn(cmdlet.Value)
            .Concat(NeedsOfOther().Matches(cmdlet.Value).SelectMany(other => ActionsIn(texts[other.Groups["name"].Value]).Except(OfSend))).Distinct().Order(StringComparer.Ordinal));

        Assert.Equal(BuiltModule.Commands.Select(command => command.Name).Order(StringComparer.Ordinal), said.Keys.Order(StringComparer.Ordinal));
        Assert.All(said, cmdlet => Assert.Equal($"{cmdlet.Key}: {string.Join(' ', cmdlet.Value)}", $"{cmdlet.Key}: {string.Join(' ', Needs(cmdlet.Key))}"));
    }

    [Fact]
    public void The_README_names_every_action_and_no_other()
    {
        var readme = File.ReadAllText(Repository.PathOf("README.md"));
        var start = readme.IndexOf("### Permissions", StringComparison.Ordinal);
        var section = readme[start..readme.IndexOf("AWS's own policy for those who administer", start, StringComparison.Ordinal)];
        var all = BuiltModule.Commands.SelectMany(command => Needs(command.Name)).Distinct().ToList();

        Assert.Empty(Action().Matches(section).Select(match => match.Value).Except(all).Except(OfCompletion));
        Assert.Empty(all.Where(action => !section.Contains(action.Split(':')[1], StringComparison.Ordinal)).Except(["sts:AssumeRole"]));
    }

    [Fact]
    public void No_command_asks_for_more_than_the_table_says()
    {
        Run("$folder = $args[0]", _folder).ThrowOnError();
        foreach (var command in Commands)
        {
            var parts = command.Split('|');
            var cmdlet = parts[^1].Trim().Split(' ')[0];
            if (parts.Length > 1)
            {
                Run($"$piped = @({string.Join('|', parts[..^1])})").ThrowOnError();
            }

            Sandbox.Calls.Clear();
            Run(parts.Length > 1 ? $"$piped | {parts[^1]}" : command).ThrowOnError();

            // Where a bucket lies S3 tells those too whom it denies the call.
            var asked = Sandbox.Calls.All.Where(call => call.Operation is not "HeadBucket").Select(call => ActionOf(call.Service, call.Operation)).Distinct().ToList();
            Assert.NotEmpty(asked);
            Assert.Empty(asked.Except(Needs(cmdlet)).Select(action => $"{cmdlet} asks for {action}"));
        }
    }

    // What Tab needs belongs to no cmdlet.
    private static readonly string[] OfCompletion = ["kms:ListAliases", "sns:ListTopics", "lambda:ListFunctions"];

    // Of those whom another cmdlet's needs are taken from.
    private static readonly string[] OfSend = ["sns:Publish", "lambda:InvokeFunction"];

    private static IEnumerable<string> ActionsIn(string text) => Action().Matches(text).Select(match => match.Value);

    private IReadOnlyList<string> Needs(string cmdlet) =>
        [.. Run($"[SessionLogging.Permissions.CmdletActions]::Of('{cmdlet}')").ThrowOnError().Output.Select(item => item.AsText()).Order(StringComparer.Ordinal)];

    private string ActionOf(string service, string operation) => Run($"[SessionLogging.Accounts.IamAction]::For('{service}', '{operation}')").Single.AsText();

    [System.Text.RegularExpressions.GeneratedRegex("where actions are registered, what (?<name>[A-Za-z]+-Ssm[A-Za-z]+) needs", System.Text.RegularExpressions.RegexOptions.None, 10_000)]
    private static partial System.Text.RegularExpressions.Regex NeedsOfOther();

    [System.Text.RegularExpressions.GeneratedRegex("(?<![a-z0-9:-])[a-z0-9]+:[A-Z][A-Za-z0-9]+", System.Text.RegularExpressions.RegexOptions.None, 10_000)]
    private static partial System.Text.RegularExpressions.Regex Action();
}
