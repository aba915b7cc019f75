using SessionLogging.Audits;
using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Sessions.Reading;
using SessionLogging.Tests.Preferences.Editing;

namespace SessionLogging.Tests.Audits;

public sealed class PreferenceAuditTests : IDisposable
{
    private const string Healthy =
        """
        {
          "schemaVersion": "1.0",
          "sessionType": "Standard_Stream",
          "inputs": {
            "s3BucketName": "audit-logs",
            "s3EncryptionEnabled": true,
            "cloudWatchLogGroupName": "/sessions",
            "cloudWatchEncryptionEnabled": true,
            "cloudWatchStreamingEnabled": true,
            "idleSessionTimeout": "15",
            "maxSessionDuration": "480"
          }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("audit").FullName;

    public static TheoryData<string, string, string, int> Broken { get; } = new()
    {
        { "\"audit-logs\"", "\"arn:aws:s3:::audit-logs\"", "BucketNotAName", 5 },
        { "\"s3EncryptionEnabled\": true", "\"s3EncryptionEnabled\": \"yes\"", "FlagNotParsable", 6 },
        { "\"/sessions\"", "\"arn:aws:logs:eu-west-1:111122223333:log-group:/sessions:*\"", "LogGroupNameIsArn", 7 },
        { "\"cloudWatchStreamingEnabled\": true", "\"cloudWatchStreamingEnabled\": \"true\"", "StreamingNotBoolean", 9 },
        { "\"cloudWatchStreamingEnabled\": true", "\"cloudWatchStreamingEnabled\": false", "LoggedAtEndOnly", 9 },
        { "\"15\"", "15", "NumberWhereString", 10 },
        { "\"15\"", "\"16\"", "IdleTimeoutLong", 10 },
        { "\"480\"", "\"1500\"", "MaxSessionDurationRange", 11 },
        { "\"480\"", "\"480\",\n\"maxSessionDuraton\": \"1\"", "UnknownKey", 12 },
        { "\"Standard_Stream\"", "\"Port\"", "NotPreferences", 3 },
        { "\"1.0\"", "\"2.2\"", "SchemaVersionNotKnown", 2 },
        { "\"inputs\"", "\"Inputs\"", "LoggedNowhere", 1 },
        { "\"idleSessionTimeout\": \"15\",", "", "MissingIdleTimeout", 4 },
        { "\"480\"", "\"480\",\n\"kmsKeyId\": \"alias/none\"", "ChannelKeyAsks", 12 },
        { "\"480\"", "\"480\",\n\"runAsEnabled\": true,\n\"runAsDefaultUser\": \"ssm-user\"", "RunAsUserIsAgents", 13 },
        { "\"480\"", "\"480\",\n\"shellProfile\": {\n\"linux\": \"date\" }", "ShellProfileShows", 13 },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_file_is_judged_by_the_same_rules_and_the_finding_says_its_line(string healthy, string broken, string rule, int line)
    {
        var path = Write(Healthy.Replace(healthy, broken, StringComparison.Ordinal));

        var finding = PreferenceAudit.OfFile(path).First(found => found.RuleId == rule);

        Assert.True(finding.Status is FindingStatus.Fail or FindingStatus.Warning, $"{finding.Status}: {finding}");
        Assert.Equal((path, line), (finding.Path, finding.Line));
        Assert.DoesNotContain(PreferenceAudit.OfFile(Write(Healthy)), found => found.RuleId == rule && found.Status is FindingStatus.Fail or FindingStatus.Warning);
    }

    [Fact]
    public void The_name_of_a_file_says_where_its_document_belongs()
    {
        var finding = PreferenceAudit.OfFile(Write(Healthy, "111122223333_eu-west-1_Own-Document.json"))[0];

        Assert.Equal(("111122223333", "eu-west-1", "Own-Document"), (finding.AccountId, finding.Region, finding.DocumentName));
    }

    [Fact]
    public void What_lies_in_an_account_is_unknown_of_a_file_and_never_a_pass()
    {
        var findings = PreferenceAudit.OfFile(Write(Healthy.Replace("\"maxSessionDuration\": \"480\"", "\"kmsKeyId\": \"alias/k\"", StringComparison.Ordinal)));

        var ofThings = findings.Where(finding => RuleCatalog.Find(finding.RuleId) is { Permissions.Count: > 0 }).ToList();
        Assert.Superset(
            new HashSet<string> { "BucketMissing", "BucketNotSeen", "LogGroupMissing", "LogGroupNotEncrypted", "KeyMissing", "KeyNotEnabled", "NoMaxDurationForJustInTime" },
            ofThings.Select(finding => finding.RuleId).ToHashSet());
        Assert.All(ofThings, finding => Assert.Equal(FindingStatus.Unknown, finding.Status));
    }

    [Fact]
    public void An_answer_of_GetDocument_is_taken_for_the_document_in_it()
    {
        var path = Write(System.Text.Json.JsonSerializer.Serialize(new { Name = "x", Content = "{\"sessionType\":\"Standard_Stream\",\"inputs\":{}}" }, new System.Text.Json.JsonSerializerOptions { WriteIndented = true }));

        Assert.Equal(3, PreferenceAudit.OfFile(path).First(finding => finding.RuleId == "LoggedNowhere").Line);
    }

    [Theory]
    [InlineData("""{"name":"a package","version":"1.0"}""")]
    [InlineData("""{"schemaVersion":"2.2","mainSteps":[]}""")]
    public void A_file_that_is_something_else_is_refused(string content) =>
        Assert.Equal("SourceNotSessionDocument", Assert.Throws<PreferenceRuleException>(() => PreferenceAudit.OfFile(Write(content))).Rule);

    [Fact]
    public void What_is_broken_comes_first_and_the_worst_of_it_before_the_rest()
    {
        var findings = PreferenceAudit.OfText("""{"sessionType":"Standard_Stream","inputs":{"runAsEnabled":"yes","idleSessionTimeout":20}}""");

        var order = new[] { FindingStatus.Fail, FindingStatus.Warning, FindingStatus.Unknown, FindingStatus.Pass };
        Assert.Equal(findings.OrderBy(finding => Array.IndexOf(order, finding.Status)).ThenByDescending(finding => finding.Severity), findings);
        Assert.Equal("FlagNotParsable", findings[0].RuleId);
        Assert.All(order, status => Assert.Contains(findings, finding => finding.Status == status));
    }

    [Fact]
    public async Task A_command_mends_in_the_account_it_was_found_in_and_starts_from_the_version_it_was_found_in()
    {
        var target = Edits.Target with { ConnectionArguments = " -ProfileName 'a''b'", CliArguments = null, DocumentName = "Own" };
        var preference = LoggingPreference.From(
            PreferenceDocument.Parse("""{"sessionType":"Standard_Stream","inputs":{"s3BucketName":"logs","s3EncryptionEnabled":"yes"}}"""), target.AccountId, target.Region, "Own", "3", "2", owner: null, createdDate: null, latestVersion: "3");

        var findings = await PreferenceAudit.LookAsync(account: null, target, preference, new AuditOptions(), TestContext.Current.CancellationToken);

        Assert.Equal(
            "Set-SsmS3Logging -RequireEncryption -BaseVersion Latest -DocumentName Own -Region eu-west-1 -ProfileName 'a''b'",
            findings.First(finding => finding.RuleId == "FlagNotParsable").Remediation);
        Assert.All(findings, finding => Assert.Equal(("Own", "3"), (finding.DocumentName, finding.DocumentVersion)));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(0, false)]
    public async Task Sessions_of_just_in_time_access_are_looked_for_beyond_empty_pages(int emptyPages, bool isThere)
    {
        var history = new PagedHistory(emptyPages, isThere);

        var look = await JustInTimeSessions.LookAsync(history, new CallLimiter(0), TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.Equal(isThere, look.Facts.Found is not null);
        Assert.All(history.Queries, query => Assert.Equal("JustInTime", query.Filters["AccessType"]));
        Assert.Equal(isThere ? [SessionState.Active] : [SessionState.Active, SessionState.History], history.Queries.Select(query => query.State).Distinct());
    }

    [Fact]
    public async Task A_list_of_sessions_that_never_ends_is_given_up() =>
        await Assert.ThrowsAsync<AwsCallException>(() =>
            JustInTimeSessions.LookAsync(new PagedHistory(int.MaxValue, isThere: false), new CallLimiter(0), TimeProvider.System, TestContext.Current.CancellationToken));

    private string Write(string content, string name = "document.json")
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Gives pages without a session, then one with or without.</summary>
    private sealed class PagedHistory(int emptyPages, bool isThere) : ISessionHistory
    {
        public List<SessionQuery> Queries { get; } = [];

        public Task<SessionPage> DescribeAsync(SessionQuery query, string? nextToken, CancellationToken cancellationToken)
        {
            Queries.Add(query);
            var page = int.Parse(nextToken ?? "0", System.Globalization.CultureInfo.InvariantCulture);
            return Task.FromResult(page < emptyPages
                ? new SessionPage([], (page + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))
                : new SessionPage(isThere ? [new Session { SessionId = "jdoe-1", AccessType = "JustInTime" }] : [], NextToken: null));
        }
    }
}
