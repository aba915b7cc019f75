using SessionLogging.Accounts;
using SessionLogging.Aws.Tests.Sandbox.Witness;

namespace SessionLogging.Aws.Tests.Connections;

/// <summary>Profiles of <c>aws login</c>, for which the SDK wants an assembly that this module does not bring.</summary>
public sealed class LoginProfileTests : EnvironmentTest
{
    private const string Login = "login_session = arn:aws:iam::111122223333:user/jdoe\nregion = eu-west-1\n";

    [Theory]
    [InlineData("login")]
    [InlineData("role")]
    public async Task The_error_names_the_way_round(string profile)
    {
        WriteConfig($"[profile login]\n{Login}[profile role]\nrole_arn = {ProfileFile.Role(Seeds.AuditRole)}\nsource_profile = login\n");

        AssertNamesTheWayRound(await Assert.ThrowsAsync<ConnectionException>(() => OpenAsync(NoCredentials with { ProfileName = profile })));
    }

    [Fact]
    public async Task Also_where_the_environment_names_the_profile()
    {
        WriteConfig($"[profile login]\n{Login}");
        Set("AWS_PROFILE", "login");

        AssertNamesTheWayRound(await Assert.ThrowsAsync<ConnectionException>(() => OpenAsync(NoCredentials)));
    }

    [Fact]
    public async Task The_way_round_is_one()
    {
        Assert.SkipUnless(AwsCli.IsHere, "There is no AWS CLI.");
        WriteCredentials(ProfileFile.FirstKeys);
        Assert.SkipUnless(await ExportsAsync(), "This AWS CLI has no 'aws configure export-credentials': version 2 brings it, as it brings 'aws login'.");
        WriteConfig("[profile by-cli]\ncredential_process = aws configure export-credentials --profile first --format process\n");

        using var account = await OpenAsync(NoCredentials with { ProfileName = "by-cli" });

        Assert.Equal(SandboxAccounts.First.Id, (await account.GetCallerIdentityAsync(Cancel)).AccountId);
    }

    private static async Task<bool> ExportsAsync()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["AWS_SHARED_CREDENTIALS_FILE"] = HermeticEnvironment.CredentialsFile };
        string[] export = ["configure", "export-credentials", "--profile", "first", "--format", "process"];
        return (await OtherProgram.RunAsync(OtherProgram.Find("aws")!, export, Path.GetTempPath(), environment, "", Cancel)).ExitCode == 0;
    }

    private static void AssertNamesTheWayRound(ConnectionException refused)
    {
        Assert.Equal("ProfileNeedsLogin", refused.ErrorId);
        Assert.Contains("'login'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("credential_process = aws configure export-credentials --profile login --format process", refused.RecommendedAction, StringComparison.Ordinal);
    }
}
