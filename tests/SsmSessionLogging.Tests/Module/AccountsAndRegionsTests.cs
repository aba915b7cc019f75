using SessionLogging.Sandbox.Ssm;

namespace SsmSessionLogging.Tests.Module;

public sealed class AccountsAndRegionsTests : ModuleTest
{
    private const string Roles = "-RoleArn 'arn:aws:iam::{AccountId}:role/Audit' -AccountId 444455556666, 111122223333";

    [Fact]
    public void Several_Regions_answer_in_the_order_given()
    {
        var run = Run("Get-SsmLoggingPreference -Region us-west-2, eu-west-1, ap-south-1, us-east-1, eu-west-1").ThrowOnError();

        Assert.Equal(["us-west-2", "eu-west-1", "ap-south-1", "us-east-1"], run.Texts("Region"));
    }

    [Fact]
    public async Task They_are_asked_side_by_side()
    {
        var faults = new[] { "us-west-2", "eu-west-1", "us-east-1" }
            .Select(region => Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, Operation = "DescribeDocument", Region = region })).ToList();

        var running = Task.Run(() => Run("Get-SsmLoggingPreference -Region us-west-2, eu-west-1, us-east-1"), Cancel);
        await Task.WhenAll(faults.Select(fault => Sandbox.Faults.WaitUntilHeldAsync(fault, Cancel)));
        faults.AsEnumerable().Reverse().ToList().ForEach(fault => Sandbox.Faults.Release(fault));

        Assert.Equal(["us-west-2", "eu-west-1", "us-east-1"], (await running).ThrowOnError().Texts("Region"));
    }

    [Fact]
    public void Roles_times_Regions_are_asked()
    {
        var run = Run($"Get-SsmLoggingPreference {Roles} -Region eu-west-1, us-east-1").ThrowOnError();

        Assert.Equal(
            ["444455556666 eu-west-1", "444455556666 us-east-1", "111122223333 eu-west-1", "111122223333 us-east-1"],
            run.Output.Select(item => $"{item.Get("AccountId")} {item.Get("Region")}"));
    }

    [Fact]
    public void An_external_id_is_passed_on() =>
        Assert.Equal(
            SandboxAccounts.Second.Id,
            Run($"Get-SsmLoggingPreference -RoleArn arn:aws:iam::444455556666:role/AuditWithExternalId -ExternalId {Seeds.ExternalId}").Single.Get("AccountId"));

    [Theory]
    [InlineData("SSM")]
    public void One_account_that_fails_is_one_error_in_its_place_and_the_others_answer(string service)
    {
        Sandbox.Faults.Add(new SandboxFault
        {
            Kind = FaultKind.Deny, Service = service, Region = "us-east-1", Operation = service == "STS" ? "AssumeRole" : null,
        });

        var run = Run("Get-SsmLoggingPreference -RoleArn arn:aws:iam::444455556666:role/Audit -Region eu-west-3, us-east-1, eu-west-1 2>&1");

        Assert.Equal(["LoggingPreference", "ErrorRecord", "LoggingPreference"], run.Output.Select(item => item.BaseObject.GetType().Name));
        var error = (ErrorRecord)run.Output[1].BaseObject;
        Assert.Equal("AccessDenied", error.Id());
        Assert.Contains("'SSM-SessionManagerRunShell' in 444455556666, us-east-1", error.Message());
    }

    [Fact]
    public void A_piped_object_goes_to_its_own_account_and_Region()
    {
        var rows = "[pscustomobject]@{ AccountId = '444455556666'; Region = 'us-east-1' }, [pscustomobject]@{ AccountId = '111122223333'; Region = 'eu-west-1'; DocumentName = 'Team-Sessions' }";

        Run($"{rows} | Set-SsmS3Logging audit-logs -RoleArn 'arn:aws:iam::{{AccountId}}:role/SessionLogging'").ThrowOnError();

        Assert.NotNull(Sandbox.Account("444455556666").Region("us-east-1").Documents.Find(Preferences));
        Assert.NotNull(Stored(name: "Team-Sessions"));
        Assert.Null(Stored());
        Assert.Null(Stored("us-east-1"));
    }

    [Fact]
    public void An_object_of_an_account_that_is_not_opened_is_an_error_and_the_next_one_is_read()
    {
        var run = Run("[pscustomobject]@{ AccountId = '999999999999'; Region = 'eu-west-1' }, [pscustomobject]@{ AccountId = '111122223333'; Region = 'us-east-1' } | Get-SsmLoggingPreference");

        Assert.Equal("AccountNotOpened", run.ErrorId);
        Assert.Contains("999999999999", run.Error.Message());
        Assert.Equal(["us-east-1"], run.Texts("Region"));
    }

    [Fact]
    public void Properties_of_piped_objects_never_choose_whom_to_ask_as_parameters_do()
    {
        var run = Run("[pscustomobject]@{ AccountId = '111122223333'; Region = 'us-east-1'; ProfileName = 'x'; RoleArn = 'y'; EndpointUrl = 'z' } | Get-SsmLoggingPreference");

        Assert.Equal("us-east-1", run.Single.Get("Region"));
    }

    [Theory]
    [InlineData("-Region eu-west-3, us-west-2", "111122223333 eu-west-3", "111122223333 us-west-2")]
    [InlineData("-RoleArn arn:aws:iam::444455556666:role/SessionLogging", "444455556666 eu-west-1")]
    [InlineData("-RoleArn arn:aws:iam::444455556666:role/SessionLogging -Region us-east-1", "444455556666 us-east-1")]
    [InlineData("", "111122223333 eu-west-1")]
    public void A_whole_preference_goes_home_unless_Region_or_RoleArn_say_otherwise(string arguments, params string[] targets)
    {
        Put(Documents.ToS3But(("s3BucketName", "")));

        var run = Run($"Get-SsmLoggingPreference | Set-SsmLoggingPreference {arguments} -PassThru").ThrowOnError();

        Assert.Equal(targets, run.Output.Select(item => $"{item.Get("AccountId")} {item.Get("Region")}"));
    }

    [Fact]
    public void Region_takes_the_objects_of_AWS_Tools() => Assert.Equal(
        ["eu-west-3", "us-east-1"],
        Run("Get-SsmLoggingPreference -Region ([pscustomobject]@{ Region = 'eu-west-3' }), ([pscustomobject]@{ SystemName = 'us-east-1' })").ThrowOnError().Texts("Region"));
}
