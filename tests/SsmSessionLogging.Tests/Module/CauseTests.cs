namespace SsmSessionLogging.Tests.Module;

/// <summary>Why a command fails: each cause has an error of its own, told once and not in every Region or by every call.</summary>
public sealed class CauseTests : ModuleTest
{
    private const string Three = "-Region eu-west-1, us-east-1, us-west-2";

    private static readonly string[] Commands =
    [
        "Get-SsmLoggingPreference",
        "Get-SsmLoggingPreference -AllVersions",
        "Get-SsmSessionReport -SkipLogStatus -Days 1",
        "Get-SsmSessionAction",
        "Test-SsmSessionAction notify",
        "Set-SsmLoggingPreference -IdleSessionTimeout 15 -StopAfterFailures 5",
        "Disable-SsmSessionAction notify",
    ];

    public static TheoryData<string> Every => [.. Commands];

    [Theory]
    [MemberData(nameof(Every))]
    public void An_expired_token_is_told_once_with_what_to_do(string command)
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Error, Code = "ExpiredTokenException", Status = 400, Message = "The security token included in the request is expired" });

        AssertToldOnce($"{command} {Three}", "TokenExpired", "Sign in again");
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void A_clock_that_is_wrong_is_told_once_with_what_to_do(string command)
    {
        Sandbox.Faults.Add(new SandboxFault
        {
            Kind = FaultKind.Error, Code = "InvalidSignatureException", Status = 403,
            Message = "Signature expired: 20241015T212205Z is now earlier than 20241015T220000Z (20241015T220500Z - 5 min.)",
        });

        AssertToldOnce($"{command} {Three}", "ClockSkewed", "clock");
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void A_refused_role_is_told_once_and_asked_for_once(string command)
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "AssumeRole" });

        var run = AssertToldOnce($"{command} {Three} -RoleArn arn:aws:iam::444455556666:role/Audit", "RoleRefused", "trust policy");

        Assert.Equal("arn:aws:iam::444455556666:role/Audit", $"{run.Error.TargetObject}");
        Assert.Equal(1, Sandbox.Calls.Count("AssumeRole"));
    }

    [Fact]
    public void Each_role_that_is_refused_is_told()
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "AssumeRole" });

        var run = Run($"Get-SsmLoggingPreference {Three} -RoleArn arn:aws:iam::444455556666:role/Audit, arn:aws:iam::111122223333:role/Audit");

        Assert.Equal(["RoleRefused", "RoleRefused"], run.Errors.Select(error => error.Id()));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public void A_profile_that_is_not_there_is_told_once(string command)
    {
        using var file = new CredentialsFile("");
        using var session = new ModuleSession(Sandbox, defaults: new System.Collections.Hashtable { ["*-Ssm*:EndpointUrl"] = Sandbox.Url });

        Assert.Equal("ProfileNotFound", session.Run($"{command} {Three} -ProfileName none -ProfileLocation $args[0]", file.Path).ErrorId);
    }

    [Fact]
    public void A_question_that_nobody_can_answer_names_the_way_to_answer_it()
    {
        using var session = new ModuleSession(Sandbox, canPrompt: false);

        var run = session.Run("Set-SsmLoggingPreference -IdleSessionTimeout 15 -Confirm");

        Assert.Equal("ConsentNeeded", run.ErrorId);
        Assert.Contains("-Confirm:$false", run.Error.Advice(), StringComparison.Ordinal);
        Assert.Null(Stored());
    }

    [Theory]
    [InlineData("Get-SsmLoggingPreference")]
    [InlineData("Get-SsmSessionReport -SkipLogStatus -Days 1")]
    public void Where_nothing_answers_the_account_that_stays_empty_is_no_second_message(string command)
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Error, Code = "AccessDenied", Status = 403 });

        var run = Run(command);

        Assert.Equal("AccessDenied", run.ErrorId);
        Assert.DoesNotContain(run.Warnings, warning => warning.Contains("AccountId", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_only_STS_does_not_answer_that_is_a_warning()
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "GetCallerIdentity" });

        var run = Run($"Get-SsmLoggingPreference {Three}").ThrowOnError();

        Assert.Equal(3, run.Output.Count);
        Assert.Single(run.Warnings, warning => warning.StartsWith("The AccountId stays empty", StringComparison.Ordinal));
    }

    private ModuleRun AssertToldOnce(string command, string errorId, string advice)
    {
        var run = Run(command);

        Assert.Equal([errorId], run.Errors.Select(error => error.Id()));
        Assert.Contains(advice, run.Error.Advice(), StringComparison.Ordinal);
        Assert.DoesNotContain(run.Warnings, warning => warning.Contains("AccountId", StringComparison.Ordinal));
        Assert.True(run.Warnings.Count <= 1, string.Join("\n", run.Warnings));
        return run;
    }
}
