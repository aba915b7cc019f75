namespace SsmSessionLogging.Tests.Module;

public sealed class GuardTests : ModuleTest
{
    public static TheoryData<string, string, string, string> Unsafe { get; } = new()
    {
        { "Set-SsmS3Logging no-such-bucket", "SessionsRefused", "BucketMissing", "does not exist" },
        { "Set-SsmS3Logging no-such-bucket -AllowUnencrypted", "LogsLost", "BucketMissing", "lost" },
        { "Set-SsmS3Logging audit-logs-dsse", "SessionsRefused", "BucketEncryptionNotAccepted", "aws:kms:dsse" },
        { "Set-SsmS3Logging audit-logs-plain", "SessionsRefused", "BucketNotEncrypted", "refuses every session" },
        { "Set-SsmCloudWatchLogging /no/such", "SessionsRefused", "LogGroupMissing", "refuses every session" },
        { "Set-SsmCloudWatchLogging /no/such -AllowUnencrypted", "LogsLost", "LogGroupMissing", "lost" },
        { "Enable-SsmCloudWatchStreaming /session-manager/us -AllowUnencrypted", "LogsLost", "LogGroupMissing", "does not exist in eu-west-1" },
        { "Enable-SsmCloudWatchStreaming /session-manager/plain", "SessionsRefused", "LogGroupNotEncrypted", "no KMS key" },
        { "Set-SsmLoggingPreference -KmsKeyId alias/none", "SessionsRefused", "KeyMissing", "does not exist" },
        { "Set-SsmLoggingPreference -KmsKeyId alias/session-manager-disabled", "SessionsRefused", "KeyNotEnabled", "Disabled" },
        { "Set-SsmLoggingPreference -KmsKeyId alias/session-manager-rsa", "SessionsRefused", "KeyNotSymmetric", "symmetric" },
        {
            $"Set-SsmLoggingPreference -KmsKeyId arn:aws:kms:us-east-1:111122223333:key/{Seeds.VirginiaKeyId}",
            "SessionsRefused", "KeyInOtherRegion", "us-east-1"
        },
        { "Set-SsmLoggingPreference -RunAsEnabled $true", "SessionsRefused", "RunAsWithoutUser", "SSMSessionRunAs" },
    };

    public static TheoryData<string> UnsafeCommands => [.. Unsafe.Select(row => row.Data.Item1)];

    [Theory]
    [MemberData(nameof(Unsafe))]
    public void What_would_refuse_sessions_or_lose_logs_is_not_written(string command, string errorId, string rule, string said)
    {
        var error = Run(command).Error;

        Assert.Equal(errorId, error.Id());
        Assert.Equal(ErrorCategory.InvalidOperation, error.CategoryInfo.Category);
        Assert.Contains($"{rule}: ", error.Message());
        Assert.Contains(said, error.Message());
        Assert.Contains("-SkipTargetCheck", error.Advice());
        Assert.Contains("eu-west-1", error.TargetObject.ToString());
        Assert.Empty(Writes);
    }

    [Theory]
    [MemberData(nameof(Unsafe))]
    public void WhatIf_shows_it_instead(string command, string errorId, string rule, string said)
    {
        var run = Run($"{command} -WhatIf").ThrowOnError();

        Assert.Contains($"Would be refused: {errorId}, {rule}: ", run.Screen);
        Assert.Contains(said, run.Screen);
        Assert.Empty(Writes);
    }

    [Theory]
    [MemberData(nameof(UnsafeCommands))]
    public void SkipTargetCheck_writes_it_without_looking_and_the_receipt_says_so(string command)
    {
        var receipt = Run($"{command} -SkipTargetCheck -PassThru").Single;

        Assert.Equal("Changed", receipt.Text("Result"));
        Assert.Equal(true, receipt.Get("TargetCheckSkipped"));
        Assert.All(Sandbox.Calls.All, call => Assert.Contains(call.Service, new[] { "SSM", "STS" }));
    }

    [Theory]
    [InlineData("s3BucketName", "audit-logs-dsse", "BucketEncryptionNotAccepted")]
    [InlineData("cloudWatchLogGroupName", "/no/such", "LogGroupMissing")]
    [InlineData("kmsKeyId", "alias/none", "KeyMissing")]
    [InlineData("runAsEnabled", true, "RunAsWithoutUser")]
    [InlineData("s3EncryptionEnabled", "yes", "FlagNotParsable")]
    [InlineData("cloudWatchStreamingEnabled", "true", "StreamingNotBoolean")]
    public void An_older_problem_that_the_change_does_not_touch_only_warns(string key, object value, string rule)
    {
        Put(Documents.ToS3But((key, System.Text.Json.Nodes.JsonValue.Create(value))));

        var run = Run("Set-SsmLoggingPreference -IdleSessionTimeout 30").ThrowOnError();

        Assert.Contains(run.Warnings, warning => warning.StartsWith($"{rule}: ", StringComparison.Ordinal));
        Assert.Equal(2, Stored()!.DefaultVersion);
    }

    // What people leave in documents: ARNs, addresses, and templates that nobody rendered.
    [Theory]
    [InlineData("s3BucketName", "arn:aws:s3:::audit-logs", "BucketNotAName", "GetBucketEncryption")]
    [InlineData("s3BucketName", "s3://audit-logs/sessions", "BucketNotAName", "GetBucketEncryption")]
    [InlineData("s3BucketName", "${log_bucket}", "BucketNotAName", "GetBucketEncryption")]
    [InlineData("s3BucketName", "<your bucket>", "BucketNotAName", "GetBucketEncryption")]
    [InlineData("s3BucketName", "{{ .Values.bucket }}", "BucketNotAName", "GetBucketEncryption")]
    [InlineData("s3BucketName", "192.168.5.4", "BucketNotAName", "GetBucketEncryption")]
    [InlineData("cloudWatchLogGroupName", "arn:aws:logs:eu-west-1:111122223333:log-group:/session-manager/plain:*", "LogGroupNotAName", "DescribeLogGroups")]
    [InlineData("cloudWatchLogGroupName", "/sessions/${AWS::StackName}", "LogGroupNotAName", "DescribeLogGroups")]
    [InlineData("cloudWatchLogGroupName", "session logs", "LogGroupNotAName", "DescribeLogGroups")]
    [InlineData("kmsKeyId", "arn:aws:kms:eu-west-1:111122223333:${key}", "KmsKeyIdShape", "DescribeKey")]
    [InlineData("kmsKeyId", "session-manager", "KmsKeyIdShape", "DescribeKey")]
    public void What_can_be_no_name_is_not_asked_about_and_freezes_nothing(string key, string value, string rule, string operation)
    {
        Put(Documents.ToS3But((key, value)));

        var run = Run("Set-SsmLoggingPreference -IdleSessionTimeout 30").ThrowOnError();

        Assert.Single(run.Warnings, warning => warning.StartsWith($"{rule}: ", StringComparison.Ordinal) && warning.Contains(value, StringComparison.Ordinal));
        Assert.DoesNotContain(operation, Operations);
        Assert.Equal(2, Stored()!.DefaultVersion);
    }

    [Theory]
    [InlineData("s3BucketName", "arn:aws:s3:::audit-logs", "Set-SsmS3Logging -RequireEncryption", "SessionsRefused")]
    [InlineData("s3BucketName", "arn:aws:s3:::audit-logs", "Set-SsmS3Logging -AllowUnencrypted", "LogsLost")]
    [InlineData("cloudWatchLogGroupName", "session logs", "Set-SsmCloudWatchLogging -RequireEncryption", "SessionsRefused")]
    public void What_can_be_no_name_blocks_a_change_that_relies_on_it(string key, string value, string command, string errorId)
    {
        Put(Documents.ToS3But((key, value), ("s3EncryptionEnabled", command.EndsWith("-AllowUnencrypted", StringComparison.Ordinal))));

        Assert.Equal(errorId, Run(command).ErrorId);
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData("GetBucketEncryption", "BucketNotSeen")]
    [InlineData("DescribeLogGroups", "LogGroupNotSeen")]
    [InlineData("DescribeKey", "KeyNotSeen")]
    public void A_look_that_fails_at_what_the_change_does_not_touch_only_warns(string operation, string rule)
    {
        Put(Documents.ToS3But(("cloudWatchLogGroupName", Seeds.EncryptedLogGroup), ("kmsKeyId", "alias/session-manager")));
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Error, Code = "InvalidRequest", Status = 400, Operation = operation });

        var run = Run("Set-SsmLoggingPreference -IdleSessionTimeout 30").ThrowOnError();

        Assert.Contains(operation, Assert.Single(run.Warnings, warning => warning.StartsWith($"{rule}: ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(2, Stored()!.DefaultVersion);
    }

    [Theory]
    [InlineData(true, "every session is refused")]
    [InlineData(false, "logs are lost")]
    public void A_bucket_of_another_Region_is_said_with_what_private_networks_need(bool required, string consequence)
    {
        var run = Run($"Set-SsmS3Logging {Seeds.VirginiaBucket} {(required ? "-RequireEncryption" : "-AllowUnencrypted")}").ThrowOnError();

        var warning = Assert.Single(run.Warnings, warning => warning.StartsWith("BucketInOtherRegion: ", StringComparison.Ordinal));
        Assert.All(["us-east-1", "eu-west-1", "gateway endpoint", "NAT gateway", "interface endpoint", consequence], said => Assert.Contains(said, warning, StringComparison.Ordinal));
        Assert.NotNull(Stored());
    }

    [Fact]
    public void It_is_said_too_where_the_bucket_may_not_be_looked_at_and_not_where_another_setting_is_changed()
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "GetBucketEncryption", Region = SandboxAccounts.Virginia });

        Assert.Contains(Run($"Set-SsmS3Logging {Seeds.VirginiaBucket}").ThrowOnError().Warnings, warning => warning.StartsWith("BucketInOtherRegion: ", StringComparison.Ordinal));
        Assert.DoesNotContain(
            Run("Set-SsmLoggingPreference -IdleSessionTimeout 30").ThrowOnError().Warnings, warning => warning.StartsWith("BucketInOtherRegion: ", StringComparison.Ordinal));
        Assert.DoesNotContain(
            Run($"Set-SsmS3Logging {Seeds.Bucket}").ThrowOnError().Warnings, warning => warning.StartsWith("BucketInOtherRegion: ", StringComparison.Ordinal));
    }

    [Fact]
    public void An_older_problem_that_the_change_keeps_among_its_settings_blocks()
    {
        Put(Documents.ToS3But(("s3BucketName", "audit-logs-dsse"), ("s3EncryptionEnabled", false)));

        Assert.Equal("SessionsRefused", Run("Set-SsmS3Logging -RequireEncryption").ErrorId);
    }

    [Theory]
    [InlineData("Set-SsmS3Logging audit-logs", "s3:GetEncryptionConfiguration")]
    [InlineData("Set-SsmCloudWatchLogging /session-manager/encrypted", "logs:DescribeLogGroups")]
    [InlineData("Set-SsmLoggingPreference -KmsKeyId alias/session-manager", "kms:DescribeKey")]
    public void What_may_not_be_looked_at_warns_and_names_the_right(string command, string action)
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Action = action });

        var run = Run(command).ThrowOnError();

        Assert.Contains(run.Warnings, warning => warning.Contains($"{action} was denied", StringComparison.Ordinal));
        Assert.NotNull(Stored());
    }

    [Fact]
    public void A_look_that_fails_is_an_error_and_nothing_is_written()
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Error, Code = "InvalidRequest", Status = 400, Operation = "GetBucketEncryption" });

        var error = Run("Set-SsmS3Logging audit-logs").Error;

        Assert.Equal("Refused", error.Id());
        Assert.Contains("GetBucketEncryption", error.Message());
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData("Set-SsmS3Logging audit-logs -RequireEncryption", "s3:GetEncryptionConfiguration")]
    [InlineData("Set-SsmCloudWatchLogging /session-manager/encrypted", "logs:DescribeLogGroups")]
    [InlineData("Set-SsmLoggingPreference -KmsKeyId alias/session-manager", "kms:Decrypt")]
    [InlineData("Set-SsmLoggingPreference -RunAsEnabled $true -RunAsDefaultUser me", "operating system lacks the user")]
    public void What_only_the_nodes_can_try_is_always_said(string command, string said) =>
        Assert.Contains(Run(command).ThrowOnError().Warnings, warning => warning.Contains(said, StringComparison.Ordinal));
}
