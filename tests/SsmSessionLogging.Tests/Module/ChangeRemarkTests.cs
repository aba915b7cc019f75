namespace SsmSessionLogging.Tests.Module;

public sealed class ChangeRemarkTests : ModuleTest
{
    private const string NodeRights = "NodeRightsNotChecked: ";

    // What stands there; what is typed; what the nodes newly need for it, and what they needed before.
    public static TheoryData<string, string, string[], string[]> Needs { get; } = new()
    {
        { "", "Set-SsmS3Logging audit-logs sessions", ["s3:PutObject", "'audit-logs/sessions/*.log'", "s3:GetEncryptionConfiguration on 'audit-logs', or every session is refused"], ["logs:", "kms:"] },
        { "", "Set-SsmS3Logging audit-logs -AllowUnencrypted", ["s3:PutObject", "'audit-logs/*.log'"], ["s3:GetEncryptionConfiguration"] },
        { "", "Set-SsmS3Logging audit-logs-kms", ["kms:GenerateDataKey and kms:Decrypt on the bucket's key"], [] },
        { "s3", "Set-SsmS3Logging audit-logs-us", ["'audit-logs-us/sessions/*.log'", "s3:GetEncryptionConfiguration on 'audit-logs-us'"], [] },
        { "s3", "Set-SsmS3Logging -KeyPrefix new", ["'audit-logs/new/*.log'"], ["s3:GetEncryptionConfiguration"] },
        { "s3", "Set-SsmCloudWatchLogging /session-manager/plain -AllowUnencrypted", ["logs:DescribeLogGroups on '*'", "logs:PutLogEvents", "'/session-manager/plain'"], ["s3:", "refused"] },
        { "cw", "Set-SsmCloudWatchLogging /session-manager/plain -AllowUnencrypted", ["'/session-manager/plain'"], ["logs:DescribeLogGroups"] },
        { "cw", "Set-SsmLoggingPreference -KmsKeyId alias/session-manager", ["kms:Decrypt on the key 'alias/session-manager'", "kms:GenerateDataKey"], ["logs:"] },
        { "", "Set-SsmS3Logging 'audit-logs' '{Region}'", ["'audit-logs/eu-west-1/*.log'"], [] },
    };

    // What stands there, and what asks nothing new of the nodes.
    public static TheoryData<string, string> NoNeeds { get; } = new()
    {
        { "s3", "Set-SsmLoggingPreference -IdleSessionTimeout 30" },
        { "s3", "Set-SsmS3Logging -AllowUnencrypted" },
        { "s3", "Set-SsmS3Logging -KeyPrefix sessions/" },
        { "cw", "Disable-SsmCloudWatchStreaming" },
        { "cw", "Set-SsmCloudWatchLogging -AllowUnencrypted" },
    };

    [Theory]
    [MemberData(nameof(Needs))]
    public void A_new_destination_says_what_the_nodes_newly_need(string present, string command, string[] needed, string[] notNeeded)
    {
        Arrange(present);

        var warning = Assert.Single(Run(command).ThrowOnError().Warnings, warning => warning.StartsWith(NodeRights, StringComparison.Ordinal));

        Assert.All(needed, said => Assert.Contains(said, warning, StringComparison.Ordinal));
        Assert.All(notNeeded, said => Assert.DoesNotContain(said, warning, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(NoNeeds))]
    public void What_asks_nothing_new_of_the_nodes_says_nothing(string present, string command)
    {
        Arrange(present);

        Assert.DoesNotContain(Run(command).ThrowOnError().Warnings, warning => warning.StartsWith(NodeRights, StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_said_once_a_command_with_the_places_and_other_remarks_once_too()
    {
        var run = Run("Set-SsmS3Logging audit-logs '{Region}' -Region eu-west-1, us-east-1; Set-SsmLoggingPreference -RunAsEnabled $true -RunAsDefaultUser me -Region eu-west-1, us-east-1")
            .ThrowOnError();

        var warning = Assert.Single(run.Warnings, warning => warning.StartsWith(NodeRights, StringComparison.Ordinal));
        Assert.Contains("'audit-logs/eu-west-1/*.log' (111122223333, eu-west-1)", warning, StringComparison.Ordinal);
        Assert.Contains("'audit-logs/us-east-1/*.log' (111122223333, us-east-1)", warning, StringComparison.Ordinal);
        Assert.Contains("s3:GetEncryptionConfiguration on 'audit-logs', or every session is refused (111122223333, eu-west-1; 111122223333, us-east-1)", warning, StringComparison.Ordinal);
        Assert.Single(run.Warnings, warning => warning.StartsWith("NodeUsersNotChecked: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_a_rehearsal_speaks_in_the_conditional_and_a_change_that_was_not_made_says_nothing()
    {
        var rehearsal = Run("Set-SsmS3Logging audit-logs -WhatIf").ThrowOnError();
        var refusal = Run("Set-SsmS3Logging audit-logs-dsse");

        Assert.Contains("would newly need", Assert.Single(rehearsal.Warnings, warning => warning.StartsWith(NodeRights, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain(refusal.Warnings, warning => warning.StartsWith(NodeRights, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("s3", "Set-SsmS3Logging audit-logs-us")]
    [InlineData("cw", "Disable-SsmCloudWatchStreaming")]
    [InlineData("s3", "Enable-SsmCloudWatchStreaming /session-manager/encrypted")]
    [InlineData("s3", "Set-SsmLoggingPreference -RunAsEnabled $true -RunAsDefaultUser ssm-user")]
    [InlineData("s3", "Set-SsmLoggingPreference -KmsKeyId alias/session-manager")]
    [InlineData("lost", "Set-SsmLoggingPreference -IdleSessionTimeout 30")]
    [InlineData("yaml", "Set-SsmLoggingPreference -IdleSessionTimeout 30")]
    public void What_is_said_of_a_change_that_was_made_is_not_in_the_conditional(string present, string command)
    {
        Arrange(present);

        var run = Run(command).ThrowOnError();

        Assert.NotEmpty(run.Warnings);
        Assert.All(run.Warnings, warning => Assert.DoesNotContain(" would ", warning, StringComparison.Ordinal));
    }

    // The flag, with and without a group that it means something for.
    [Theory]
    [InlineData("cw", "Disable-SsmCloudWatchLogging -Confirm:$false", "StreamingTurnedOff", false)]
    [InlineData("cw", "Disable-SsmCloudWatchStreaming", "StreamingTurnedOff", true)]
    [InlineData("cw", "Set-SsmCloudWatchLogging", "StreamingTurnedOff", true)]
    [InlineData("stream without group", "Disable-SsmCloudWatchStreaming", "StreamingTurnedOff", false)]
    [InlineData("stream without group", "Set-SsmCloudWatchLogging /session-manager/encrypted", "StreamingTurnedOff", false)]
    [InlineData("stream without group", "Enable-SsmCloudWatchStreaming /session-manager/encrypted", "NotEverythingIsStreamed", true)]
    public void Streaming_is_spoken_of_only_where_there_is_a_group_to_stream_to(string present, string command, string rule, bool isSaid)
    {
        Arrange(present);

        var run = Run(command).ThrowOnError();

        Assert.Equal(isSaid ? 1 : 0, run.Warnings.Count(warning => warning.StartsWith($"{rule}: ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("s3", "Set-SsmLoggingPreference -RunAsEnabled $true -RunAsDefaultUser ssm-user", true)]
    [InlineData("s3", "Set-SsmLoggingPreference -RunAsDefaultUser ssm-user", true)]
    [InlineData("run as ssm-user later", "Set-SsmLoggingPreference -RunAsEnabled $true", true)]
    [InlineData("run as ssm-user", "Set-SsmLoggingPreference -IdleSessionTimeout 30", false)]
    [InlineData("run as ssm-user", "Set-SsmLoggingPreference -RunAsEnabled $false", false)]
    [InlineData("s3", "Set-SsmLoggingPreference -RunAsEnabled $true -RunAsDefaultUser ec2-user", false)]
    public void The_agents_own_user_as_the_default_user_has_a_warning_of_its_own(string present, string command, bool isSaid)
    {
        Arrange(present);

        var warnings = Run(command).ThrowOnError().Warnings.Where(warning => warning.StartsWith("RunAsUserNotOnNewNodes: ", StringComparison.Ordinal)).ToList();

        Assert.Equal(isSaid ? 1 : 0, warnings.Count);
        Assert.All(warnings, warning => Assert.Contains("ssm-user", warning, StringComparison.Ordinal));
    }

    private void Arrange(string present)
    {
        var content = present switch
        {
            "" => null,
            "s3" => Documents.ToS3,
            "cw" => Documents.Streaming,
            "lost" => Documents.ToS3But(("s3BucketName", "no-such-bucket"), ("s3EncryptionEnabled", false), ("cloudWatchLogGroupName", "/no/such")),
            "stream without group" => Documents.ToS3But(("cloudWatchStreamingEnabled", true)),
            "run as ssm-user" => Documents.ToS3But(("runAsEnabled", true), ("runAsDefaultUser", "ssm-user")),
            "run as ssm-user later" => Documents.ToS3But(("runAsDefaultUser", "ssm-user")),
            "yaml" => "schemaVersion: '1.0'\nsessionType: Standard_Stream\ninputs:\n  s3BucketName: audit-logs\n  idleSessionTimeout: '20'\n",
            _ => throw new ArgumentOutOfRangeException(nameof(present), present, "No such document."),
        };
        if (content is not null)
        {
            Put(content, format: present == "yaml" ? "YAML" : "JSON");
        }
    }
}
