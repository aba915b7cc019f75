namespace SsmSessionLogging.Tests.Module;

public sealed class RefusedInputTests : ModuleTest
{
    [Theory]
    [InlineData("Set-SsmS3Logging ab", "BucketNameLength", "3 to 63")]
    [InlineData("Set-SsmS3Logging Audit-Logs", "BucketNameCharacters", "a-z")]
    [InlineData("Set-SsmS3Logging -BucketName audit-", "BucketNameEnds", "letter or digit")]
    [InlineData("Set-SsmS3Logging a..b", "BucketNameAdjacentPeriods", "periods")]
    [InlineData("Set-SsmS3Logging 192.168.1.10", "BucketNameIsAddress", "IP address")]
    [InlineData("Set-SsmS3Logging xn--audit", "BucketNameReservedPrefix", "xn--")]
    [InlineData("Set-SsmS3Logging audit--ol-s3", "BucketNameReservedSuffix", "--ol-s3")]
    [InlineData("Set-SsmS3Logging arn:aws:s3:::audit-logs", "BucketNameIsArn", "address")]
    [InlineData("Set-SsmS3Logging audit-logs '{Account}'", "UnknownPlaceholder", "{Account}")]
    [InlineData("Set-SsmS3Logging audit-logs ('a' * 1025)", "KeyPrefixLength", "1,024")]
    [InlineData("Set-SsmS3Logging audit-logs ([string][char]0xD800)", "TextNotUnicode", "surrogate")]
    [InlineData("Set-SsmCloudWatchLogging arn:aws:logs:eu-west-1:111122223333:log-group:/session-manager/encrypted:*", "LogGroupNameIsArn", "name")]
    [InlineData("Enable-SsmCloudWatchStreaming 'a b'", "LogGroupNameCharacters", "a b")]
    [InlineData("Set-SsmCloudWatchLogging aws/audit", "LogGroupNameReservedPrefix", "aws/")]
    [InlineData("Set-SsmCloudWatchLogging ('a' * 513)", "LogGroupNameLength", "512")]
    [InlineData("Set-SsmLoggingPreference -KmsKeyId 'not a key'", "KmsKeyIdShape", "not a key")]
    [InlineData("Set-SsmLoggingPreference -IdleSessionTimeout 61", "IdleSessionTimeoutRange", "60")]
    [InlineData("Set-SsmLoggingPreference -MaxSessionDuration 1441", "MaxSessionDurationRange", "1,440")]
    [InlineData("Set-SsmLoggingPreference -MaxSessionDuration -1", "MaxSessionDurationRange", "1,440")]
    [InlineData("Set-SsmLoggingPreference -RunAsDefaultUser \"a`nb\"", "RunAsDefaultUserControlCharacters", "control")]
    [InlineData("Disable-SsmS3Logging -DocumentName 'a b'", "DocumentNameCharacters", "3 to 128")]
    [InlineData("Disable-SsmS3Logging -DocumentName arn:aws:ssm:eu-west-1:444455556666:document/Shared-SessionPreferences", "DocumentNameIsArn", "ARN")]
    [InlineData("Get-SsmLoggingPreference -DocumentName 'a b'", "DocumentNameCharacters", "3 to 128")]
    [InlineData("Get-SsmLoggingPreference -Region mars", "RegionInvalid", "mars")]
    [InlineData("Get-SsmLoggingPreference -AccountId 111122223333", "AccountIdWithoutRole", "-AccountId")]
    [InlineData("Get-SsmLoggingPreference -AccountId 1 -RoleArn 'arn:aws:iam::{AccountId}:role/Audit'", "AccountIdInvalid", "'1'")]
    [InlineData("Get-SsmLoggingPreference -RoleArn Audit", "RoleArnInvalid", "'Audit'")]
    [InlineData("Get-SsmLoggingPreference -ProfileName other", "CredentialsAmbiguous", "-ProfileName")]
    [InlineData("Get-SsmLoggingPreference -RoleArn 'arn:aws:iam::{AccountId}:role/Audit'", "AccountIdMissing", "waits for an account id")]
    [InlineData("Export-SsmLoggingPreference -Path x -Region mars", "RegionInvalid", "mars")]
    public void Bad_input_is_refused_by_the_rules_name_before_any_call(string command, string rule, string said)
    {
        var error = Run(command).Error;

        Assert.Equal(rule, error.Id());
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains(said, error.Message());
        Assert.False(string.IsNullOrEmpty(error.Advice()), "what to do");
        Assert.Empty(Operations);
    }

    [Theory]
    [InlineData("Set-SsmS3Logging arn:aws:s3:::audit-logs/sessions", "'audit-logs'")]
    [InlineData("Set-SsmCloudWatchLogging arn:aws:logs:eu-west-1:111122223333:log-group:/session-manager/encrypted:*", "'/session-manager/encrypted'")]
    public void Where_an_address_stands_for_a_name_the_name_is_offered(string command, string name) => Assert.Contains(name, Run(command).Error.Advice());

    [Theory]
    [InlineData("Set-SsmS3Logging ''", "ParameterArgumentValidationError")]
    [InlineData("Set-SsmCloudWatchLogging $null", "ParameterArgumentValidationError")]
    [InlineData("Get-SsmLoggingPreference -Region eu-west-1, $null", "ParameterArgumentValidationError")]
    [InlineData("Set-SsmS3Logging audit-logs -StopAfterFailures 0", "ParameterArgumentValidationError")]
    [InlineData("Set-SsmS3Logging audit-logs -BaseVersion 3rd", "CannotConvertArgumentNoMessage")]
    [InlineData("Set-SsmLoggingPreference -Path a.json -LiteralPath b.json", "AmbiguousParameterSet")]
    public void What_the_parameters_themselves_refuse(string command, string errorId)
    {
        Assert.Equal(errorId, Run(command).ErrorId);
        Assert.Empty(Operations);
    }

    [Fact]
    public void Several_breaches_are_told_at_once()
    {
        var error = Run("Set-SsmLoggingPreference -IdleSessionTimeout 61 -MaxSessionDuration 1441").Error;

        Assert.Contains("IdleSessionTimeoutRange", error.Message());
        Assert.Contains("MaxSessionDurationRange", error.Message());
    }
}
