namespace SsmSessionLogging.Tests.Module;

public sealed class ConfirmTests : ModuleTest
{
    // The answers, then the Regions that are changed of us-east-1, eu-west-1 and eu-west-3.
    [Theory]
    [InlineData("y,n,y", "us-east-1", "eu-west-3")]
    [InlineData("n,n,n")]
    [InlineData("a", "us-east-1", "eu-west-1", "eu-west-3")]
    [InlineData("y,l", "us-east-1")]
    public void The_answers_decide_document_by_document(string answers, params string[] changed)
    {
        using var session = new ModuleSession(Sandbox, answers.Replace(',', '\n') + "\n");

        var run = session.Run("Set-SsmS3Logging audit-logs -Region us-east-1, eu-west-1, eu-west-3 -Confirm -PassThru").ThrowOnError();

        Assert.Equal(changed, run.Texts("Region"));
        Assert.Contains("S3BucketName", run.Screen);
        Assert.Contains("audit-logs", run.Screen);
    }

    [Fact]
    public void Where_nobody_can_answer_the_command_ends_with_an_error_and_writes_nothing()
    {
        using var session = new ModuleSession(Sandbox, canPrompt: false);

        var run = session.Run("Set-SsmS3Logging audit-logs -Region us-east-1, eu-west-1 -Confirm");

        Assert.NotNull(run.Error);
        Assert.Equal(0, Sandbox.Calls.Count("CreateDocument"));
    }

    [Fact]
    public void Nothing_is_asked_where_nothing_would_change()
    {
        using var session = new ModuleSession(Sandbox, "y\n");
        session.Run("Set-SsmS3Logging audit-logs").ThrowOnError();

        var run = session.Run("Set-SsmS3Logging audit-logs -Confirm").ThrowOnError();

        Assert.DoesNotContain("Go on?", run.Screen);
    }
}
