using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Rules;

namespace SessionLogging.Tests.Preferences;

public sealed class PreferenceRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "S3BucketName", "arn:aws:s3:::logs", "BucketNameIsArn" },
        { "S3BucketName", "s3://logs/prefix", "BucketNameIsArn" },
        { "S3BucketName", "ab", "BucketNameLength" },
        { "S3BucketName", Repeat(64), "BucketNameLength" },
        { "S3BucketName", "Logs", "BucketNameCharacters" },
        { "S3BucketName", "my_logs", "BucketNameCharacters" },
        { "S3BucketName", "my logs", "BucketNameCharacters" },
        { "S3BucketName", "lögs", "BucketNameCharacters" },
        { "S3BucketName", "logs\n", "BucketNameCharacters" },
        { "S3BucketName", "-logs", "BucketNameEnds" },
        { "S3BucketName", "logs.", "BucketNameEnds" },
        { "S3BucketName", "my..logs", "BucketNameAdjacentPeriods" },
        { "S3BucketName", "192.168.5.4", "BucketNameIsAddress" },
        { "S3BucketName", "xn--logs", "BucketNameReservedPrefix" },
        { "S3BucketName", "sthree-logs", "BucketNameReservedPrefix" },
        { "S3BucketName", "amzn-s3-demo-logs", "BucketNameReservedPrefix" },
        { "S3BucketName", "logs-s3alias", "BucketNameReservedSuffix" },
        { "S3BucketName", "logs--ol-s3", "BucketNameReservedSuffix" },
        { "S3BucketName", "logs.mrap", "BucketNameReservedSuffix" },
        { "S3BucketName", "logs--use1-az4--x-s3", "BucketNameReservedSuffix" },
        { "S3BucketName", "logs--table-s3", "BucketNameReservedSuffix" },
        { "S3BucketName", "logs-{Stage}", "UnknownPlaceholder" },
        { "S3KeyPrefix", "s3://logs/prefix", "KeyPrefixIsArn" },
        { "S3KeyPrefix", "arn:aws:s3:::logs/prefix", "KeyPrefixIsArn" },
        { "S3KeyPrefix", "a\tb", "KeyPrefixControlCharacters" },
        { "S3KeyPrefix", Repeat(924), "KeyPrefixLength" },
        { "S3KeyPrefix", Repeat(462, "é"), "KeyPrefixLength" },
        { "S3KeyPrefix", "{Date}/logs", "UnknownPlaceholder" },
        { "CloudWatchLogGroupName", "arn:aws:logs:eu-west-1:111122223333:log-group:/ssm/sessions:*", "LogGroupNameIsArn" },
        { "CloudWatchLogGroupName", Repeat(513), "LogGroupNameLength" },
        { "CloudWatchLogGroupName", "ssm sessions", "LogGroupNameCharacters" },
        { "CloudWatchLogGroupName", "ssm:sessions", "LogGroupNameCharacters" },
        { "CloudWatchLogGroupName", "aws/ssm", "LogGroupNameReservedPrefix" },
        { "CloudWatchLogGroupName", "/ssm/{region}", "UnknownPlaceholder" },
        { "KmsKeyId", "my-key", "KmsKeyIdShape" },
        { "KmsKeyId", "alias/", "KmsKeyIdShape" },
        { "KmsKeyId", "1234abcd-12ab-34cd-56ef-1234567890ab\n", "KmsKeyIdShape" },
        { "KmsKeyId", "arn:aws:kms:us-east-1:111122223333:1234abcd-12ab-34cd-56ef-1234567890ab", "KmsKeyIdShape" },
        { "KmsKeyId", "arn:aws:s3:::logs", "KmsKeyIdShape" },
        { "RunAsDefaultUser", "ec2-user\n", "RunAsDefaultUserControlCharacters" },
        { "IdleSessionTimeout", "0", "IdleSessionTimeoutRange" },
        { "IdleSessionTimeout", "61", "IdleSessionTimeoutRange" },
        { "IdleSessionTimeout", "020", "IdleSessionTimeoutRange" },
        { "IdleSessionTimeout", "5.5", "IdleSessionTimeoutRange" },
        { "IdleSessionTimeout", "-5", "IdleSessionTimeoutRange" },
        { "IdleSessionTimeout", "٢٠", "IdleSessionTimeoutRange" },
        { "MaxSessionDuration", "1441", "MaxSessionDurationRange" },
        { "MaxSessionDuration", "99999999999", "MaxSessionDurationRange" },
        { "CloudWatchStreamingEnabled", "{{ssm:stream}}", "StreamingNotBoolean" },
    };

    public static TheoryData<string, string, string> Warned => new()
    {
        { "S3BucketName", "my.logs", "BucketNameHasPeriods" },
        { "S3BucketName", "{{ssm:bucket}}", "ReferenceNotChecked" },
        { "S3EncryptionEnabled", "{{encrypt}}", "ReferenceNotChecked" },
        { "IdleSessionTimeout", "{{ssm:idle}}", "ReferenceNotChecked" },
        { "S3KeyPrefix", "a//b", "KeyPrefixIsCleaned" },
        { "S3KeyPrefix", "a/../b", "KeyPrefixIsCleaned" },
        { "S3KeyPrefix", ".", "KeyPrefixIsCleaned" },
        { "S3KeyPrefix", "logs//", "KeyPrefixIsCleaned" },
        { "S3KeyPrefix", "../logs", "KeyPrefixDotSegments" },
        { "S3KeyPrefix", "/logs", "KeyPrefixLeadingSlash" },
        { "S3KeyPrefix", "a\\b", "KeyPrefixDiscouragedCharacters" },
        { "S3KeyPrefix", "100%", "KeyPrefixDiscouragedCharacters" },
        { "LinuxShellProfile", "echo \u001b[0m", "ShellProfileControlCharacters" },
    };

    public static TheoryData<string, string> Passed => new()
    {
        { "S3BucketName", "" },
        { "S3BucketName", "abc" },
        { "S3BucketName", Repeat(63) },
        { "S3BucketName", "session-logs-111122223333" },
        { "S3KeyPrefix", "" },
        { "S3KeyPrefix", "logs/" },
        { "S3KeyPrefix", "logs/prod team/(new)" },
        { "S3KeyPrefix", Repeat(923) },
        { "CloudWatchLogGroupName", "/aws/ssm/sessions" },
        { "CloudWatchLogGroupName", "a" },
        { "CloudWatchLogGroupName", Repeat(512) },
        { "CloudWatchLogGroupName", "A.b-c_d/e#1" },
        { "KmsKeyId", "" },
        { "KmsKeyId", "1234abcd-12ab-34cd-56ef-1234567890ab" },
        { "KmsKeyId", "mrk-1234abcd12ab34cd56ef1234567890ab" },
        { "KmsKeyId", "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" },
        { "KmsKeyId", "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab" },
        { "KmsKeyId", "alias/session-manager" },
        { "KmsKeyId", "arn:aws-cn:kms:cn-north-1:111122223333:alias/ssm/sessions" },
        { "RunAsDefaultUser", "DOMAIN\\jörg smith" },
        { "RunAsEnabled", "true" },
        { "IdleSessionTimeout", "" },
        { "IdleSessionTimeout", "1" },
        { "IdleSessionTimeout", "60" },
        { "MaxSessionDuration", "1440" },
        { "WindowsShellProfile", "cd C:\\\r\n\tdir" },
        { "LinuxShellProfile", "docker ps --format '{{.Names}}' {x}" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_value_that_breaks_a_rule_is_refused_by_its_name(string setting, string value, string rule)
    {
        var edit = SettingNames.EditOf(setting, value);

        var broken = Assert.Single(PreferenceRules.Judge(edit), finding => finding.Status is FindingStatus.Fail);
        Assert.Equal((rule, setting), (broken.RuleId, broken.Subject));
        var error = Assert.Throws<PreferenceRuleException>(() => PreferenceRules.Require(edit));
        Assert.StartsWith(rule + ": ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.Equal(broken.Remediation, error.RecommendedAction);
    }

    [Theory]
    [MemberData(nameof(Warned))]
    public void A_value_that_may_hurt_is_warned_of(string setting, string value, string rule)
    {
        var edit = SettingNames.EditOf(setting, value);

        Assert.Equal([(rule, FindingStatus.Warning)], PreferenceRules.Judge(edit).Select(finding => (finding.RuleId, finding.Status)));
        Assert.Equal(PreferenceRules.Judge(edit), PreferenceRules.Require(edit));
    }

    [Theory]
    [MemberData(nameof(Passed))]
    public void A_good_value_passes_without_a_word(string setting, string value) =>
        Assert.Empty(PreferenceRules.Require(SettingNames.EditOf(setting, value)));

    [Theory]
    [InlineData("S3BucketName", "arn:aws:s3:::logs", "'logs'")]
    [InlineData("S3BucketName", "arn:aws-cn:s3:::logs/ssm/prod/", "'logs', and 'ssm/prod' as the key prefix")]
    [InlineData("S3BucketName", "S3://logs/", "'logs'")]
    [InlineData("S3KeyPrefix", "s3://logs/ssm", "'ssm' as the prefix")]
    [InlineData("CloudWatchLogGroupName", "arn:aws:logs:eu-west-1:111122223333:log-group:/ssm/sessions:*", "'/ssm/sessions'")]
    [InlineData("CloudWatchLogGroupName", "arn:aws:logs:eu-west-1:111122223333:log-group:/ssm/sessions", "'/ssm/sessions'")]
    public void Where_an_address_stands_for_a_name_the_name_is_offered(string setting, string value, string offer) =>
        Assert.Contains(offer, PreferenceRules.Judge(SettingNames.EditOf(setting, value))[0].Remediation, StringComparison.Ordinal);

    [Theory]
    [InlineData("S3BucketName", "arn:aws:s3:eu-west-1:111122223333:accesspoint/logs")]
    [InlineData("S3BucketName", "s3://")]
    [InlineData("CloudWatchLogGroupName", "arn:aws:s3:::logs")]
    public void Where_an_address_has_no_name_none_is_made_up(string setting, string value) =>
        Assert.DoesNotContain("'", PreferenceRules.Judge(SettingNames.EditOf(setting, value))[0].Remediation, StringComparison.Ordinal);

    [Fact]
    public void A_value_that_stands_in_the_document_already_only_warns()
    {
        var document = PreferenceDocument.Parse("""{"inputs":{"s3BucketName":"Old_Logs","kmsKeyId":"other"}}""");
        var edit = SettingNames.EditOf("S3BucketName", "Old_Logs").Then(SettingNames.EditOf("KmsKeyId", "key"));

        Assert.Equal(
            [("BucketNameCharacters", FindingStatus.Warning), ("KmsKeyIdShape", FindingStatus.Fail)],
            PreferenceRules.Judge(edit, document).Select(finding => (finding.RuleId, finding.Status)));
    }

    [Fact]
    public void All_settings_that_break_a_rule_are_named_at_once()
    {
        var edit = SettingNames.EditOf("S3BucketName", "Logs").Then(SettingNames.EditOf("IdleSessionTimeout", "90"));

        var error = Assert.Throws<PreferenceRuleException>(() => PreferenceRules.Require(edit));

        Assert.Equal(["BucketNameCharacters", "IdleSessionTimeoutRange"], error.Findings.Select(finding => finding.RuleId));
        Assert.All(error.Findings, finding => Assert.Contains(finding.Message, error.Message, StringComparison.Ordinal));
        Assert.All(error.Findings, finding => Assert.Contains(finding.Remediation, error.RecommendedAction, StringComparison.Ordinal));
    }

    private static string Repeat(int count, string text = "x") => string.Concat(Enumerable.Repeat(text, count));
}
