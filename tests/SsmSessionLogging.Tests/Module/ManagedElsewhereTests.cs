using SessionLogging.Sandbox.CloudTrail;
using SessionLogging.Sandbox.Ssm;

namespace SsmSessionLogging.Tests.Module;

/// <summary>Whose document it is that a command changes.</summary>
public sealed class ManagedElsewhereTests : ModuleTest
{
    private const string Change = "Set-SsmS3Logging audit-logs -KeyPrefix mine";
    private const string Terraform = "APN/1.0 HashiCorp/1.0 Terraform/1.9.8 terraform-provider-aws/5.76.0";

    private EventHistory History => Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).EventHistory;

    private DateTimeOffset Now => Sandbox.Cloud.Clock.GetUtcNow();

    [Fact]
    public void What_Terraform_wrote_last_is_warned_of_and_changed()
    {
        Put(Documents.ToS3);
        History.Put("CreateDocument", Now, Preferences, Terraform);

        var run = Run($"{Change} -PassThru").ThrowOnError();

        Assert.Equal("Changed", run.Output[0].Text("Result"));
        Assert.StartsWith(
            "ManagedElsewhere: 'SSM-SessionManagerRunShell' in 111122223333, eu-west-1 is managed by Terraform: CloudTrail has it as the last writer, at ",
            Assert.Single(run.Warnings, warning => warning.StartsWith("ManagedElsewhere", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_tags_of_a_stack_need_no_look_into_the_history()
    {
        Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Documents.Put(Preferences, Documents.ToS3, tags: [new("aws:cloudformation:stack-name", "logging")]);

        Assert.Contains(Run(Change).ThrowOnError().Warnings, warning => warning.Contains("is managed by CloudFormation: its tags name the stack 'logging'.", StringComparison.Ordinal));
        Assert.Equal(0, Sandbox.Calls.Count("LookupEvents"));
    }

    // The command's own change is what is there last.
    [Fact]
    public void What_this_module_wrote_last_is_nobody_elses()
    {
        Put(Documents.ToS3);
        History.Put("CreateDocument", Now.AddMinutes(-10), Preferences, Terraform);

        Run(Change).ThrowOnError();
        var run = Run("Set-SsmS3Logging audit-logs -KeyPrefix again").ThrowOnError();

        Assert.DoesNotContain(run.Warnings, warning => warning.StartsWith("ManagedElsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public void A_history_that_may_not_be_asked_says_nothing()
    {
        Put(Documents.ToS3);
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "LookupEvents" });

        var run = Run(Change).ThrowOnError();

        Assert.DoesNotContain(run.Warnings, warning => warning.Contains("cloudtrail", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(-91, 0)]
    [InlineData(-89, 1)]
    public void The_history_is_asked_where_it_can_know_the_version(int days, int looks)
    {
        Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Documents.Put(Preferences, Documents.ToS3, created: Now.AddDays(days));

        Run(Change).ThrowOnError();

        Assert.Equal(looks, Sandbox.Calls.Count("LookupEvents"));
    }

    [Fact]
    public void The_history_is_asked_once_for_all_documents_of_a_Region_and_not_without_the_check()
    {
        var documents = Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Documents;
        Array.ForEach(["A-1", "A-2", "A-3"], name => documents.Put(name, Documents.ToS3));
        const string Three = "'A-1', 'A-2', 'A-3' | ForEach-Object { [pscustomobject]@{ Region = 'eu-west-1'; DocumentName = $_ } } | ";
        Run($"{Three} {Change}").ThrowOnError();
        Assert.Equal(1, Sandbox.Calls.Count("LookupEvents"));

        Run($"{Three} Set-SsmS3Logging audit-logs -KeyPrefix again -SkipTargetCheck").ThrowOnError();
        Assert.Equal(1, Sandbox.Calls.Count("LookupEvents"));
    }
}
