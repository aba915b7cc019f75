using Amazon.SecurityToken.Model;
using SessionLogging.Accounts;
using SessionLogging.Aws.Tests.Sandbox;

namespace SessionLogging.Aws.Tests.Connections;

public sealed class CredentialTests : AccountTest
{
    [Fact]
    public async Task Keys_given_are_used_with_their_token()
    {
        using var sts = Server.Sts();
        var role = new AssumeRoleRequest { RoleArn = ProfileFile.Role(Seeds.AuditRole), RoleSessionName = "me" };
        var keys = (await sts.AssumeRoleAsync(role, Cancel)).Credentials;
        var withoutToken = NoCredentials with { AccessKey = keys.AccessKeyId, SecretKey = keys.SecretAccessKey };

        Assert.Equal(SandboxAccounts.First.Id, await AccountOfAsync(withoutToken with { SessionToken = keys.SessionToken }));
        using var account = await OpenAsync(withoutToken);
        Assert.Equal(LookupState.Denied, (await account.LogGroups.LookAsync(Seeds.PlainLogGroup, Cancel)).State);
    }

    [Fact]
    public async Task A_source_is_asked_at_each_call_so_that_a_refresh_is_seen()
    {
        var source = new Source(SandboxAccounts.First);
        using var account = await OpenAsync(NoCredentials with { Credential = source });

        await account.LogGroups.LookAsync(Seeds.PlainLogGroup, Cancel);
        source.Account = SandboxAccounts.Second;
        await account.LogGroups.LookAsync(Seeds.PlainLogGroup, Cancel);

        Assert.Equal([SandboxAccounts.First.Id, SandboxAccounts.Second.Id], Server.Calls.All.Select(call => call.Account!));
    }

    [Fact]
    public async Task What_is_given_goes_before_the_profile_and_the_profile_before_the_sessions()
    {
        using var file = new ProfileFile();
        var second = new Source(SandboxAccounts.Second);
        var byProfile = NoCredentials with { ProfileName = "first", ProfileLocation = file.Path, AmbientCredential = second };

        Assert.Equal(SandboxAccounts.First.Id, await AccountOfAsync(byProfile));
        Assert.Equal(SandboxAccounts.Second.Id, await AccountOfAsync(byProfile with { Credential = second }));
        Assert.Equal(SandboxAccounts.Second.Id, await AccountOfAsync(NoCredentials with { AmbientCredential = second }));
        Assert.Equal(SandboxAccounts.First.Id, await AccountOfAsync(ByKeys with { AmbientCredential = second }));
    }

    [Fact]
    public async Task A_source_that_cannot_be_read_says_why_at_once_and_is_not_passed_over()
    {
        var refused = await Assert.ThrowsAsync<ConnectionException>(() => OpenAsync(NoCredentials with { AmbientCredential = new Unreadable() }));

        Assert.Equal("CredentialUnknown", refused.ErrorId);
    }

    [Fact]
    public async Task A_profile_that_does_not_exist_is_refused_with_its_name_and_place()
    {
        using var file = new ProfileFile();

        var refused = await Assert.ThrowsAsync<ConnectionException>(
            () => OpenAsync(NoCredentials with { ProfileName = "absent", ProfileLocation = file.Path }));

        Assert.Equal("ProfileNotFound", refused.ErrorId);
        Assert.Contains("'absent'", refused.Message, StringComparison.Ordinal);
        Assert.Contains(file.Path, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[broken]\nrole_arn = arn:aws:iam::111122223333:role/Audit\nsource_profile = absent\n", "ProfileUnusable")]
    [InlineData("[broken]\nregion = eu-west-1\n", "ProfileUnusable")]
    [InlineData("[broken]\ncredential_process = /no/such/program\n", "CredentialsUnusable")]
    [InlineData("[broken]\nsso_start_url = https://example.awsapps.com/start\nsso_region = eu-west-1\nsso_account_id = 111122223333\nsso_role_name = Audit\n", "CredentialsUnusable")]
    public async Task A_profile_that_gives_no_keys_is_refused_before_anything_is_asked(string profile, string errorId)
    {
        using var file = new ProfileFile(profile);

        var refused = await Assert.ThrowsAsync<ConnectionException>(
            () => OpenAsync(NoCredentials with { ProfileName = "broken", ProfileLocation = file.Path }));

        Assert.Equal(errorId, refused.ErrorId);
        Assert.Empty(Server.Calls.All);
    }

    [Fact]
    public async Task A_profiles_process_is_asked_for_keys()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The profile calls a program of Unix.");
        var keys = $$"""{"Version":1,"AccessKeyId":"{{SandboxAccounts.Second.AccessKeyId}}","SecretAccessKey":"{{SandboxAccounts.Second.SecretAccessKey}}"}""";
        var answer = Path.GetTempFileName();
        await File.WriteAllTextAsync(answer, keys, Cancel);
        using var file = new ProfileFile($"[process]\ncredential_process = cat {answer}\n");

        Assert.Equal(SandboxAccounts.Second.Id, await AccountOfAsync(NoCredentials with { ProfileName = "process", ProfileLocation = file.Path }));

        File.Delete(answer);
    }

    [Fact]
    public async Task Who_a_key_is_is_asked_once_for_all_Regions_and_commands()
    {
        using var ireland = await OpenAsync();
        using var virginia = await OpenAsync(ByKeys with { Region = SandboxAccounts.Virginia });

        var identities = await Task.WhenAll(
            ireland.GetCallerIdentityAsync(Cancel), virginia.GetCallerIdentityAsync(Cancel), ireland.GetCallerIdentityAsync(Cancel));

        Assert.All(identities, identity => Assert.Equal(SandboxAccounts.First.Id, identity.AccountId));
        Assert.Equal(1, Server.Calls.Count("GetCallerIdentity"));
    }

    [Fact]
    public async Task The_same_key_at_another_address_may_be_somebody_else()
    {
        await using var other = await SandboxServer.StartAsync(new SandboxOptions(), Cancel);
        using var here = await OpenAsync();
        using var there = await OpenAsync(ByKeys with { EndpointUrl = other.Url });

        await here.GetCallerIdentityAsync(Cancel);
        await there.GetCallerIdentityAsync(Cancel);

        Assert.Equal((1, 1), (Server.Calls.Count("GetCallerIdentity"), other.Calls.Count("GetCallerIdentity")));
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("localhost:4566")]
    [InlineData("ftp://localhost")]
    public async Task An_address_that_is_none_is_refused(string address)
    {
        var refused = await Assert.ThrowsAsync<ConnectionException>(() => OpenAsync(ByKeys with { EndpointUrl = address }));

        Assert.Equal("EndpointUrlInvalid", refused.ErrorId);
    }

    [Fact]
    public void The_profiles_of_a_file_are_listed()
    {
        using var file = new ProfileFile("[other]\naws_access_key_id = AKIA\naws_secret_access_key = secret\n");

        Assert.Superset(new HashSet<string>(["first", "other"]), Opener.ListProfiles(file.Path).ToHashSet());
    }

    [Fact]
    public void The_Regions_of_every_partition_are_listed() =>
        Assert.Superset(new HashSet<string>(["eu-west-1", "us-east-1", "cn-north-1", "us-gov-west-1"]), Opener.ListRegions().ToHashSet());

    private async Task<string> AccountOfAsync(ConnectionOptions options)
    {
        using var account = await OpenAsync(options);
        return (await account.GetCallerIdentityAsync(Cancel)).AccountId;
    }

    private sealed class Source(SandboxAccount account) : ICredentialSource
    {
        public SandboxAccount Account { get; set; } = account;

        public CredentialKeys GetKeys() => new(Account.AccessKeyId, Account.SecretAccessKey, SessionToken: null);
    }

    private sealed class Unreadable : ICredentialSource
    {
        public CredentialKeys GetKeys() => throw new ConnectionException("CredentialUnknown", "The shape is not known.", "Give -ProfileName.");
    }
}
