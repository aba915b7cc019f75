using SessionLogging.Sandbox.Ssm.Sessions;

namespace SsmSessionLogging.Tests.Module;

public sealed class MeasureSsmSessionTests : ModuleTest
{
    private static readonly string[] Statuses = ["Found", "Pending", "Expected", "Unknown", "Empty", "Missing", "NotLoggable", "NotConfigured"];

    protected override SandboxOptions Options => new() { Sessions = 400, SessionRules = new SessionRules { CallsPerSecond = 0 } };

    [Theory]
    [InlineData("Owner", "Owner")]
    [InlineData("UserName", "UserName")]
    [InlineData("Target", "Target")]
    [InlineData("Document", "DocumentName")]
    [InlineData("Status", "Status")]
    [InlineData("LogStatus", "LogStatus")]
    [InlineData("AccountId", "AccountId")]
    [InlineData("Region", "Region")]
    [InlineData("S3LogStatus", "S3LogStatus")]
    [InlineData("CloudWatchLogStatus", "CloudWatchLogStatus")]
    [InlineData("UnknownReason", "UnknownReason")]
    [InlineData("Role", "RoleName")]
    [InlineData("PermissionSet", "PermissionSet")]
    public void Groups_are_what_the_records_say_and_the_statuses_add_up(string by, string property)
    {
        var run = Run($"$records = Get-SsmSessionReport -MaxCallsPerSecond 0 -Region eu-west-1, us-east-1; $records; $records | Measure-SsmSession -By {by}").ThrowOnError();
        var records = run.Output.Where(item => item.Properties["SessionId"] is not null).ToList();
        var groups = run.Output.Where(item => item.Properties["Count"] is not null).ToList();

        Assert.Equal(
            records.GroupBy(record => record.Text(property)).Select(group => $"{group.Key} {group.Count()}").Order(StringComparer.Ordinal),
            groups.Select(group => $"{group.Text("Key")} {group.Get("Count")}").Order(StringComparer.Ordinal));
        Assert.All(groups, group => Assert.Equal(group.Get("Count"), Statuses.Sum(status => (long)group.Get(status)!)));
    }

    [Theory]
    [InlineData("Day, UserName")]
    [InlineData("'Day, UserName'")]
    [InlineData("Day, UserName, Day")]
    public void Several_keys_group_by_all_of_them(string by)
    {
        var run = Run($"$records = Get-SsmSessionReport -MaxCallsPerSecond 0 -SkipLogStatus; $records; $records | Measure-SsmSession -By {by}").ThrowOnError();
        var records = run.Output.Where(item => item.Properties["SessionId"] is not null).ToList();
        var groups = run.Output.Where(item => item.Properties["Count"] is not null).ToList();

        Assert.Equal(
            records.GroupBy(record => $"{(DateTimeOffset)record.Get("StartDate")!:yyyy-MM-dd}, {record.Text("UserName")}").OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}"),
            groups.Select(group => $"{group.Text("Key")} {group.Get("Count")}"));
        Assert.Equal(groups[0].Text("Key")!.Split(", ")[1], Run($"(Get-SsmSessionReport -MaxCallsPerSecond 0 -SkipLogStatus | Measure-SsmSession -By {by})[0].Keys.UserName").Single.AsText());
    }

    [Fact]
    public void A_name_that_is_none_is_refused_by_its_name() =>
        Assert.Contains("Weather", Run("Get-SsmSessionReport | Measure-SsmSession -By Day, Weather").Errors[0].Exception.Message, StringComparison.Ordinal);

    [Fact]
    public void Days_and_hours_are_those_of_the_time_zone()
    {
        const string Script = "Get-SsmSessionReport -Days 2 -SkipLogStatus -MaxCallsPerSecond 0 | Measure-SsmSession -By Day -TimeZone {0}";

        Assert.InRange(Run(string.Format(null, Script, "UTC")).ThrowOnError().Output.Count, 1, 2);
        Assert.Equal("TimeZoneUnknown", Run(string.Format(null, Script, "Nowhere")).ErrorId);
    }

    [Fact]
    public void Coverages_are_passed_over_and_what_is_no_session_is_an_error()
    {
        Assert.Single(Run("Get-SsmSessionReport -Days 2 -MaxCallsPerSecond 0 -SkipLogStatus -IncludeCoverage | Measure-SsmSession -By Region").ThrowOnError().Output);
        Assert.Equal("NotASession", Run("1 | Measure-SsmSession -By Region").ErrorId);
    }

    [Fact]
    public void Nothing_in_gives_nothing_out() =>
        Assert.Empty(Run("Get-SsmSessionReport -Region eu-north-1 | Measure-SsmSession -By Day").ThrowOnError().Output);

    [Fact]
    public void Alone_it_gives_the_totals_also_of_nothing()
    {
        const string Sessions = "$records = @(Get-SsmSessionReport -MaxCallsPerSecond 0 -SkipLogStatus); ";
        var total = Run(Sessions + "$records | Measure-SsmSession").Single;
        var byRegion = Run("$records | Measure-SsmSession -By Region").Single;

        Assert.Null(total.Get("Key"));
        Assert.All(["Count", "TotalDuration", "LongestDuration", "FirstStart", "LastStart", "Unknown"], figure => Assert.Equal(byRegion.Text(figure), total.Text(figure)));
        Assert.Equal("0", Run("Get-SsmSessionReport -Region eu-north-1 | Measure-SsmSession").Single.Text("Count"));
    }
}
