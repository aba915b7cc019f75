using System.Collections;

namespace SsmSessionLogging.Tests.Module;

/// <summary>Whom a command asks, by what it is told.</summary>
public sealed class ConnectionTests : ModuleTest
{
    private static string Profiles { get; } = $"""
        [second]
        aws_access_key_id = {SandboxAccounts.Second.AccessKeyId}
        aws_secret_access_key = {SandboxAccounts.Second.SecretAccessKey}
        region = us-east-1

        [mfa]
        role_arn = arn:aws:iam::444455556666:role/AuditWithMfa
        source_profile = second
        mfa_serial = arn:aws:iam::444455556666:mfa/someone
        """;

    [Fact]
    public void A_profile_gives_keys_and_Region()
    {
        using var file = new CredentialsFile(Profiles);
        using var session = NewSession();

        var preference = session.Run("Get-SsmLoggingPreference -ProfileName second -ProfileLocation $args[0]", file.Path).Single;

        Assert.Equal((SandboxAccounts.Second.Id, SandboxAccounts.Virginia), (preference.Text("AccountId"), preference.Text("Region")));
    }

    [Theory]
    [InlineData("-StoredCredentials second -ProfilesLocation")]
    [InlineData("-AWSProfileName second -AWSProfilesLocation")]
    public void Profiles_have_the_aliases_of_AWS_Tools(string arguments)
    {
        using var file = new CredentialsFile(Profiles);
        using var session = NewSession();

        Assert.Equal(SandboxAccounts.Second.Id, session.Run($"Get-SsmLoggingPreference {arguments} $args[0] -RegionToCall eu-west-3", file.Path).Single.Get("AccountId"));
    }

    [Fact]
    public void Keys_have_the_aliases_of_AWS_Tools()
    {
        using var session = NewSession();

        Assert.Equal(SandboxAccounts.Second.Id, session.Run(
            "Get-SsmLoggingPreference -AK $args[0] -SK $args[1]", SandboxAccounts.Second.AccessKeyId, SandboxAccounts.Second.SecretAccessKey).Single.Get("AccountId"));
    }

    [Fact]
    public void A_profile_with_an_MFA_device_asks_for_its_code_once()
    {
        using var file = new CredentialsFile(Profiles);
        using var session = NewSession(input: "123456\n");

        var run = session.Run("Get-SsmLoggingPreference -ProfileName mfa -ProfileLocation $args[0] -Region eu-west-1, us-east-1", file.Path).ThrowOnError();

        Assert.Equal(["444455556666", "444455556666"], run.Texts("AccountId"));
        Assert.Contains("arn:aws:iam::444455556666:mfa/someone", run.Screen);
        Assert.Equal(1, Sandbox.Calls.Count("AssumeRole"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_code_of_an_MFA_device_is_in_nothing_that_is_said(bool isDenied)
    {
        using var file = new CredentialsFile(Profiles);
        using var session = NewSession(input: "824163\n");
        if (isDenied)
        {
            Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "AssumeRole" });
        }

        var run = session.Run(
            "Get-SsmLoggingPreference -ProfileName mfa -ProfileLocation $args[0] -Region eu-west-1 -Verbose -Debug", file.Path);

        Assert.Equal(isDenied ? 1 : 0, run.Errors.Count);
        Assert.All(
            [.. run.Output.Select(item => item.AsText()), .. run.Verbose, .. run.Warnings, run.Screen, .. run.Errors.Select(error => error.Exception.ToString())],
            text => Assert.DoesNotContain("824163", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_profile_with_an_MFA_device_is_an_error_where_nobody_can_answer()
    {
        using var file = new CredentialsFile(Profiles);
        using var session = NewSession(canPrompt: false);

        var run = session.Run("Get-SsmLoggingPreference -ProfileName mfa -ProfileLocation $args[0]; 'after'", file.Path);

        Assert.Equal("MfaTokenNeeded", run.ErrorId);
        Assert.Contains("arn:aws:iam::444455556666:mfa/someone", run.Error.Message());
        Assert.Equal("after", Assert.Single(run.Output).AsText());
    }

    [Theory]
    [InlineData("-ProfileName none -ProfileLocation", "ProfileNotFound")]
    [InlineData("-AccessKey x -ProfileLocation", "KeysIncomplete")]
    [InlineData("-SessionToken x -ProfileLocation", "KeysIncomplete")]
    [InlineData("-ProfileName second -AccessKey x -SecretKey y -ProfileLocation", "CredentialsAmbiguous")]
    [InlineData("-Credential 5 -ProfileLocation", "CredentialShapeUnknown")]
    public void What_contradicts_itself_is_an_error_before_any_call(string arguments, string errorId)
    {
        using var file = new CredentialsFile(Profiles);
        using var session = NewSession();

        Assert.Equal(errorId, session.Run($"Get-SsmLoggingPreference {arguments} $args[0]", file.Path).ErrorId);
        Assert.Empty(Sandbox.Calls.All);
    }

    [Fact]
    public void Keys_that_are_given_win_over_stored_credentials_of_any_shape()
    {
        using var session = new ModuleSession(Sandbox);

        Assert.Equal(SandboxAccounts.First.Id, session.Run("$StoredAWSCredentials = 5; Get-SsmLoggingPreference").Single.Get("AccountId"));
    }

    [Fact]
    public void Wrong_keys_are_denied()
    {
        using var session = NewSession();

        var run = session.Run("Get-SsmLoggingPreference -AccessKey AKIANOBODY -SecretKey nothing");

        Assert.Equal("AccessDenied", run.ErrorId);
    }

    private ModuleSession NewSession(string input = "", bool canPrompt = true) =>
        new(Sandbox, input, new Hashtable { ["*-Ssm*:EndpointUrl"] = Sandbox.Url }, canPrompt);
}
