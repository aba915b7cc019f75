using SessionLogging.Sandbox.CloudTrail;
using SessionLogging.Sandbox.Policies;
using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.Ssm.Sessions;
using SessionLogging.Sandbox.State;
using SessionLogging.Sandbox.Sts;

namespace SsmSessionLogging.Tests.Module;

/// <summary>What goes round an account's preferences, as Test-SsmLoggingPreference tells it.</summary>
public sealed partial class BypassTests : ModuleTest
{
    private const string Test = "Test-SsmLoggingPreference";
    private const string Role = "arn:aws:iam::111122223333:role/Audit";

    private AccountState Account => Sandbox.Account(SandboxAccounts.First.Id);

    private RegionState Region => Account.Region(SandboxAccounts.Ireland);

    [Fact]
    public void Documents_that_sessions_can_name_are_judged_by_the_same_rules()
    {
        Put(Documents.ToS3);
        Region.Documents.Put("Ops-Nowhere", Documents.ToS3But(("s3BucketName", "")));
        Region.Documents.Put("Ops-Lost", Documents.ToS3But(("s3BucketName", "no-such-bucket-anywhere")));
        Region.Documents.Put("Ops-Elsewhere", Documents.ToS3But(("s3BucketName", "audit-logs-kms")));
        Region.Documents.Put("Ops-Same", Documents.ToS3);
        Region.Documents.Put("Ops-Command", """{"schemaVersion":"1.0","sessionType":"InteractiveCommands","parameters":{},"properties":{"linux":{"commands":"top","runAsElevated":false}}}""");
        Region.Documents.Put("Ops-Tunnel", """{"schemaVersion":"1.0","sessionType":"Port","properties":{"portNumber":"3306","type":"LocalPortForwarding"}}""");
        Region.Documents.Put("Ops-Odd", "no JSON at all");

        var run = Run(Test).ThrowOnError();

        Assert.Equal(
            [
                "document 'Ops-Command' Fail", "document 'Ops-Lost' Fail", "document 'Ops-Nowhere' Fail", "document 'Ops-Odd' Unknown", "document 'Ops-Tunnel' Warning",
            ],
            All(run, "CustomDocumentNotLogged").Select(finding => $"{finding.Text("Subject")} {finding.Text("Status")}").Order(StringComparer.Ordinal));
        Assert.Equal("document 'Ops-Elsewhere' document 'Ops-Lost'", string.Join(' ', All(run, "CustomDocumentLogsElsewhere").Where(finding => finding.Text("Status") == "Warning").Select(finding => finding.Text("Subject")).Order(StringComparer.Ordinal)));
        Assert.Contains("BucketMissing", All(run, "CustomDocumentNotLogged").Single(finding => finding.Text("Subject")!.Contains("Lost", StringComparison.Ordinal)).Text("Message"), StringComparison.Ordinal);
        Assert.Empty(All(Run($"{Test} -DocumentName Ops-Same").ThrowOnError(), "CustomDocumentNotLogged"));
    }

    [Fact]
    public void Sessions_that_went_round_are_counted_with_the_reason_and_so_are_roles_whose_callers_choose_their_name()
    {
        Put(Documents.ToS3);
        Add("a", document: null, "arn:aws:sts::111122223333:assumed-role/Audit/me");
        Add("b", "Ops-Nowhere", "arn:aws:iam::111122223333:user/jdoe");
        Add("c", "AWS-StartSSHSession", "arn:aws:iam::111122223333:user/jdoe");
        Add("d", "AWS-StartPortForwardingSession", $"arn:aws:sts::111122223333:assumed-role/{Seeds.SsoRole}/jane");

        var run = Run(Test).ThrowOnError();

        Assert.Contains("1 of the 4 sessions", One(run, "SessionsByOtherDocument").Text("Message"), StringComparison.Ordinal);
        Assert.Contains("1 forwarded a port and 1 carried SSH. They leave no log by design", One(run, "SessionsNotLoggable").Text("Message"), StringComparison.Ordinal);
        Assert.Equal(("role 'Audit'", "Warning"), (One(run, "SessionNamesOfCallersChoice").Text("Subject"), One(run, "SessionNamesOfCallersChoice").Text("Status")));

        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "GetRole" });
        Assert.Contains("iam:GetRole was denied", One(Run(Test), "SessionNamesOfCallersChoice").Text("Message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ssm:*", "*", "Fail", "Fail")]
    [InlineData("ssm:StartSession", "arn:aws:ssm:eu-west-1::document/AWS-StartSSHSession", "Pass", "Fail")]
    [InlineData("ssm:StartSession", "arn:aws:ssm:eu-west-1:111122223333:document/*", "Fail", "Pass")]
    [InlineData("ssm:StartSession", "arn:aws:ssm:*:111122223333:document/SSM-SessionManagerRunShell", "Pass", "Pass")]
    public void The_printed_statement_closes_what_a_role_could_start(string action, string resource, string other, string port)
    {
        Put(Documents.ToS3);
        Grant(new IdentityPolicy("start", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}]}"""));

        var run = Run($"{Test} -PrincipalArn {Role}").ThrowOnError();
        Assert.Equal((other, port), (One(run, "OtherDocumentCanBeStarted").Text("Status"), One(run, "PortSessionCanBeStarted").Text("Status")));

        foreach (var broken in run.Output.Where(finding => finding.Text("RuleId")!.EndsWith("CanBeStarted", StringComparison.Ordinal) && finding.Text("Status") == "Fail"))
        {
            var statement = Statement(broken.Text("Remediation")!);
            Grant(
                new IdentityPolicy("start", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}]}"""),
                new IdentityPolicy("close", $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}"""));
            Assert.Equal("Pass", One(Run($"{Test} -PrincipalArn {Role}").ThrowOnError(), broken.Text("RuleId")!).Text("Status"));
        }
    }

    [Fact]
    public void A_principal_is_asked_about_only_where_it_is_one_and_what_IAM_does_not_say_is_unknown()
    {
        Put(Documents.ToS3);

        Assert.Equal("PrincipalArnShape", Run($"{Test} -PrincipalArn arn:aws:sts::111122223333:assumed-role/Audit/me").Error.Id());
        Assert.Empty(Operations);
        Assert.Empty(All(Run(Test), "OtherDocumentCanBeStarted"));
        Assert.Empty(All(Run($"{Test} -PrincipalArn arn:aws:iam::444455556666:role/Audit").ThrowOnError(), "OtherDocumentCanBeStarted"));
        Assert.Equal("Unknown", One(Run($"{Test} -PrincipalArn arn:aws:iam::111122223333:role/None").ThrowOnError(), "OtherDocumentCanBeStarted").Text("Status"));
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "SimulatePrincipalPolicy" });
        var denied = Run($"{Test} -PrincipalArn {Role}").ThrowOnError();
        Assert.Contains("iam:SimulatePrincipalPolicy", One(denied, "StartRightsNotSeen").Text("Message"), StringComparison.Ordinal);
        Assert.Equal(("Unknown", "Unknown"), (One(denied, "OtherDocumentCanBeStarted").Text("Status"), One(denied, "PortSessionCanBeStarted").Text("Status")));
    }

    [Fact]
    public void Reads_of_the_logs_are_recorded_where_a_trail_takes_in_the_bucket()
    {
        Put(Documents.ToS3);
        Assert.Equal("Warning", One(Run(Test).ThrowOnError(), "LogReadsNotRecorded").Text("Status"));

        Sandbox.Cloud.Trails.Put(new Trail("data", SandboxAccounts.First.Id, SandboxAccounts.Ireland) { EventSelectors = [new EventSelector { ReadWriteType = "ReadOnly", Objects = ["arn:aws:s3:::audit-logs/"] }] });
        Assert.Equal("Pass", One(Run(Test).ThrowOnError(), "LogReadsNotRecorded").Text("Status"));

        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "GetEventSelectors" });
        Assert.Equal("Unknown", One(Run(Test).ThrowOnError(), "LogReadsNotRecorded").Text("Status"));
        Sandbox.Faults.Clear();
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "ListBuckets" });
        Assert.Equal("Unknown", One(Run(Test).ThrowOnError(), "LogReadsNotRecorded").Text("Status"));
    }

    [Fact]
    public void Registered_actions_are_checked_as_they_are_by_their_own_test()
    {
        Put(Documents.ToS3);
        Run($"Register-SsmSessionAction watch -TopicArn arn:aws:sns:eu-west-1:111122223333:{ActionSeeds.Topic}; Disable-SsmSessionAction watch").ThrowOnError();

        var audit = Run(Test).ThrowOnError().Output.Where(finding => finding.Text("Name") == "watch").Select(finding => $"{finding.Text("RuleId")} {finding.Text("Status")} {finding.Text("Message")}");
        var own = Run("Test-SsmSessionAction watch").ThrowOnError().Output.Select(finding => $"{finding.Text("RuleId")} {finding.Text("Status")} {finding.Text("Message")}");

        Assert.Equal(own.Order(StringComparer.Ordinal), audit.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_of_it_is_looked_at_where_targets_are_skipped_or_a_file_is_judged()
    {
        Put(Documents.ToS3);
        Run("$given = Get-SsmLoggingPreference").ThrowOnError();
        Sandbox.Calls.Clear();

        var run = Run($"$given | {Test} -SkipTarget").ThrowOnError();

        Assert.Empty(Operations);
        Assert.All(["CustomDocumentNotLogged", "SessionsNotLoggable", "LogReadsNotRecorded", "ActionsNotSeen"], rule => Assert.Equal("Unknown", One(run, rule).Text("Status")));
    }

    [System.Text.RegularExpressions.GeneratedRegex("""\{"Sid".*?\]\}""", System.Text.RegularExpressions.RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial System.Text.RegularExpressions.Regex Printed();

    private static string Statement(string remediation)
    {
        var statement = Printed().Match(remediation).Value;
        using var parsed = JsonDocument.Parse(statement);
        return statement;
    }

    private static IEnumerable<System.Management.Automation.PSObject> All(ModuleRun run, string rule) => run.Output.Where(finding => finding.Text("RuleId") == rule);

    private static System.Management.Automation.PSObject One(ModuleRun run, string rule) => Assert.Single(All(run, rule));

    private void Grant(params IdentityPolicy[] policies) => Account.Roles.Put(new Role(Seeds.AuditRole) { Policies = [.. policies] });

    private void Add(string id, string? document, string owner) => Region.Sessions.Add(new StoredSession
    {
        SessionId = $"{id}-0123456789abcdef0",
        Target = "i-02364c470a5f0bfd8",
        Owner = owner,
        DocumentName = document ?? Preferences,
        StartDate = Region.Clock.GetUtcNow().AddDays(-1),
        EndDate = Region.Clock.GetUtcNow().AddDays(-1).AddMinutes(5),
    });
}
