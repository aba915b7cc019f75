using System.Diagnostics;
using SessionLogging.Accounts;

namespace SessionLogging.Aws.Tests.Connections;

public sealed class EnvironmentConnectionTests : EnvironmentTest
{
    [Fact]
    public async Task Keys_Region_and_address_can_stand_in_the_environment()
    {
        SetKeys(SandboxAccounts.First);
        Set("AWS_REGION", SandboxAccounts.Virginia);
        Set("AWS_ENDPOINT_URL", Server.Url);

        using var account = await OpenAsync(new ConnectionOptions());

        Assert.Equal(SandboxAccounts.Virginia, account.Region);
        Assert.Equal(LookupState.Known, (await account.LogGroups.LookAsync(Seeds.VirginiaLogGroup, Cancel)).State);
        Assert.Equal(LookupState.Known, (await account.Buckets.LookAsync(Seeds.VirginiaBucket, Cancel)).State);
        Assert.Equal(LookupState.Known, (await account.Keys.LookAsync(Seeds.VirginiaKeyId, Cancel)).State);
        Assert.Equal(SandboxAccounts.First.Id, (await account.GetCallerIdentityAsync(Cancel)).AccountId);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL")]
    [InlineData("AWS_ENDPOINT_URL_SSM")]
    public async Task An_address_in_the_environment_is_asked_for_the_Region_of_the_connection(string variable)
    {
        Set("AWS_ENDPOINT_URL", Server.Url);
        Set(variable, Server.Url);

        // Not us-east-1, which the SDK signs for where it reads no Region from an address.
        using var account = await OpenAsync(ByKeys with { EndpointUrl = null, Region = SandboxAccounts.Ireland });
        await account.Documents.DescribeAsync("SSM-SessionManagerRunShell", Cancel);
        await account.Sessions.DescribeAsync(new SessionQuery(SessionState.Active, null, null, new Dictionary<string, string>()), nextToken: null, Cancel);
        await account.LogGroups.LookAsync(Seeds.PlainLogGroup, Cancel);
        await account.Keys.LookAsync(Seeds.KeyId, Cancel);
        await account.Buckets.LookAsync(Seeds.Bucket, Cancel);
        await account.GetCallerIdentityAsync(Cancel);

        Assert.Equal(["eu-west-1"], Server.Calls.All.Select(call => call.Region).Distinct());
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS")]
    [InlineData("AWS_ENDPOINT_URL_S3")]
    [InlineData("AWS_ENDPOINT_URL_KMS")]
    [InlineData("AWS_ENDPOINT_URL_STS")]
    public async Task One_service_can_have_an_address_of_its_own(string variable)
    {
        Set("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        Set(variable, Server.Url);
        Set("AWS_MAX_ATTEMPTS", "1");

        using var account = await OpenAsync(ByKeys with { EndpointUrl = null });
        Func<Task>[] calls =
        [
            () => account.LogGroups.LookAsync(Seeds.PlainLogGroup, Cancel),
            () => account.Buckets.LookAsync(Seeds.Bucket, Cancel),
            () => account.Keys.LookAsync(Seeds.KeyId, Cancel),
            () => account.GetCallerIdentityAsync(Cancel),
        ];

        var failures = 0;
        foreach (var call in calls)
        {
            failures += await Record.ExceptionAsync(call) is AwsCallException { Kind: AwsCallFailure.Unreachable } ? 1 : 0;
        }

        Assert.Equal(3, failures);
        Assert.Single(Server.Calls.All);
    }

    [Theory]
    [InlineData("[profile first]\nendpoint_url = {0}\n")]
    [InlineData("[profile first]\nservices = here\n[services here]\ns3 =\n  endpoint_url = {0}\n")]
    public async Task A_profile_can_give_the_address_and_S3_then_stands_in_the_path(string config)
    {
        WriteCredentials(ProfileFile.FirstKeys);
        WriteConfig(config.Replace("{0}", Server.Url, StringComparison.Ordinal));

        using var byName = await OpenAsync(new ConnectionOptions { ProfileName = "first" });
        Set("AWS_PROFILE", "first");
        using var byEnvironment = await OpenAsync(new ConnectionOptions());

        Assert.Equal(LookupState.Known, (await byName.Buckets.LookAsync(Seeds.Bucket, Cancel)).State);
        Assert.Equal(LookupState.Known, (await byEnvironment.Buckets.LookAsync(Seeds.Bucket, Cancel)).State);
    }

    [Fact]
    public async Task One_services_address_in_the_environment_wins_over_the_profiles()
    {
        using var file = new ProfileFile("endpoint_url = http://127.0.0.1:1\n");
        Set("AWS_ENDPOINT_URL_S3", Server.Url);

        using var account = await OpenAsync(new ConnectionOptions { ProfileName = "first", ProfileLocation = file.Path });

        Assert.Equal(LookupState.Known, (await account.Buckets.LookAsync(Seeds.Bucket, Cancel)).State);
    }

    [Fact]
    public async Task The_address_given_wins_over_the_environments()
    {
        Set("AWS_ENDPOINT_URL", "http://127.0.0.1:1");

        using var account = await OpenAsync(ByKeys with { RoleArn = ProfileFile.Role(Seeds.AuditRole) });

        Assert.Equal(LookupState.Known, (await account.LogGroups.LookAsync(Seeds.PlainLogGroup, Cancel)).State);
    }

    [Fact]
    public async Task The_environments_profile_asks_for_an_MFA_code_too()
    {
        WriteCredentials(
            ProfileFile.FirstKeys + $"[mfa]\nrole_arn = {ProfileFile.Role(Seeds.AuditWithMfaRole)}\nsource_profile = first\nmfa_serial = {ProfileFile.MfaDevice}\n");
        Set("AWS_PROFILE", "mfa");
        var person = new Person();

        using var account = await OpenAsync(NoCredentials, person);

        Assert.Equal(1, person.Asked);
        Assert.Contains(Seeds.AuditWithMfaRole, (await account.GetCallerIdentityAsync(Cancel)).Arn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_of_the_environment_go_before_its_profile_and_the_sessions_before_both()
    {
        WriteCredentials(ProfileFile.FirstKeys.Replace("[first]", "[default]", StringComparison.Ordinal).Replace("eu-west-1", "eu-west-3", StringComparison.Ordinal));
        using (var byProfile = await OpenAsync(NoCredentials with { Region = null }))
        {
            Assert.Equal("eu-west-3", byProfile.Region);
            Assert.Equal(SandboxAccounts.First.Id, (await byProfile.GetCallerIdentityAsync(Cancel)).AccountId);
        }

        SetKeys(SandboxAccounts.Second);
        using (var byKeys = await OpenAsync(NoCredentials))
        {
            Assert.Equal(SandboxAccounts.Second.Id, (await byKeys.GetCallerIdentityAsync(Cancel)).AccountId);
        }

        Set("AWS_REGION", SandboxAccounts.Virginia);
        using var bySession = await OpenAsync(NoCredentials with { Region = null, AmbientRegion = "eu-central-1" });
        Assert.Equal("eu-central-1", bySession.Region);
    }

    [Fact]
    public async Task A_profile_that_the_environment_names_and_nobody_wrote_is_refused()
    {
        Set("AWS_PROFILE", "absent");

        Assert.Equal("ProfileNotFound", (await Assert.ThrowsAsync<ConnectionException>(() => OpenAsync(NoCredentials))).ErrorId);
        using var account = await OpenAsync();
    }

    [Fact]
    public async Task Without_credentials_or_Region_the_caller_is_told_how_to_give_them()
    {
        Assert.Equal("CredentialsMissing", (await Assert.ThrowsAsync<ConnectionException>(() => OpenAsync(NoCredentials))).ErrorId);
        Assert.Equal("RegionMissing", (await Assert.ThrowsAsync<ConnectionException>(() => OpenAsync(ByKeys with { Region = null }))).ErrorId);
    }

    [Fact]
    public async Task A_machine_that_is_no_instance_is_found_out_quickly()
    {
        Set("AWS_EC2_METADATA_DISABLED", "false");
        Set("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://192.0.2.1");
        var clock = Stopwatch.StartNew();

        Assert.Equal("RegionMissing", (await Assert.ThrowsAsync<ConnectionException>(() => OpenAsync(ByKeys with { Region = null }))).ErrorId);
        Assert.Equal("CredentialsMissing", (await Assert.ThrowsAsync<ConnectionException>(() => OpenAsync(NoCredentials))).ErrorId);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"It took {clock.Elapsed}.");
    }

    [Theory]
    [InlineData("AWS_MAX_ATTEMPTS", "1", 1)]
    [InlineData("AWS_MAX_ATTEMPTS", "2", 2)]
    [InlineData("AWS_MAX_ATTEMPTS", "nonsense", 3)]
    [InlineData("AWS_RETRY_MODE", "adaptive", 3)]
    public async Task Attempts_are_as_the_environment_says_now(string variable, string value, int sends)
    {
        Set(variable, value);
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Error });
        using var account = await OpenAsync();

        await Assert.ThrowsAsync<AwsCallException>(() => account.LogGroups.LookAsync(Seeds.PlainLogGroup, Cancel));
        await Assert.ThrowsAsync<AwsCallException>(() => account.Keys.LookAsync(Seeds.KeyId, Cancel));

        Assert.Equal([sends, sends], Observed.All.Select(call => call.Sends));
    }

    [Fact]
    public async Task FIPS_endpoints_are_used_as_the_environment_says_now()
    {
        Set("AWS_USE_FIPS_ENDPOINT", "true");
        using var account = await OpenAsync();

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.LogGroups.LookAsync(Seeds.PlainLogGroup, Cancel));

        Assert.Contains("FIPS", failure.Answer, StringComparison.Ordinal);
    }

    private void SetKeys(SandboxAccount account)
    {
        Set("AWS_ACCESS_KEY_ID", account.AccessKeyId);
        Set("AWS_SECRET_ACCESS_KEY", account.SecretAccessKey);
    }
}
