using SessionLogging.Sandbox.Ssm.Sessions;

namespace SsmSessionLogging.Tests.Module;

/// <summary>What a person who presses Tab gets.</summary>
public sealed class CompletionTests : ModuleTest
{
    private string Keys =>
        $"-AccessKey {SandboxAccounts.First.AccessKeyId} -SecretKey {SandboxAccounts.First.SecretAccessKey} -EndpointUrl {Sandbox.Url}";

    [Theory]
    [InlineData("Get-SsmLoggingPreference -Region eu-west-", "eu-west-1", "eu-west-2", "eu-west-3")]
    [InlineData("Get-SsmLoggingPreference -Region us-east-1, eu-west-", "eu-west-1", "eu-west-2", "eu-west-3")]
    [InlineData("Get-SsmLoggingPreference -Region 'eu-west-", "eu-west-1", "eu-west-2", "eu-west-3")]
    [InlineData("Set-SsmS3Logging KEYS -BucketName audit-logs-", "audit-logs-dsse", "audit-logs-kms", "audit-logs-plain", "audit-logs-us")]
    [InlineData("Set-SsmS3Logging KEYS -BucketName \"AUDIT-logs-k", "audit-logs-kms")]
    [InlineData("Set-SsmCloudWatchLogging KEYS -LogGroupName /session", "/session-manager/encrypted", "/session-manager/plain")]
    [InlineData("Enable-SsmCloudWatchStreaming KEYS -Region us-east-1 -LogGroupName /", "/session-manager/us")]
    [InlineData("Set-SsmLoggingPreference KEYS -KmsKeyId alias/session-manager-", "alias/session-manager-disabled", "alias/session-manager-rsa")]
    [InlineData("Get-SsmLoggingPreference KEYS -DocumentVersion ", "11", "10", "9", "8", "7", "6", "5", "4", "3", "2", "1")]
    [InlineData("Get-SsmLoggingPreference KEYS -DocumentName Shared-Nowhere -DocumentVersion ")]
    [InlineData("Register-SsmSessionAction KEYS ops -TopicArn session-activity-o", "arn:aws:sns:eu-west-1:111122223333:session-activity-open-key")]
    [InlineData("Register-SsmSessionAction KEYS ops -TopicArn arn:aws:sns:eu-west-1:111122223333:session-activity-c", "arn:aws:sns:eu-west-1:111122223333:session-activity-closed-key")]
    [InlineData("Register-SsmSessionAction KEYS ops -TopicArn session-activity.f")]
    [InlineData("Register-SsmSessionAction KEYS ops -FunctionArn on-", "arn:aws:lambda:eu-west-1:111122223333:function:on-session")]
    public void The_names_come_from_the_account(string line, params string[] expected)
    {
        foreach (var prefix in Enumerable.Range(1, 11))
        {
            Put(Documents.ToS3But(("s3KeyPrefix", $"p{prefix}")));
        }

        Assert.Equal(expected, Complete(line));
    }

    [Fact]
    public void Profiles_come_from_the_file_that_is_given()
    {
        using var file = new CredentialsFile("[audit]\naws_access_key_id = a\naws_secret_access_key = b\n[auto]\naws_access_key_id = a\naws_secret_access_key = b\n[other]\naws_access_key_id = a\naws_secret_access_key = b\n");

        Assert.Equal(["audit", "auto"], Complete($"Get-SsmLoggingPreference -ProfileLocation '{file.Path}' -ProfileName au"));
    }

    [Theory]
    [InlineData("Get-SsmSessionReport -Owner jdoe-s", "jdoe-seen")]
    [InlineData("Get-SsmSessionReport -Owner SeenRole", "SeenRole")]
    [InlineData("Get-SsmSessionReport -Owner 'SeenSet", "SeenSet")]
    [InlineData("Get-SsmSessionReport -Target i-seen", "i-seen")]
    [InlineData("Get-SsmSessionReport -DocumentName Seen-", "Seen-Document")]
    [InlineData("Get-SsmLoggingPreference -DocumentName Seen-", "Seen-Document")]
    [InlineData("Set-SsmS3Logging -DocumentName SSM-Session", "SSM-SessionManagerRunShell")]
    [InlineData("Register-SsmSessionAction -DocumentName Seen-", "Seen-Document")]
    [InlineData("Register-SsmSessionAction -OnDocument Seen-", "Seen-Document")]
    [InlineData("Register-SsmSessionAction -SessionTarget i-seen", "i-seen")]
    [InlineData("Register-SsmSessionAction -InstanceId i-seen", "i-seen")]
    [InlineData("Register-SsmSessionAction -UserArn SeenRole", "arn:aws:sts::111122223333:assumed-role/SeenRole/")]
    [InlineData("Get-SsmSessionReport -Owner nobody-s")]
    public void Owners_targets_and_documents_come_from_what_reports_have_shown_without_a_call(string line, params string[] expected)
    {
        Add("s1", "arn:aws:sts::111122223333:assumed-role/SeenRole/jdoe-seen");
        Add("s2", "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_SeenSet_0123456789abcdef/jdoe-seen");
        Run("Get-SsmSessionReport -SkipLogStatus").ThrowOnError();
        var calls = Sandbox.Calls.All.Count;

        Assert.Equal(expected, Complete(line));
        Assert.Equal(calls, Sandbox.Calls.All.Count);

        void Add(string id, string owner) => Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Sessions.Add(new StoredSession
        {
            SessionId = id, StartDate = TimeProvider.System.GetUtcNow().AddMinutes(-5), Target = "i-seen", Owner = owner, DocumentName = "Seen-Document",
        });
    }

    [Theory]
    [InlineData("Get-SsmSessionReport -TimeZone Europe/Ber", "Europe/Berlin")]
    [InlineData("Export-SsmSessionReport -TimeZone Europe/Ber", "Europe/Berlin")]
    [InlineData("Measure-SsmSession -TimeZone Europe/Ber", "Europe/Berlin")]
    public void Time_zones_are_those_of_the_system(string line, string expected) => Assert.Contains(expected, Complete(line));

    [Theory]
    [InlineData("$t", "$true")]
    [InlineData("", "$true")]
    public void A_flag_is_true_or_false(string word, string expected) => Assert.Equal(expected, CompletionText($"Set-SsmLoggingPreference -RunAsEnabled {word}"));

    [Fact]
    public void A_name_that_needs_quotes_has_them()
    {
        using var file = new CredentialsFile("[our team's]\naws_access_key_id = a\naws_secret_access_key = b\n");

        Assert.Equal("'our team''s'", CompletionText($"Get-SsmLoggingPreference -ProfileLocation '{file.Path}' -ProfileName our"));
    }

    [Theory]
    [InlineData("Set-SsmS3Logging -AccessKey half -BucketName a")]
    [InlineData("Set-SsmS3Logging -ProfileName none -AccessKey a -SecretKey b -BucketName a")]
    [InlineData("Set-SsmS3Logging -Credential 5 -BucketName a")]
    [InlineData("Set-SsmS3Logging -Region mars KEYS -BucketName a")]
    [InlineData("Set-SsmS3Logging -RoleArn 'arn:aws:iam::{AccountId}:role/Audit' KEYS -BucketName a")]
    [InlineData("Set-SsmS3Logging -EndpointUrl http://127.0.0.1:1 -AccessKey a -SecretKey b -BucketName a")]
    [InlineData("Get-SsmLoggingPreference -ProfileLocation nowhere: -ProfileName a")]
    public void Nothing_comes_of_a_line_that_is_wrong_and_no_error(string line) => Assert.Empty(Complete(line));

    [Fact]
    public void A_denied_call_gives_no_names_and_no_error()
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Service = "S3" });

        Assert.Empty(Complete("Set-SsmS3Logging KEYS -BucketName a"));
        Assert.Equal(1, Sandbox.Calls.Count("ListBuckets"));
    }

    [Fact]
    public void An_answer_that_takes_too_long_is_not_waited_for()
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, Service = "S3" });

        Assert.Empty(Complete("Set-SsmS3Logging KEYS -BucketName a"));
        Assert.Equal(1, Sandbox.Calls.Count("ListBuckets"));
    }

    private IEnumerable<string> Complete(string line) =>
        Run("(TabExpansion2 $args[0] $args[0].Length).CompletionMatches | ForEach-Object { if ($_.ResultType -eq 'ParameterValue') { $_.ListItemText } }",
            line.Replace("KEYS", Keys)).ThrowOnError().Output.Select(item => item.AsText());

    private string CompletionText(string line) =>
        Run("(TabExpansion2 $args[0] $args[0].Length).CompletionMatches[0].CompletionText", line).Single.AsText();
}
