namespace SsmSessionLogging.Tests.Module;

public sealed class SetSsmLoggingPreferenceTests : ModuleTest
{
    [Theory]
    [InlineData("-KmsKeyId alias/session-manager", "kmsKeyId", "\"\"", "\"alias/session-manager\"")]
    [InlineData("-RunAsDefaultUser ssm-user", "runAsDefaultUser", "\"\"", "\"ssm-user\"")]
    [InlineData("-IdleSessionTimeout 60", "idleSessionTimeout", "\"20\"", "\"60\"")]
    [InlineData("-IdleSessionTimeout 0", "idleSessionTimeout", "\"20\"", "\"\"")]
    [InlineData("-MaxSessionDuration 1440", "maxSessionDuration", "\"\"", "\"1440\"")]
    [InlineData("-LinuxShellProfile 'cd /; exec \"bash\"'", "linux", "\"\"", "\"cd /; exec \\\"bash\\\"\"")]
    [InlineData("-WindowsShellProfile date", "windows", "\"\"", "\"date\"")]
    [InlineData("-RunAsEnabled $true -RunAsDefaultUser me", "runAsEnabled", "false", "true")]
    public void A_given_setting_is_written_and_nothing_else(string arguments, string key, string before, string after)
    {
        Put(Documents.ToS3);

        Run($"Set-SsmLoggingPreference {arguments}").ThrowOnError();

        var expected = Documents.ToS3.Replace($"\"{key}\": {before}", $"\"{key}\": {after}").Replace(
            "\"runAsDefaultUser\": \"\"", key == "runAsEnabled" ? "\"runAsDefaultUser\": \"me\"" : "\"runAsDefaultUser\": \"\"");
        Assert.Equal(expected, Stored()!.Default.Content);
        Assert.Same(Stored()!.Latest, Stored()!.Default);
    }

    [Fact]
    public void Nothing_given_is_an_error_before_any_call()
    {
        Assert.Equal("NothingToChange", Run("Set-SsmLoggingPreference").ErrorId);
        Assert.Empty(Operations);
    }

    [Fact]
    public void An_earlier_version_is_brought_back_by_one_pipeline()
    {
        Put(Documents.ToS3);
        Put(Documents.Streaming);

        Run("Get-SsmLoggingPreference -DocumentVersion 1 | Set-SsmLoggingPreference").ThrowOnError();

        var deviations = Run("Get-SsmLoggingPreference | Compare-SsmLoggingPreference (Get-SsmLoggingPreference -DocumentVersion 1)");
        Assert.Empty(deviations.ThrowOnError().Output);
        Assert.Equal(3, Stored()!.DefaultVersion);
    }

    [Fact]
    public void Keys_that_are_no_settings_are_the_targets_own()
    {
        Put("""{ "schemaVersion": "1.0", "sessionType": "Standard_Stream", "inputs": { "idleSessionTimeout": "20", "ours": [1] }, "x": 1 }""");
        Put(Documents.ToS3, SandboxAccounts.Virginia);

        Run("Get-SsmLoggingPreference -Region us-east-1 | Set-SsmLoggingPreference -Region eu-west-1").ThrowOnError();

        Assert.Contains("\"ours\": [1]", Stored()!.Default.Content);
        Assert.Contains("\"x\": 1", Stored()!.Default.Content);
        Assert.Contains("audit-logs", Stored()!.Default.Content);
    }

    [Fact]
    public void Settings_beside_an_input_win()
    {
        Put(Documents.ToS3);

        Run("Get-SsmLoggingPreference | Set-SsmLoggingPreference -Region us-east-1 -IdleSessionTimeout 45").ThrowOnError();

        var copy = Run("Get-SsmLoggingPreference -Region us-east-1").Single;
        Assert.Equal(45, copy.Get("IdleSessionTimeout"));
        Assert.Equal("sessions", copy.Get("S3KeyPrefix"));
        Assert.Single(Stored()!.Versions);
    }

    [Fact]
    public void An_input_is_also_given_by_name()
    {
        Put(Documents.ToS3);
        Put(Documents.ToS3, SandboxAccounts.Virginia);

        Run("$all = Get-SsmLoggingPreference -Region eu-west-1, us-east-1; Set-SsmLoggingPreference -InputObject $all -IdleSessionTimeout 45").ThrowOnError();

        Assert.Equal([45, 45], Run("Get-SsmLoggingPreference -Region eu-west-1, us-east-1").Output.Select(item => item.Get("IdleSessionTimeout")));
    }

    [Fact]
    public void A_source_that_does_not_exist_is_refused()
    {
        Put(Documents.ToS3, SandboxAccounts.Virginia);

        var run = Run("Get-SsmLoggingPreference | Set-SsmLoggingPreference -Region us-east-1");

        Assert.Equal("SourcePreferenceMissing", run.ErrorId);
        Assert.Empty(Writes);
    }

    [Fact]
    public void A_copy_with_placeholders_is_filled_for_its_target()
    {
        Run("Set-SsmS3Logging audit-logs -KeyPrefix '{AccountId}/{Region}' -Region eu-west-1, us-east-1").ThrowOnError();

        Assert.Equal(
            ["111122223333/eu-west-1", "111122223333/us-east-1"], Run("Get-SsmLoggingPreference -Region eu-west-1, us-east-1").Texts("S3KeyPrefix"));
    }

    // What ConvertFrom-Json, Import-Csv and Import-Clixml leave of an object: its properties, in JSON's or in no types.
    [Theory]
    [InlineData("[pscustomobject]$properties")]
    [InlineData("$text = [ordered]@{}; foreach ($k in $properties.Keys) { $text[$k] = \"$($properties[$k])\" }; [pscustomobject]$text")]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($preference))")]
    public void Objects_that_were_preferences_once_are_taken(string roundTrip)
    {
        Put(Documents.ToS3But(("s3EncryptionEnabled", false), ("maxSessionDuration", "90"), ("runAsEnabled", true), ("runAsDefaultUser", "me")));

        Run($$"""
            $preference = Get-SsmLoggingPreference
            $properties = [ordered]@{}
            foreach ($p in $preference.PSObject.Properties) { $properties[$p.Name] = if ($p.Value -is [int]) { [long]$p.Value } else { $p.Value } }
            & { {{roundTrip}} } | Set-SsmLoggingPreference -Region us-east-1
            """).ThrowOnError();

        Assert.Empty(Run("Get-SsmLoggingPreference -Region us-east-1 | Compare-SsmLoggingPreference (Get-SsmLoggingPreference)").ThrowOnError().Output);
    }

    [Theory]
    [InlineData("'eu-west-1'")]
    [InlineData("1")]
    [InlineData("[pscustomobject]@{ Name = 'x' }")]
    public void What_names_no_document_does_not_bind(string input)
    {
        var run = Run($"{input} | Set-SsmLoggingPreference -IdleSessionTimeout 30");

        Assert.StartsWith("ParameterArgumentTransformationError", run.ErrorId);
        Assert.Empty(Operations);
    }
}
