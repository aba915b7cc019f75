namespace SsmSessionLogging.Tests.Module;

/// <summary>Reports over accounts and Regions, and what they say of their coverage.</summary>
public sealed class SessionReportRegionsTests : SessionReportTest
{
    [Fact]
    public void One_Region_that_is_denied_leaves_the_others_and_an_incomplete_coverage()
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "DescribeSessions", Region = SandboxAccounts.Virginia });

        var run = Run($"{Unlimited} -Days 3 -Region eu-west-1, us-east-1");

        Assert.Equal("AccessDenied", run.ErrorId);
        Assert.Contains("ssm:DescribeSessions", run.Error.Advice(), StringComparison.Ordinal);
        Assert.Equal(["eu-west-1 True", "us-east-1 False"], Coverages(run).Select(it => $"{it.Get("Region")} {it.Get("Complete")}").Order(StringComparer.Ordinal));
        Assert.Contains(Coverages(run), it => it.Text("Error") is { } error && error.Contains("AccessDenied", StringComparison.Ordinal));
        Assert.Contains(run.Warnings, warning => warning.Contains("us-east-1 is not complete", StringComparison.Ordinal));
        Assert.NotEmpty(Ids(run));
    }

    [Fact]
    public void A_Region_that_fails_in_the_middle_gives_what_came_and_says_that_it_is_not_all()
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Error, Operation = "DescribeSessions", Code = "InvalidNextToken", Status = 400, Nth = 4 });

        var run = Run(Unlimited);

        Assert.Equal("Refused", run.ErrorId);
        Assert.Equal(false, Assert.Single(Coverages(run)).Get("Complete"));
        Assert.InRange(Ids(run).Count, 100, 1000);
    }

    [Fact]
    public void Piped_accounts_and_Regions_are_reported_each_once_and_nothing_else()
    {
        var run = Run(
            $$"""
            $rows = [pscustomobject]@{ AccountId = '111122223333'; Region = 'us-east-1'; Note = 'x' },
                [pscustomobject]@{ AccountId = '444455556666'; Region = 'eu-west-1'; DocumentName = '' },
                [pscustomobject]@{ AccountId = '111122223333'; Region = 'us-east-1' }
            $rows | {{Unlimited}} -Days 3 -RoleArn 'arn:aws:iam::{AccountId}:role/Audit'
            """).ThrowOnError();

        Assert.Equal(
            ["111122223333 us-east-1 True", "444455556666 eu-west-1 True"],
            Coverages(run).Select(it => $"{it.Get("AccountId")} {it.Get("Region")} {it.Get("Complete")}").Order(StringComparer.Ordinal));
        Assert.NotEmpty(Ids(run));
    }

    [Theory]
    [InlineData("Get-SsmLoggingPreference -Region us-east-1")]
    [InlineData("Get-SsmSessionReport -MaxCallsPerSecond 0 -SkipLogStatus -Region us-east-1")]
    public void Objects_of_the_module_say_where_they_are_from(string command) =>
        Assert.Equal(["us-east-1"], Coverages(Run($"{command} | {Unlimited} -After ([DateTime]::UtcNow.AddDays(-1))").ThrowOnError()).Select(it => it.Text("Region")));

    [Fact]
    public void An_empty_pipeline_asks_nobody()
    {
        Assert.Empty(Run($"@() | {Unlimited}").ThrowOnError().Output);
        Assert.Empty(Sandbox.Calls.All);
    }

    [Fact]
    public void Every_Region_means_those_that_the_account_has_enabled()
    {
        var run = Run($"{Unlimited} -Days 1 -Region *").ThrowOnError();

        var asked = Coverages(run).Select(it => it.Text("Region")).ToList();
        Assert.Superset(new HashSet<string?>(["eu-west-1", "us-east-1", "ap-east-1", "eu-central-2"], StringComparer.Ordinal), asked.ToHashSet(StringComparer.Ordinal));
        Assert.DoesNotContain("eu-south-2", asked);
        Assert.All(Coverages(run), it => Assert.Equal(true, it.Get("Complete")));
        Assert.Empty(run.Warnings);
    }

    [Fact]
    public void Where_listing_Regions_is_denied_one_that_does_not_know_the_credentials_is_not_enabled()
    {
        var enabled = Coverages(Run($"{Unlimited} -Days 1 -Region *")).Select(it => it.Text("Region")).Order(StringComparer.Ordinal).ToList();
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "ListRegions" });

        var run = Run($"{Unlimited} -Days 1 -Region * -Verbose").ThrowOnError();

        Assert.Equal(enabled, Coverages(run).Select(it => it.Text("Region")).Order(StringComparer.Ordinal));
        Assert.Contains(run.Warnings, line => line.StartsWith("eu-south-2 is left out", StringComparison.Ordinal));
    }

    [Fact]
    public void A_denied_Region_of_the_table_is_an_error()
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "ListRegions" });
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "DescribeSessions", Region = SandboxAccounts.Virginia });

        var run = Run($"{Unlimited} -Days 1 -Region *");

        Assert.Equal("AccessDenied", run.ErrorId);
        Assert.Contains(Coverages(run), it => it.Text("Region") == SandboxAccounts.Virginia && it.Get("Complete") is false);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("ListRegions", 1)]
    public void Wrong_credentials_are_an_error_and_no_empty_report(string denied, int errors)
    {
        if (denied.Length > 0)
        {
            Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = denied });
        }

        var run = Run($"{Report} -SkipLogStatus -Region * -AccessKey AKIANOBODY0000000000 -SecretKey x");

        Assert.Empty(run.Output);
        Assert.Equal(errors, run.Errors.Count);
        Assert.Equal("AccessDenied", run.ErrorId);
    }

    [Fact]
    public void Roles_and_Regions_are_read_side_by_side_and_say_whose_they_are()
    {
        var run = Run($"{Report} -SkipLogStatus -Days 3 -RoleArn 'arn:aws:iam::{{AccountId}}:role/Audit' -AccountId 111122223333, 444455556666 -Region eu-west-1, us-east-1").ThrowOnError();

        Assert.Equal(
            ["111122223333 eu-west-1", "111122223333 us-east-1", "444455556666 eu-west-1", "444455556666 us-east-1"],
            run.Output.Select(record => $"{record.Get("AccountId")} {record.Get("Region")}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("-State Active -Owner jdoe, root", "State Active; Owner jdoe, root")]
    public void The_coverage_says_what_a_report_was_narrowed_to(string filter, string? selection) =>
        Assert.Equal(selection, Assert.Single(Coverages(Run($"{Unlimited} -Days 1 {filter}").ThrowOnError())).Text("Selection"));

    [Theory]
    [InlineData("", "Complete")]
    [InlineData("-Region eu-west-1, us-east-1", "Not complete")]
    public void The_page_says_what_the_run_covered_also_where_nobody_piped_it(string regions, string verdict)
    {
        var file = Path.ChangeExtension(Path.GetTempFileName(), ".html");
        try
        {
            Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "DescribeSessions", Region = SandboxAccounts.Virginia });

            Run($"{Report} -SkipLogStatus -Days 2 {regions} | Export-SsmSessionReport $args[0]", file);

            Assert.Contains($">{verdict}<", File.ReadAllText(file), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
