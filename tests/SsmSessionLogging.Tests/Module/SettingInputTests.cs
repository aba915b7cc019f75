namespace SsmSessionLogging.Tests.Module;

/// <summary>Settings that somebody gave and that would be lost without a word.</summary>
public sealed class SettingInputTests : ModuleTest
{
    private const string Row = "[pscustomobject]@{ AccountId = '111122223333'; Region = 'eu-west-1'; IdleSessionTimeout = '5'; KeyPrefix = ''; BucketName = 'other'; Owner = 'me' }";

    [Theory]
    [InlineData("Set-SsmS3Logging audit-logs")]
    [InlineData("Set-SsmLoggingPreference -MaxSessionDuration 60")]
    [InlineData("Disable-SsmCloudWatchStreaming")]
    public void Columns_that_name_settings_are_told_once(string command)
    {
        var run = Run($"{Row}, {Row} | {command}").ThrowOnError();

        var warning = Assert.Single(run.Warnings, text => text.StartsWith("SettingsNotTaken: ", StringComparison.Ordinal));
        Assert.Contains("IdleSessionTimeout, BucketName,", warning);
        Assert.DoesNotContain("KeyPrefix", warning);
        Assert.DoesNotContain("Owner", warning);
    }

    [Theory]
    [InlineData("Get-SsmLoggingPreference")]
    [InlineData("Set-SsmLoggingPreference -MaxSessionDuration 60 -PassThru")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-SsmLoggingPreference)))")]
    public void The_modules_own_objects_have_none(string objects)
    {
        Put(Documents.ToS3);

        var run = Run($"{objects} | Set-SsmS3Logging -KeyPrefix new").ThrowOnError();

        Assert.DoesNotContain(run.Warnings, text => text.StartsWith("SettingsNotTaken", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Set-SsmLoggingPreference -IdleSessionTimeout $null", "0 clears it")]
    [InlineData("Set-SsmLoggingPreference -MaxSessionDuration $null -IdleSessionTimeout 5", "0 clears it")]
    [InlineData("Set-SsmLoggingPreference -RunAsEnabled $null", "$true or $false")]
    [InlineData("Set-SsmLoggingPreference -KmsKeyId $null", "Empty text clears it")]
    [InlineData("Set-SsmLoggingPreference -LinuxShellProfile $null", "Empty text clears it")]
    [InlineData("Set-SsmS3Logging audit-logs -KeyPrefix $null", "Empty text clears it")]
    public void A_variable_that_was_mistyped_clears_nothing(string command, string instead)
    {
        Put(Documents.ToS3);

        var error = Run(command).Error;

        Assert.Equal("ParameterArgumentTransformationError", error.Id());
        Assert.Contains(instead, error.Message());
        Assert.Empty(Operations);
    }

    [Fact]
    public void A_reference_that_is_replaced_is_told()
    {
        Put(Documents.ToS3But(("s3BucketName", "{{ssm:bucket}}")));

        var run = Run("Set-SsmS3Logging audit-logs").ThrowOnError();

        Assert.Contains("'{{ssm:bucket}}'", Assert.Single(run.Warnings, text => text.StartsWith("ReferenceReplaced: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_draft_is_a_problem_of_the_preferences()
    {
        Put(Documents.ToS3);
        Assert.Empty(Run("(Get-SsmLoggingPreference).Problems").ThrowOnError().Output);

        Put(Documents.ToS3But(("s3KeyPrefix", "draft")), isDefault: false);

        Assert.Equal("DefaultVersionDiffers", Run("(Get-SsmLoggingPreference).Problems").Single.Text("RuleId"));
    }
}
