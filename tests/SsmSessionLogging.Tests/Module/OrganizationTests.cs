using SessionLogging.Sandbox.Organizations;
using SessionLogging.Sandbox.Sns;
using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SsmSessionLogging.Tests.Module;

/// <summary>An organization in one command.</summary>
public sealed class OrganizationTests : ModuleTest
{
    private const string Role = "-RoleArn 'arn:aws:iam::{AccountId}:role/Audit'";
    private const string Own = "111122223333";
    private const string Second = "444455556666";

    private static readonly string One = Organization.IdOf(1);
    private static readonly string Two = Organization.IdOf(2);
    private static readonly string Refusing = Organization.IdOf(3);

    /// <summary>Commands that read, each with the account of what it gives.</summary>
    public static TheoryData<string> Reads { get; } =
    [
        "Get-SsmLoggingPreference", "Get-SsmLoggingPreference -AllVersions", "Get-SsmSessionReport -SkipLogStatus -Days 1 -IncludeCoverage",
    ];

    /// <summary>Commands that change.</summary>
    public static TheoryData<string> Changes { get; } =
    [
        "Set-SsmLoggingPreference -IdleSessionTimeout 15", "Disable-SsmS3Logging", "Register-SsmSessionAction notify -TopicArn arn:aws:sns:eu-west-1:111122223333:session-activity",
        "Unregister-SsmSessionAction notify",
    ];

    protected override SandboxOptions Options => new() { Organization = new OrganizationOptions { Accounts = 2, Refusing = 1, Inactive = 2 } };

    [Theory]
    [MemberData(nameof(Reads))]
    public void A_star_is_every_active_account_and_one_that_refuses_is_one_error(string command)
    {
        Put(Documents.ToS3);
        Sandbox.Account(Second).Region("eu-west-1").Documents.Put(Preferences, Documents.ToS3);

        var run = Run($"{command} {Role} -AccountId * -Region eu-west-1, us-east-1, eu-west-3");

        Assert.Equal("RoleRefused", run.ErrorId);
        Assert.Contains(Refusing, run.Error.Message(), StringComparison.Ordinal);
        Assert.Superset(new HashSet<string?>([Own, Second, One, Two], StringComparer.Ordinal), run.Texts("AccountId").ToHashSet(StringComparer.Ordinal));
        Assert.DoesNotContain(Organization.IdOf(4), run.Texts("AccountId"));
        Assert.Equal(4, Sandbox.Calls.All.Count(call => call.Operation == "AssumeRole"));
        Assert.Single(run.Warnings, warning => warning.StartsWith($"AccountsLeftOut: {Organization.IdOf(4)} (SUSPENDED), {Organization.IdOf(5)} (PENDING_CLOSURE) are not active", StringComparison.Ordinal));
    }

    [Fact]
    public void The_own_account_is_asked_without_the_role_and_who_each_is_once()
    {
        Run($"Get-SsmLoggingPreference {Role} -AccountId 1*, 4* -Region eu-west-1, us-east-1").ThrowOnError();

        Assert.Equal(1, Sandbox.Calls.Count("AssumeRole"));
        Assert.Equal(2, Sandbox.Calls.Count("GetCallerIdentity"));
        Assert.Contains(Sandbox.Calls.All, call => call.Operation == "DescribeDocument" && call.Caller == $"arn:aws:iam::{Own}:user/sandbox");
    }

    [Theory]
    [InlineData("-OrganizationalUnit ou-5box-product1 -ExcludeAccountId 7*", Second)]
    [InlineData("-OrganizationalUnit ou-5box-workload -ExcludeAccountId 7????????003", Second, "700000000001", "700000000002")]
    [InlineData("-OrganizationalUnit r-5box -ExcludeAccountId 7*", Own, Second)]
    [InlineData("-OrganizationalUnit ou-5box-product1 -AccountId 700000000002 -ExcludeAccountId 700000000003", "700000000002", Second)]
    [InlineData("-AccountId * -ExcludeAccountId 7*, 444455556666", Own)]
    [InlineData("-AccountId ????????0001", "700000000001")]
    [InlineData("-AccountId 111122223333, 444455556666 -ExcludeAccountId 1*", Second)]
    public void Units_exclusions_and_patterns_say_which(string which, params string[] accounts) =>
        Assert.Equal(accounts.Order(StringComparer.Ordinal), Run($"Get-SsmLoggingPreference {Role} {which} -Region eu-west-1").ThrowOnError().Texts("AccountId").Order(StringComparer.Ordinal));

    [Fact]
    public void Regions_can_be_left_out_of_a_pattern_of_each_account()
    {
        var run = Run($"Get-SsmLoggingPreference {Role} -AccountId 7* -ExcludeAccountId {Refusing} -Region us-* -ExcludeRegion *-east-*").ThrowOnError();

        Assert.Equal([$"{One} us-west-1", $"{One} us-west-2", $"{Two} us-west-1", $"{Two} us-west-2"], run.Output.Select(item => $"{item.Get("AccountId")} {item.Get("Region")}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("-AccountId *", "AccountIdWithoutRole")]
    [InlineData("-OrganizationalUnit r-5box", "AccountIdWithoutRole")]
    [InlineData($"{Role} -OrganizationalUnit Production", "OrganizationalUnitInvalid")]
    [InlineData($"{Role} -AccountId prod-*", "AccountIdInvalid")]
    [InlineData($"{Role} -AccountId * -OrganizationalUnit r-5box", "AccountsAmbiguous")]
    [InlineData($"{Role} -AccountId * -ExcludeAccountId *", "NothingLeft")]
    [InlineData("-ExcludeRegion eu-*", "NothingLeft", "-Region eu-west-1")]
    public void What_makes_no_sense_is_refused_before_any_call(string arguments, string errorId, string more = "")
    {
        Assert.Equal(errorId, Run($"Get-SsmLoggingPreference {arguments} {more}").ErrorId);
        Assert.Empty(Sandbox.Calls.All);
    }

    [Theory]
    [InlineData("-AccountId *", "ListAccounts")]
    [InlineData("-OrganizationalUnit r-5box", "ListAccountsForParent")]
    [InlineData("-OrganizationalUnit r-5box", "ListOrganizationalUnitsForParent")]
    public void A_denied_listing_is_one_error_that_names_the_action(string which, string operation)
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = operation });

        var run = Run($"Get-SsmLoggingPreference {Role} {which} -Region eu-west-1, us-east-1");

        Assert.Equal("AccessDenied", run.ErrorId);
        Assert.Contains($"organizations:{operation}", run.Error.Advice(), StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void A_unit_that_is_not_there_is_not_found() =>
        Assert.Equal("NotFound", Run($"Get-SsmLoggingPreference {Role} -OrganizationalUnit ou-5box-nothing1").ErrorId);

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_where_nobody_can_answer_is_an_error_that_lists_accounts_and_Regions(string command)
    {
        using var session = new ModuleSession(Sandbox, canPrompt: false);

        var run = session.Run($"{command} {Role} -AccountId 7* -ExcludeAccountId {Refusing} -Region eu-west-1, us-east-1");

        Assert.Equal("ConsentNeeded", run.ErrorId);
        Assert.Contains($"2 accounts ({One} workload-0001, {Two} workload-0002): eu-west-1, us-east-1", run.Error.Message(), StringComparison.Ordinal);
        Assert.DoesNotContain(Sandbox.Calls.All, call => call.Operation is "UpdateDocument" or "CreateDocument" or "PutRule");
    }

    [Fact]
    public void With_consent_every_account_is_changed()
    {
        Run($"Set-SsmLoggingPreference -IdleSessionTimeout 15 {Role} -AccountId 7* -ExcludeAccountId {Refusing} -Region eu-west-1 -Force").ThrowOnError();

        Assert.Equal(["15", "15"], Run($"Get-SsmLoggingPreference {Role} -AccountId 7* -ExcludeAccountId {Refusing} -Region eu-west-1").ThrowOnError().Texts("IdleSessionTimeout"));
    }

    [Fact]
    public void A_piped_object_of_an_account_that_is_left_out_is_an_error_and_the_next_is_read()
    {
        var run = Run($"[pscustomobject]@{{ AccountId = '{One}'; Region = 'eu-west-1' }}, [pscustomobject]@{{ AccountId = '{Two}'; Region = 'eu-west-1' }} | Get-SsmLoggingPreference {Role} -ExcludeAccountId {One}");

        Assert.Equal("AddressExcluded", run.ErrorId);
        Assert.Equal([Two], run.Texts("AccountId"));
    }

    [Theory]
    [InlineData("Get-SsmLoggingPreference")]
    [InlineData("Get-SsmSessionReport -SkipLogStatus -Days 1")]
    public void What_is_wrong_with_the_credentials_is_one_error_for_all_accounts(string command)
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Error, Operation = "AssumeRole", Code = "ExpiredToken", Status = 403, Message = "The security token included in the request is expired" });

        var run = Run($"{command} {Role} -AccountId {One}, {Two}, {Second} -Region eu-west-1, us-east-1");

        Assert.Equal("TokenExpired", run.ErrorId);
        Assert.Empty(run.Output);
    }

    /// <summary>Commands whose every row names its account.</summary>
    public static TheoryData<string> Rows { get; } =
    [
        "Get-SsmLoggingPreference",
        "Get-SsmLoggingPreference -AllVersions",
        "Set-SsmLoggingPreference -IdleSessionTimeout 15 -Force -PassThru",
        "Get-SsmSessionReport -SkipLogStatus -Days 1 -IncludeCoverage",
        "Get-SsmSessionAction",
        "Test-SsmSessionAction notify",
        "Test-SsmLoggingPreference",
    ];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_names_its_account(string command)
    {
        foreach (var account in new[] { One, Two })
        {
            var region = Sandbox.Account(account).Region("eu-west-1");
            region.Sessions.Add(new StoredSession { SessionId = $"jdoe-0123456789abcdef{account[^1]}", StartDate = DateTimeOffset.UtcNow.AddHours(-1) });
            region.Topics.Put("alerts");
            Run($"Register-SsmSessionAction notify -TopicArn arn:aws:sns:eu-west-1:{account}:alerts {Role} -AccountId {account} -Region eu-west-1").ThrowOnError();
        }

        var run = Run($"{command} {Role} -AccountId 7* -ExcludeAccountId {Refusing} -Region eu-west-1");

        Assert.NotEmpty(run.Output);
        Assert.All(run.Output, row => Assert.Equal(row.Text("AccountId") == One ? "workload-0001" : "workload-0002", row.Text("AccountName")));
    }

    [Fact]
    public void An_account_that_could_not_be_read_is_named_in_the_coverage_and_in_one_warning()
    {
        var run = Run($"Get-SsmSessionReport -SkipLogStatus -Days 1 -IncludeCoverage {Role} -AccountId {Refusing[..^1]}? -Region eu-west-1, us-east-1");

        Assert.Equal("RoleRefused", run.ErrorId);
        Assert.Equal(
            [$"{Refusing} workload-0003 eu-west-1", $"{Refusing} workload-0003 us-east-1"],
            run.Output.Where(row => row.Get("Complete") is false).Select(row => $"{row.Get("AccountId")} {row.Get("AccountName")} {row.Get("Region")}").Order(StringComparer.Ordinal));
        Assert.Single(run.Warnings, warning => warning.StartsWith($"The report of {Refusing} workload-0003 eu-west-1, us-east-1 is not complete", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_is_filled_in_values_also_from_piped_objects()
    {
        Run($"Set-SsmS3Logging audit-logs -KeyPrefix '{{AccountName}}/{{Region}}' -SkipTargetCheck -Force {Role} -AccountId 7* -ExcludeAccountId {Refusing} -Region eu-west-1").ThrowOnError();
        Run($"Get-SsmLoggingPreference {Role} -AccountId 7* -ExcludeAccountId {Refusing} -Region us-east-1 | ForEach-Object {{ [pscustomobject]@{{ AccountId = $_.AccountId; AccountName = $_.AccountName; Region = $_.Region }} }} | Set-SsmS3Logging audit-logs -KeyPrefix '{{AccountName}}/x' -SkipTargetCheck {Role}").ThrowOnError();

        Assert.Equal(
            ["workload-0001/eu-west-1", "workload-0001/x", "workload-0002/eu-west-1", "workload-0002/x"],
            Run($"Get-SsmLoggingPreference {Role} -AccountId {One}, {Two} -Region eu-west-1, us-east-1").ThrowOnError().Texts("S3KeyPrefix"));
    }

    [Fact]
    public void A_name_that_is_not_known_is_an_error_before_any_call_to_the_account()
    {
        var run = Run($"Set-SsmS3Logging audit-logs -KeyPrefix '{{AccountName}}' {Role} -AccountId {One} -Region eu-west-1");

        Assert.Equal("AccountNameUnknown", run.ErrorId);
        Assert.Empty(Sandbox.Calls.All);
    }

    [Theory]
    [InlineData("-AccountId 7*", "-AccountId 7*, 4*", "a")]
    [InlineData("-ExcludeAccountId 7*", "", "b")]
    [InlineData("-ExcludeRegion eu-*", "", "b")]
    public void Files_are_narrowed_likewise(string narrowing, string more, string session)
    {
        var file = Path.ChangeExtension(Path.GetTempFileName(), ".jsonl");
        try
        {
            File.WriteAllLines(
                file,
                [
                    $$"""{"AccountId":"{{One}}","Region":"eu-west-1","SessionId":"a","StartDate":"2026-11-01T00:00:00Z"}""",
                    $$"""{"AccountId":"{{Own}}","Region":"us-east-1","SessionId":"b","StartDate":"2026-11-01T00:00:00Z"}""",
                ]);

            Assert.Equal([session], Run($"Get-SsmSessionReport -Path $args[0] {narrowing}", file).ThrowOnError().Texts("SessionId"));
            Assert.Equal(more.Length > 0 ? 1 : 2, Run($"Get-SsmSessionReport -Path $args[0] {more}", file).ThrowOnError().Output.Count);
            Assert.Equal("OrganizationalUnitOffline", Run("Get-SsmSessionReport -Path $args[0] -OrganizationalUnit r-5box", file).ErrorId);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
