using SessionLogging.Sandbox.AgentLogs;
using SessionLogging.Sandbox.Logs;
using SessionLogging.Sandbox.S3;
using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.Ssm.Sessions;
using SessionLogging.Sandbox.State;

namespace SsmSessionLogging.Tests.Module;

/// <summary>Logs where they lie, as a person asks for them.</summary>
public sealed class StoredSessionLogTests : ModuleTest
{
    private const string Id = "jdoe-0123456789abcdef0";
    private const string Key = $"sessions/{Id}.log";

    private static readonly AgentLog Agent = new(Id, "i-02573cafcfEXAMPLE", "arn:aws:sts::111122223333:assumed-role/Ops/jdoe", SandboxAccounts.Ireland);

    private static readonly byte[] Output = Encoding.UTF8.GetBytes("sh-5.2$ whoami\r\nssm-user\r\nsh-5.2$ exit\r\n");

    protected override SandboxOptions Options => new() { SessionRules = new SessionRules { CallsPerSecond = 0 } };

    private RegionState Ireland => Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland);

    private byte[] Replayed => Agent.Replayed(Output, Ireland.Clock.GetUtcNow().AddDays(-1));

    [Fact]
    public void A_session_is_read_by_its_id_and_the_object_is_asked_for_once()
    {
        Arrange(Seeds.Bucket);

        var run = Run($"Get-SsmSessionLog -SessionId {Id}").ThrowOnError();

        Assert.Equal(["sh-5.2$ whoami", "ssm-user", "sh-5.2$ exit"], run.Output.Select(line => line.Text("Text")));
        Assert.All(run.Output, line => Assert.Equal((Id, $"s3://{Seeds.Bucket}/{Key}"), (line.Text("SessionId"), line.Text("Source"))));
        Assert.Single(Operations, "GetObject");
        Assert.DoesNotContain("HeadObject", Operations);
    }

    [Fact]
    public void Piped_sessions_that_say_where_the_log_lies_cost_one_call_each()
    {
        Arrange(Seeds.Bucket);
        Run("$sessions = Get-SsmSessionReport").ThrowOnError();
        Sandbox.Calls.Clear();

        Assert.Equal(3, Run("$sessions | Get-SsmSessionLog").ThrowOnError().Output.Count);

        Assert.Equal(["GetObject"], Operations.Where(operation => operation != "GetCallerIdentity"));
    }

    [Fact]
    public void Streams_are_read_at_the_pace_that_their_quota_allows()
    {
        var group = Ireland.LogGroups.Find(Seeds.PlainLogGroup)!;
        for (var number = 0; number < 20; number++)
        {
            group.Stream($"jdoe-{number:00}").Add(Ireland.Clock.GetUtcNow(), Agent.Event(Ireland.Clock.GetUtcNow(), ["sh-5.2$ date"]));
        }

        var run = Run($"0..19 | ForEach-Object {{ [SessionLogging.Sessions.SessionRecord]@{{ AccountId = '111122223333'; Region = 'eu-west-1'; SessionId = 'jdoe-{{0:00}}' -f $_; LogStatus = 'Expected'; S3LogStatus = 'NotConfigured'; CloudWatchLogStatus = 'Expected'; LogGroupName = '{Seeds.PlainLogGroup}'; LogStreamName = 'jdoe-{{0:00}}' -f $_ }} }} | Get-SsmSessionLog").ThrowOnError();

        Assert.Equal(20, run.Output.Count);
        Assert.Equal(40, Sandbox.Calls.Count("GetLogEvents"));
        Assert.DoesNotContain(Sandbox.Calls.All, call => call.ErrorCode == "ThrottlingException");
    }

    /// <summary>Through files, jobs and other modules sessions become mere properties; a Region that they lack is given.</summary>
    [Theory]
    [InlineData("[pscustomobject]@{ SessionId = $args[0]; AccountId = '111122223333'; Region = 'eu-west-1'; S3Uri = \"s3://audit-logs/sessions/$($args[0]).log\" }", "")]
    [InlineData("[pscustomobject]@{ SessionId = $args[0]; Region = 'eu-west-1'; StartDate = [datetime]::UtcNow.AddDays(-1); EndDate = [datetime]::UtcNow.AddHours(-22); Status = 'Terminated' }", "")]
    [InlineData("[pscustomobject]@{ SessionId = $args[0]; StartDate = [datetime]::UtcNow.AddDays(-1); EndDate = [datetime]::UtcNow.AddHours(-22); Status = 'Terminated' }", "-Region eu-west-1")]
    public void Sessions_of_elsewhere_are_read_as_well(string session, string parameters)
    {
        Arrange(Seeds.Bucket);

        Assert.Equal(3, Run($"{session} | Get-SsmSessionLog {parameters}", Id).ThrowOnError().Output.Count);
    }

    [Fact]
    public void Only_what_was_streamed_has_times_and_is_read_from_either_end()
    {
        Arrange(Seeds.Bucket);
        Stream(300);

        var streamed = Run($"Get-SsmSessionLog -SessionId {Id} -Source CloudWatch").ThrowOnError().Output;
        var end = Run($"Get-SsmSessionLog -SessionId {Id} -From CloudWatch -Tail 2").ThrowOnError().Output;
        var beginning = Run($"Get-SsmSessionLog -SessionId {Id} -Source CloudWatch -First 1").ThrowOnError().Output;

        Assert.Equal((600, "ssm-user"), (streamed.Count, streamed[0].Text("RunAsUser")));
        Assert.All(streamed, line => Assert.NotNull(line.Get("Time")));
        Assert.Equal([("$ 299", "0"), ("line 299", "0")], end.Select(line => (line.Text("Text")!, line.Text("LineNumber")!)));
        Assert.Equal("$ 0", Assert.Single(beginning).Text("Text"));
    }

    [Fact]
    public void Bytes_are_given_as_they_lie_there()
    {
        Arrange(Seeds.Bucket);

        var block = Assert.Single(Run($"Get-SsmSessionLog -SessionId {Id} -AsByteStream").ThrowOnError().Output);

        Assert.Equal(Ireland.Account.Cloud.Buckets.Find(Seeds.Bucket)!.Find(Key)!.Content.ToArray(), Assert.IsType<byte[]>(block.BaseObject));
    }

    [Fact]
    public void An_archive_is_read_with_its_own_identity_and_sessions_with_the_other()
    {
        Arrange(Seeds.OtherAccountBucket);

        Assert.Equal("LogDenied", Run($"Get-SsmSessionLog -SessionId {Id}").ErrorId);
        Sandbox.Calls.Clear();
        var archive = $"-LogRoleArn arn:aws:iam::{SandboxAccounts.Second.Id}:role/{Seeds.AuditRole}";
        Assert.Equal(3, Run($"Get-SsmSessionLog -SessionId {Id} {archive}").ThrowOnError().Output.Count);

        Assert.Equal(SandboxAccounts.Second.Id, Assert.Single(Sandbox.Calls.All, call => call.Operation == "GetObject").Account);
        Assert.All(Sandbox.Calls.All.Where(call => call.Service == "SSM"), call => Assert.Equal(SandboxAccounts.First.Id, call.Account));
        Assert.Equal("Unknown", Assert.Single(Run("Get-SsmSessionReport -CheckLog").ThrowOnError().Output).Text("LogStatus"));
        Assert.Equal("Found", Assert.Single(Run($"Get-SsmSessionReport -CheckLog {archive}").ThrowOnError().Output).Text("LogStatus"));
    }

    [Fact]
    public void The_role_of_an_archive_may_be_one_of_each_account()
    {
        Arrange(Seeds.Bucket);

        Assert.Equal(3, Run($"Get-SsmSessionReport | Get-SsmSessionLog -LogRoleArn 'arn:aws:iam::{{AccountId}}:role/{Seeds.AuditRole}'").ThrowOnError().Output.Count);

        Assert.Contains("assumed-role/Audit", Assert.Single(Sandbox.Calls.All, call => call.Operation == "GetObject").Caller!, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_groups_that_were_copied_into_an_archive_are_found_there()
    {
        Arrange("", Seeds.PlainLogGroup);
        var archive = Sandbox.Account(SandboxAccounts.Second.Id).Region(SandboxAccounts.Virginia);
        archive.LogGroups.Add(Seeds.PlainLogGroup).Stream($"{Id}_{SandboxAccounts.First.Id}_eu-west-1").Add(archive.Clock.GetUtcNow(), Agent.Event(archive.Clock.GetUtcNow(), ["copied"]));
        var parameters = $"-LogRoleArn arn:aws:iam::{SandboxAccounts.Second.Id}:role/{Seeds.AuditRole} -LogRegion us-east-1";

        Assert.Equal("copied", Assert.Single(Run($"Get-SsmSessionLog -SessionId {Id} {parameters}").ThrowOnError().Output).Text("Text"));
        Assert.Equal("Found", Assert.Single(Run($"Get-SsmSessionReport -CheckLog {parameters}").ThrowOnError().Output).Text("LogStatus"));
    }

    [Fact]
    public void A_log_that_is_not_there_says_what_was_tried_and_why()
    {
        Arrange(Seeds.Bucket, Seeds.PlainLogGroup);
        Ireland.Account.Cloud.Buckets.Find(Seeds.Bucket)!.Put(Key, []);

        var run = Run($"Get-SsmSessionLog -SessionId {Id}");

        Assert.Equal("LogNotFound", run.ErrorId);
        var error = Assert.Single(run.Errors);
        Assert.Equal(Id, error.TargetObject);
        Assert.Contains($"s3://{Seeds.Bucket}/{Key}: it has zero bytes. {Seeds.PlainLogGroup}:{Id}: it is not there.", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("ipcTempFile.log", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_nobody_remembers_is_one_error()
    {
        var run = Run("Get-SsmSessionLog -SessionId nobody-0");

        Assert.Equal("SessionNotFound", run.ErrorId);
        Assert.Equal("nobody-0", Assert.Single(run.Errors).TargetObject);
    }

    [Fact]
    public void What_a_policy_masks_is_said()
    {
        Arrange("", Seeds.PlainLogGroup);
        var group = Ireland.LogGroups.Find(Seeds.PlainLogGroup)!;
        group.DataProtectionStatus = "ACTIVATED";
        group.Stream(Id).Add(Ireland.Clock.GetUtcNow(), Agent.Event(Ireland.Clock.GetUtcNow(), ["password *********"]));

        var run = Run($"Get-SsmSessionLog -SessionId {Id}").ThrowOnError();

        Assert.Contains("masks what is read", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Sessions_that_run_are_followed_together_each_line_with_its_session()
    {
        var clock = Ireland.Clock.GetUtcNow();
        Arrange("", Seeds.PlainLogGroup);
        foreach (var id in new[] { "alice-0123456789abcdef0", "bob-0123456789abcdef0" })
        {
            Ireland.Sessions.Add(new StoredSession { SessionId = id, Target = Agent.Target, Owner = Agent.Owner, StartDate = clock.AddMinutes(-5), Status = "Connected", DocumentName = Preferences });
            Ireland.LogGroups.Find(Seeds.PlainLogGroup)!.Stream(id).Add(clock.AddMinutes(-1), (Agent with { SessionId = id }).Event(clock.AddMinutes(-1), ["one", "two"]));
        }

        var run = Run("Get-SsmSessionReport -State Active | Get-SsmSessionLog -Follow -Timeout 1").ThrowOnError();
        var end = Run("Get-SsmSessionLog -SessionId bob-0123456789abcdef0 -Wait -Tail 1 -Timeout 1").ThrowOnError();

        Assert.Equal(
            ["alice-0123456789abcdef0 one", "alice-0123456789abcdef0 two", "bob-0123456789abcdef0 one", "bob-0123456789abcdef0 two"],
            run.Output.Select(line => $"{line.Text("SessionId")} {line.Text("Text")}").Order());
        Assert.Equal("two", Assert.Single(end.Output).Text("Text"));
        Assert.DoesNotContain("GetLogEvents", Operations);
    }

    [Fact]
    public void What_is_not_streamed_cannot_be_followed()
    {
        Arrange(Seeds.Bucket);

        var error = Run($"Get-SsmSessionLog -SessionId {Id} -Follow -Timeout 1").Error;

        Assert.Equal("LogNotFound", error.Id());
        Assert.Contains("Enable-SsmCloudWatchStreaming", error.Advice(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-AsEvent -Tail 2", "EventsAreWhole", "AsEvent")]
    [InlineData("-AsEvent -First 2", "EventsAreWhole", "AsEvent")]
    [InlineData("-AsByteStream -AsEvent", "BytesAreWhole", "AsByteStream")]
    [InlineData("-AsByteStream -Width 80", "BytesAreWhole", "AsByteStream")]
    [InlineData("-First 1 -Tail 1", "FirstOrTail", "First")]
    [InlineData("-Follow -AsTranscript", "FollowIsOfLines", "Follow")]
    [InlineData("-Follow -Source S3", "FollowIsOfLines", "Follow")]
    [InlineData("-Timeout 5", "FollowIsOfLines", "Timeout")]
    [InlineData("-LogRegion us-*", "RegionInvalid", null)]
    [InlineData("-LogRoleArn Audit", "RoleArnInvalid", null)]
    public void What_contradicts_itself_is_refused_before_anything_is_asked(string options, string id, string? subject)
    {
        var run = Run($"Get-SsmSessionLog -SessionId {Id} {options}");

        Assert.Equal(id, run.ErrorId);
        Assert.True(subject is null || Equals(Assert.Single(run.Errors).TargetObject, subject));
        Assert.DoesNotContain("PreferenceRuleException", Assert.Single(run.Errors).Exception.GetType().Name, StringComparison.Ordinal);
        Assert.Empty(Operations);
    }

    [Fact]
    public void Who_looks_for_logs_needs_something_to_look_for()
    {
        Assert.Equal("LogIdentityUnused", Run($"Get-SsmSessionReport -LogRoleArn arn:aws:iam::{SandboxAccounts.Second.Id}:role/{Seeds.AuditRole}").ErrorId);
        Assert.Empty(Operations);
    }

    private void Arrange(string bucket, string logGroup = "")
    {
        var now = Ireland.Clock.GetUtcNow();
        Ireland.Documents.Put(
            Preferences,
            $$"""
            {"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"s3BucketName":"{{bucket}}","s3KeyPrefix":"sessions","s3EncryptionEnabled":false,"cloudWatchLogGroupName":"{{logGroup}}","cloudWatchEncryptionEnabled":false,"cloudWatchStreamingEnabled":true} }
            """,
            created: now.AddDays(-60));
        Ireland.Sessions.Add(new StoredSession { SessionId = Id, Target = Agent.Target, Owner = Agent.Owner, StartDate = now.AddDays(-1), EndDate = now.AddHours(-22), DocumentName = Preferences });
        if (bucket.Length > 0)
        {
            Ireland.Account.Cloud.Buckets.Find(bucket)!.Put(Key, Replayed);
        }
    }

    private void Stream(int events)
    {
        Ireland.Documents.Put(
            Preferences,
            $$"""
            {"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"s3BucketName":"audit-logs","s3KeyPrefix":"sessions","s3EncryptionEnabled":false,"cloudWatchLogGroupName":"{{Seeds.PlainLogGroup}}","cloudWatchEncryptionEnabled":false,"cloudWatchStreamingEnabled":true} }
            """,
            created: Ireland.Clock.GetUtcNow().AddDays(-50));
        var start = Ireland.Clock.GetUtcNow().AddDays(-1);
        for (var i = 0; i < events; i++)
        {
            Ireland.LogGroups.Find(Seeds.PlainLogGroup)!.Stream(Id).Add(start.AddSeconds(i), Agent.Event(start.AddSeconds(i), [$"$ {i}", $"line {i}"]));
        }
    }
}
