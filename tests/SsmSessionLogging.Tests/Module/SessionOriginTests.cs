using System.Text.Json.Nodes;
using SessionLogging.Sandbox.CloudTrail;
using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SsmSessionLogging.Tests.Module;

/// <summary>Who connected, from where, and who tried: what CloudTrail's Event history adds.</summary>
public sealed class SessionOriginTests : ModuleTest
{
    private const string Node = "i-02573cafcfEXAMPLE";

    private SessionLogging.Sandbox.State.RegionState Ireland => Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland);

    private DateTimeOffset Now => Sandbox.Cloud.Clock.GetUtcNow();

    [Fact]
    public void A_session_is_told_with_where_it_came_from_and_files_carry_it()
    {
        Start("listed", days: 2, isListed: true);
        Start("forgotten", days: 60, isListed: false);
        var folder = Directory.CreateTempSubdirectory("origins-").FullName;
        try
        {
            var run = Run(
                """
                $report = Get-SsmSessionReport -Days 90 -IncludeOrigin -SkipLogStatus -IncludeCoverage
                foreach ($kind in 'csv', 'jsonl', 'html') { $report | Export-SsmSessionReport "$($args[0])/r.$kind" | Out-Null }
                $report
                Get-SsmSessionReport -Path "$($args[0])/r.csv"
                Get-SsmSessionReport -Path "$($args[0])/r.jsonl" -Days 90
                """,
                folder).ThrowOnError();

            foreach (var (id, known) in new[] { ("listed", "Both"), ("forgotten", "StartSession") })
            {
                var told = run.Output.Where(each => each.Text("SessionId") == id).ToList();
                Assert.Equal(3, told.Count);
                Assert.All(told, record => Assert.Equal(
                    (known, "192.0.2.36", "aws-cli/2", "db.example.com", "5432", "u-1", "True", known == "Both" ? "Terminated" : null),
                    (record.Text("KnownFrom"), record.Text("SourceIPAddress"), record.Text("UserAgent"), record.Text("Host"), record.Text("Port"), record.Text("OnBehalfOf"), $"{record.Get("MfaAuthenticated")}", record.Text("Status"))));
            }

            Assert.Equal(["", "CloudTrail Event history"], run.Output.Where(each => each.Get("Complete") is true).Select(each => each.Text("Source") ?? "").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            Assert.Contains("192.0.2.36", File.ReadAllText(Path.Combine(folder, "r.html")), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_history_that_may_not_be_asked_is_an_error_and_the_sessions_come_without_it()
    {
        Start("listed", days: 2, isListed: true);
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "LookupEvents" });

        var run = Run("Get-SsmSessionReport -IncludeOrigin -SkipLogStatus");

        Assert.Equal(("listed", null), (Assert.Single(run.Output).Text("SessionId"), run.Output[0].Text("KnownFrom")));
        Assert.StartsWith("The Event history could not be read", run.Output[0].Text("OriginDetail"), StringComparison.Ordinal);
        Assert.Contains(run.Errors, error => $"{error}".Contains("LookupEvents", StringComparison.Ordinal));
        Assert.Contains(run.Warnings, warning => warning.Contains("is not complete", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("-IncludeOrigin", false)]
    public void More_than_thirty_days_need_the_event_history(string option, bool isRefused) =>
        Assert.Equal(isRefused, Run($"Get-SsmSessionReport -Days 31 -SkipLogStatus {option}").Errors.Any(error => $"{error}".Contains("DaysRange", StringComparison.Ordinal)));

    [Theory]
    [InlineData("", "denied, dropped, not connected")]
    [InlineData("-Outcome Denied", "denied, dropped")]
    [InlineData("Failed", "not connected")]
    [InlineData("-Days 30", "denied, not connected")]
    [InlineData("-Owner someone", "")]
    public void Attempts_that_came_to_nothing_are_told(string parameters, string expected)
    {
        Start("started", days: 1, isListed: true);
        Try("denied", "AccessDenied", days: 3);
        Try("dropped", "AccessDeniedException", days: 50);
        Try("not connected", "TargetNotConnected", days: 4);
        Try("athena", "AccessDenied", days: 3, source: "athena.amazonaws.com");

        var run = Run($"Get-SsmSessionAttempt {parameters}").ThrowOnError();

        Assert.Equal(expected, string.Join(", ", run.Output.Select(attempt => attempt.Text("EventId")).Order(StringComparer.Ordinal)));
        Assert.All(run.Output, attempt => Assert.Equal((Node, "192.0.2.36", "jdoe"), (attempt.Text("Target"), attempt.Text("SourceIPAddress"), attempt.Text("UserName"))));
    }

    [Fact]
    public void A_document_that_was_created_is_a_change()
    {
        Run("Set-SsmS3Logging audit-logs").ThrowOnError();

        var changes = Run("Get-SsmLoggingPreferenceChange").ThrowOnError();

        var change = Assert.Single(changes.Output);
        Assert.Equal(("CreateDocument", "1", "sandbox", "127.0.0.1"), (change.Text("Event"), change.Text("DocumentVersion"), change.Text("UserName"), change.Text("SourceIPAddress")));
    }

    [Fact]
    public void Who_changed_preferences_is_told_with_what_and_how_to_go_back()
    {
        Ireland.Documents.Put(Preferences, Documents.ToS3, created: Now.AddDays(-200));
        Run("Set-SsmS3Logging audit-logs -KeyPrefix mine; Set-SsmS3Logging audit-logs -KeyPrefix other").ThrowOnError();

        var changes = Run("Get-SsmLoggingPreferenceChange").ThrowOnError().Output;

        Assert.Equal(
            ["UpdateDocumentDefaultVersion 3", "UpdateDocument 3", "UpdateDocumentDefaultVersion 2", "UpdateDocument 2", "CreateDocument 1"],
            changes.Select(change => $"{change.Text("Event")} {change.Text("DocumentVersion")}"));
        Assert.All(changes.Take(4), change => Assert.Equal("sandbox", change.Text("UserName")));
        Assert.Equal((null, "It is older than CloudTrail's Event history, so who made it is not known."), (changes[4].Text("UserName"), changes[4].Text("Detail")));
        Assert.Contains("-DocumentVersion 2 ", changes[1].Text("UndoCommand"), StringComparison.Ordinal);
        Assert.Contains("mine", $"{((System.Collections.IEnumerable)changes[1].Get("Changes")!).Cast<object>().Single()}", StringComparison.Ordinal);
    }

    private void Start(string id, double days, bool isListed)
    {
        var start = new DateTimeOffset(Now.AddDays(-days).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        if (isListed)
        {
            Ireland.Sessions.Add(new StoredSession { SessionId = id, StartDate = start, EndDate = start.AddMinutes(5), Target = Node, Owner = "arn:aws:iam::111122223333:user/jdoe" });
        }

        Ireland.EventHistory.Put(Record(id, start, "ssm.amazonaws.com", new JsonObject { ["sessionId"] = id }));
    }

    private void Try(string id, string error, double days, string source = "ssm.amazonaws.com")
    {
        var record = Record(id, Now.AddDays(-days), source, answer: null);
        record["errorCode"] = error;
        Ireland.EventHistory.Put(record);
    }

    private static JsonObject Record(string id, DateTimeOffset time, string source, JsonObject? answer) => new()
    {
        ["eventID"] = id,
        ["eventTime"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["eventSource"] = source,
        ["eventName"] = "StartSession",
        ["sourceIPAddress"] = "192.0.2.36",
        ["userAgent"] = "aws-cli/2",
        ["userIdentity"] = new JsonObject
        {
            ["type"] = "IAMUser",
            ["arn"] = "arn:aws:iam::111122223333:user/jdoe",
            ["onBehalfOf"] = new JsonObject { ["userId"] = "u-1" },
            ["sessionContext"] = new JsonObject { ["attributes"] = new JsonObject { ["mfaAuthenticated"] = "true" } },
        },
        ["requestParameters"] = new JsonObject
        {
            ["target"] = Node,
            ["parameters"] = new JsonObject { ["host"] = new JsonArray("db.example.com"), ["portNumber"] = new JsonArray("5432") },
        },
        ["responseElements"] = answer,
    };
}
