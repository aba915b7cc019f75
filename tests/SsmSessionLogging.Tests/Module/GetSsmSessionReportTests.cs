using SessionLogging.Sandbox.Logs;
using SessionLogging.Sandbox.S3;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SsmSessionLogging.Tests.Module;

public sealed class GetSsmSessionReportTests : SessionReportTest
{
    public static TheoryData<string, SessionRules?, SandboxFault?> Weathers
    {
        get
        {
            var rules = new SessionRules { CallsPerSecond = 0 };
            var fault = new SandboxFault { Kind = FaultKind.Error, Operation = "DescribeSessions", Nth = 2, Times = 2 };
            return new()
            {
                { "bounds as documented", rules, null },
                { "both bounds inclusive", rules with { InvokedBeforeIsInclusive = true }, null },
                { "neither bound inclusive", rules with { InvokedAfterIsInclusive = false }, null },
                { "milliseconds", rules with { BoundGrain = BoundGrain.Milliseconds }, null },
                { "milliseconds, neither inclusive", rules with { BoundGrain = BoundGrain.Milliseconds, InvokedAfterIsInclusive = false }, null },
                { "milliseconds, both inclusive", rules with { BoundGrain = BoundGrain.Milliseconds, InvokedBeforeIsInclusive = true }, null },
                { "shuffled", rules with { Order = SessionOrder.Shuffled }, null },
                { "short pages", rules with { LooksPerPage = 90 }, null },
                { "throttled", rules, fault with { Kind = FaultKind.Throttle } },
                { "500", rules, fault },
                { "dropped before", rules, fault with { Kind = FaultKind.Drop } },
                { "dropped after", rules, fault with { Kind = FaultKind.Drop, When = FaultMoment.After } },
                { "dropped in the body", rules, fault with { Kind = FaultKind.Drop, When = FaultMoment.MidBody } },
                { "truncated", rules, fault with { Kind = FaultKind.Truncate } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Weathers))]
    public void The_sessions_are_the_servers_each_once(string weather, SessionRules? rules, SandboxFault? fault)
    {
        Sandbox.Cloud.SessionRules = rules!;
        if (fault is not null)
        {
            Sandbox.Faults.Add(fault);
        }

        var run = Run(Unlimited).ThrowOnError();

        var coverage = run.Output[^1];
        var (after, before) = ((DateTimeOffset)coverage.Get("After")!, (DateTimeOffset)coverage.Get("Before")!);
        var expected = There.Where(session => session.StartDate >= after && session.StartDate < before).Select(session => session.SessionId);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Ids(run).Order(StringComparer.Ordinal));
        Assert.Equal((true, (long)Ids(run).Count), (coverage.Get("Complete"), coverage.Get("Sessions")));
        Assert.True(Ids(run).Count > 1100, weather);
    }

    [Fact]
    public void A_window_is_asked_for_at_the_service_and_taken_exactly()
    {
        var after = TimeProvider.System.GetUtcNow().AddDays(-9);

        var run = Run($"{Report} -SkipLogStatus -After $args[0] -Before $args[1]", after, after.AddDays(2)).ThrowOnError();

        Assert.Equal(
            There.Where(session => session.StartDate >= after && session.StartDate < after.AddDays(2)).Select(session => session.SessionId).Order(StringComparer.Ordinal),
            Ids(run).Order(StringComparer.Ordinal));
        Assert.InRange(run.Output.Count, 1, 300);
        Assert.InRange(Sandbox.Calls.Count("DescribeSessions"), 2, 4);
    }

    [Theory]
    [InlineData("-State Active")]
    [InlineData("-Status Failed")]
    [InlineData("-Status Failed, Connected")]
    [InlineData("-AccessType JustInTime")]
    [InlineData("-Owner jdoe")]
    [InlineData("-Owner *@example.com, root")]
    [InlineData("-Owner Admin")]
    [InlineData("-Owner arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_*")]
    [InlineData("-DocumentName AWS-StartSSH*")]
    public void Filters_take_what_they_say(string filter)
    {
        var now = TimeProvider.System.GetUtcNow();
        Func<StoredSession, bool> takes = filter switch
        {
            "-State Active" => session => IsActive(session, now),
            "-Status Failed" => session => session.Status == "Failed",
            "-Status Failed, Connected" => session => session.Status == "Failed" || (session.Status is null && IsActive(session, now)),
            "-AccessType JustInTime" => session => session.AccessType == "JustInTime",
            "-Owner jdoe" => session => session.Owner!.EndsWith(":user/jdoe", StringComparison.Ordinal),
            "-Owner *@example.com, root" => session => session.Owner!.EndsWith("@example.com", StringComparison.Ordinal) || session.Owner.EndsWith(":root", StringComparison.Ordinal),
            "-Owner Admin" => session => session.Owner!.Contains(":assumed-role/Admin/", StringComparison.Ordinal) || session.Owner.Contains(":assumed-role/AWSReservedSSO_Admin_", StringComparison.Ordinal),
            { } role when role.Contains("aws-reserved", StringComparison.Ordinal) => session => session.Owner!.Contains(":assumed-role/AWSReservedSSO_", StringComparison.Ordinal),
            _ => session => session.DocumentName == "AWS-StartSSHSession",
        };

        var run = Run($"{Report} -SkipLogStatus {filter}").ThrowOnError();

        var oldest = now.AddDays(-30);
        Assert.Equal(There.Where(session => session.StartDate >= oldest && takes(session)).Select(session => session.SessionId).Order(StringComparer.Ordinal), Ids(run).Order(StringComparer.Ordinal));
        Assert.NotEmpty(run.Output);
    }

    [Fact]
    public void A_record_says_who_when_where_and_what_became_of_the_log()
    {
        var there = There.First(session => session is { DocumentName: SessionSeeds.Preferences, EndDate: { } end, Status: null } && end < TimeProvider.System.GetUtcNow().AddHours(-2));

        var record = Run($"{Report} -SessionId {there.SessionId}").Single;

        Assert.Contains("SessionLogging.Sessions.SessionRecord", record.TypeNames);
        Assert.Equal((SandboxAccounts.First.Id, SandboxAccounts.Ireland, there.SessionId, there.Owner, there.Target), (record.Text("AccountId"), record.Text("Region"), record.Text("SessionId"), record.Text("Owner"), record.Text("Target")));
        Assert.Equal(("Terminated", "Standard_Stream", "Expected", "Expected", "Expected"), (record.Text("Status"), record.Text("SessionType"), record.Text("LogStatus"), record.Text("S3LogStatus"), record.Text("CloudWatchLogStatus")));
        Assert.Equal(($"s3://audit-logs/sessions/{there.SessionId}.log", Seeds.PlainLogGroup, there.SessionId), (record.Text("S3Uri"), record.Text("LogGroupName"), record.Text("LogStreamName")));
        Assert.Equal(TimeSpan.Zero, ((DateTimeOffset)record.Get("StartDate")!).Offset);
        Assert.Equal(record.Get("Duration"), (DateTimeOffset)record.Get("EndDate")! - (DateTimeOffset)record.Get("StartDate")!);
        Assert.DoesNotContain("HeadObject", Operations);
    }

    [Fact]
    public void CheckLog_says_Found_exactly_where_a_log_lies()
    {
        var run = Run($"{Report} -CheckLog -Days 20").ThrowOnError();

        var bucket = Sandbox.Cloud.Buckets.Find(Seeds.Bucket)!;
        var streams = Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).LogGroups.Find(Seeds.PlainLogGroup)!.Streams.Select(stream => stream.Name).ToHashSet(StringComparer.Ordinal);
        Assert.All(run.Output, record =>
        {
            var id = record.Text("SessionId")!;
            var text = bucket.Find($"sessions/{id}.log") is { } log ? Encoding.UTF8.GetString(log.Content.ToArray()) : null;
            Assert.Equal(text is { Length: > 0 } and not "unable to generate log data", record.Text("S3LogStatus") == "Found");
            Assert.Equal(text is "" or "unable to generate log data", record.Text("S3LogStatus") == "Empty");
            Assert.Equal(streams.Contains(id), record.Text("CloudWatchLogStatus") == "Found");
            Assert.Equal(text is not null && text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == 2, record.Text("LogDetail")!.Contains("It holds no output", StringComparison.Ordinal));
            if (record.Text("LogDetail")!.Contains("It holds no output", StringComparison.Ordinal))
            {
                Assert.Equal("NotLoggable", record.Text("CloudWatchLogStatus"));
            }

            Assert.Equal(record.Text("LogStatus") == "Unknown", record.Text("UnknownReason") is { Length: > 0 } reason && !reason.Contains(id, StringComparison.Ordinal));
        });
        var statuses = run.Texts("S3LogStatus").ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string?>(["Found", "Empty", "Missing", "NotLoggable", "Unknown", "Pending"], StringComparer.Ordinal), statuses);
        Assert.DoesNotContain("Expected", statuses);
        Assert.Contains(run.Output, record => record.Text("LogDetail")!.Contains("zero bytes", StringComparison.Ordinal));
        Assert.Contains(run.Output, record => record.Text("LogDetail")!.Contains("unable to generate the log", StringComparison.Ordinal));
        Assert.Contains(run.Output, record => record.Text("LogDetail")!.Contains("It holds no output", StringComparison.Ordinal));
        var small = run.Output.Count(record => bucket.Find($"sessions/{record.Text("SessionId")}.log") is { Content.Length: > 0 and <= 1024 });
        Assert.Equal(small, Operations.Count(operation => operation == "GetObject"));
        Assert.InRange(Sandbox.Calls.All.Count - small, 1, 120);
    }

    [Fact]
    public void CheckLog_calls_nothing_missing_where_looking_is_denied()
    {
        foreach (var operation in new[] { "HeadObject", "ListObjectsV2", "DescribeLogStreams" })
        {
            Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = operation });
        }

        var run = Run($"{Report} -CheckLog -Days 3").ThrowOnError();

        Assert.DoesNotContain("Missing", run.Texts("S3LogStatus").Concat(run.Texts("CloudWatchLogStatus")));
        Assert.Contains(run.Output, record => record.Text("LogDetail")!.Contains("s3:GetObject", StringComparison.Ordinal));
    }

    [Fact]
    public void SkipLogStatus_asks_for_nothing_but_sessions()
    {
        var run = Run($"{Report} -SkipLogStatus -Days 2").ThrowOnError();

        Assert.All(run.Output, record => Assert.Null(record.Get("LogStatus")));
        Assert.Equal(["DescribeSessions", "GetCallerIdentity"], Operations.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ResolveTarget_names_the_nodes_with_one_listing()
    {
        var run = Run($"{Report} -SkipLogStatus -ResolveTarget").ThrowOnError();

        Assert.Contains(run.Output, record => record.Text("TargetName") is { Length: > 0 } && record.Text("Platform") is { Length: > 0 });
        Assert.All(run.Output.Where(record => record.Text("Target") == "i-1a2b3c4d"), record => Assert.Null(record.Get("TargetName")));
        Assert.InRange(Sandbox.Calls.Count("DescribeInstanceInformation"), 2, 2);
    }

    [Fact]
    public void Targets_that_cannot_be_resolved_stay_empty_with_one_warning()
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "DescribeInstanceInformation" });

        var run = Run($"{Report} -SkipLogStatus -ResolveTarget -Days 5").ThrowOnError();

        Assert.Contains("ssm:DescribeInstanceInformation", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.NotEmpty(run.Output);
        Assert.All(run.Output, record => Assert.Null(record.Get("TargetName")));
    }

    [Theory]
    [InlineData("-After 2001-01-01", "WindowTooOld")]
    [InlineData("-After 2999-01-01", "WindowInFuture")]
    [InlineData("-After 2024-10-02 -Before 2024-10-01", "WindowEmpty")]
    [InlineData("-TimeZone Middle/Earth", "TimeZoneUnknown")]
    [InlineData("-CheckLog -SkipLogStatus", "LogStatusContradiction")]
    [InlineData("-Days 91", "ParameterArgumentValidationError")]
    [InlineData("-Days 31", "DaysRange")]
    [InlineData("-Path ./no-such-file.jsonl", "FileNotFound")]
    [InlineData("-Region *.example", "RegionInvalid")]
    public void What_cannot_be_asked_is_refused_before_any_call(string parameters, string error)
    {
        Assert.Equal(error, Run($"Get-SsmSessionReport {parameters}").ErrorId);
        Assert.Empty(Sandbox.Calls.All);
    }

    [Fact]
    public void Verbose_says_what_a_Region_took_and_progress_how_far_it_is()
    {
        var run = Run($"{Report} -SkipLogStatus -Verbose").ThrowOnError();

        Assert.Contains(run.Verbose, line => line.StartsWith("111122223333 eu-west-1: ", StringComparison.Ordinal) && line.Contains("calls", StringComparison.Ordinal) && line.EndsWith(" s", StringComparison.Ordinal));
        Assert.Contains(run.Progress, record => record.Activity == "Sessions in 111122223333 eu-west-1" && record.StatusDescription.Contains("days", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_during_a_held_call_returns_and_closes_the_connection()
    {
        var fault = Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, Operation = "DescribeSessions", Nth = 3 });
        using var powerShell = Session.Start(Report);
        var running = powerShell.InvokeAsync();
        await Sandbox.Faults.WaitUntilHeldAsync(fault, Cancel);

        await powerShell.StopAsync(callback: null, state: null);

        await Assert.ThrowsAsync<PipelineStoppedException>(() => running);
        while (!Sandbox.Calls.All.Any(call => call.AbortedByClient))
        {
            await Task.Delay(10, Cancel);
        }
    }

    [Fact]
    public void A_later_command_that_has_enough_stops_the_calls()
    {
        Run($"foreach ($once in 1) {{ {Report} -SkipLogStatus | ForEach-Object {{ $_; break }} }}").ThrowOnError();

        Assert.InRange(Sandbox.Calls.Count("DescribeSessions"), 1, 40);
    }

    [Fact]
    public void A_session_that_runs_is_given_whenever_it_started_unless_a_window_is_asked_for()
    {
        var started = TimeProvider.System.GetUtcNow().AddDays(-45);
        Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Sessions.Add(new StoredSession { SessionId = "tunnel-0", StartDate = started, Target = "i-1" });

        Assert.Contains("tunnel-0", Ids(Run($"{Report} -SkipLogStatus -State Active -Days 1").ThrowOnError()));
        Assert.Contains("tunnel-0", Ids(Run($"{Report} -SkipLogStatus").ThrowOnError()));
        Assert.DoesNotContain("tunnel-0", Ids(Run($"{Report} -SkipLogStatus -After $args[0]", TimeProvider.System.GetUtcNow().AddDays(-3)).ThrowOnError()));
    }

    private static bool IsActive(StoredSession session, DateTimeOffset now) => session.EndDate is { } end ? end > now : session.Status is not ("Terminated" or "Failed");
}
