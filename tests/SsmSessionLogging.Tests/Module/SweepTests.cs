namespace SsmSessionLogging.Tests.Module;

/// <summary>One change over many targets.</summary>
public sealed class SweepTests : ModuleTest
{
    private const string Sweep = "Set-SsmS3Logging audit-logs -KeyPrefix swept -PassThru -Region us-east-1, eu-west-1, eu-west-3, us-west-2";

    [Theory]
    [InlineData("-ThrottleLimit 1", "us-east-1 Changed", "eu-west-1 Failed", "eu-west-3 Skipped", "us-west-2 Skipped")]
    [InlineData("-ThrottleLimit 1 -StopAfterFailures 2", "us-east-1 Changed", "eu-west-1 Failed", "eu-west-3 Changed", "us-west-2 Failed")]
    [InlineData("-ThrottleLimit 1 -StopAfterFailures 3", "us-east-1 Changed", "eu-west-1 Failed", "eu-west-3 Changed", "us-west-2 Failed")]
    public void It_stops_after_so_many_failures_and_its_receipts_list_every_target(string arguments, params string[] receipts)
    {
        foreach (var region in new[] { "us-east-1", "eu-west-1", "eu-west-3", "us-west-2" })
        {
            Put(Documents.ToS3, region);
        }

        foreach (var region in new[] { "eu-west-1", "us-west-2" })
        {
            Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Service = "SSM", Region = region });
        }

        var run = Run($"{Sweep} {arguments}");

        Assert.Equal(receipts, run.Output.Select(item => $"{item.Get("Region")} {item.Get("Result")}"));
        Assert.Equal(receipts.Count(receipt => receipt.EndsWith("Failed", StringComparison.Ordinal)), run.Errors.Count);
        Assert.All(run.Texts("AccountId"), id => Assert.Equal(SandboxAccounts.First.Id, id));
        Assert.All(run.Output, item => Assert.Equal(item.Text("Result") == "Changed", item.Get("UndoCommand") is not null));
    }

    [Fact]
    public void The_skipped_are_not_asked()
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Service = "SSM" });

        Run(Sweep);

        Assert.Equal(["us-east-1"], Sandbox.Calls.All.Where(call => call.Service == "SSM").Select(call => call.Region).Distinct());
    }

    [Fact]
    public void What_stands_there_already_is_unchanged()
    {
        Run("Set-SsmS3Logging audit-logs -KeyPrefix swept -Region eu-west-1").ThrowOnError();

        Assert.Equal(["Changed", "Unchanged", "Changed", "Changed"], Run(Sweep).ThrowOnError().Texts("Result"));
    }

    [Fact]
    public void A_target_that_cannot_even_be_opened_has_a_receipt()
    {
        var run = Run("Disable-SsmS3Logging -PassThru -RoleArn arn:aws:iam::444455556666:role/NoSuchRole, arn:aws:iam::111122223333:role/SessionLogging");

        Assert.Equal(["444455556666 Failed", "111122223333 Skipped"], run.Output.Select(item => $"{item.Get("AccountId")} {item.Get("Result")}"));
        Assert.Equal("RoleRefused", run.ErrorId);
    }

    [Fact]
    public void It_goes_on_from_one_piped_object_to_the_next()
    {
        var run = Run("""
            'us-east-1', 'eu-west-1', 'eu-west-3' | ForEach-Object { [pscustomobject]@{ Region = $_ } } |
                Set-SsmS3Logging 'audit-logs' -KeyPrefix '{Region}' -PassThru
            """).ThrowOnError();

        Assert.Equal(["us-east-1 Changed", "eu-west-1 Changed", "eu-west-3 Changed"], run.Output.Select(item => $"{item.Get("Region")} {item.Get("Result")}"));
        Assert.Equal("eu-west-3", Run("Get-SsmLoggingPreference -Region eu-west-3").Single.Get("S3KeyPrefix"));
    }

    [Fact]
    public void Its_undo_commands_undo_it()
    {
        foreach (var region in new[] { "us-east-1", "eu-west-1", "eu-west-3", "us-west-2" })
        {
            Put(Documents.ToS3, region);
        }

        Run($"$receipts = {Sweep}; foreach ($receipt in $receipts) {{ & ([scriptblock]::Create($receipt.UndoCommand)) }}").ThrowOnError();

        Assert.All(
            Run("Get-SsmLoggingPreference -Region us-east-1, eu-west-1, eu-west-3, us-west-2").ThrowOnError().Texts("S3KeyPrefix"),
            prefix => Assert.Equal("sessions", prefix));
    }

    [Fact]
    public void It_shows_its_progress()
    {
        var progress = Run(Sweep).ThrowOnError().Progress.Select(record => record.StatusDescription).ToList();

        Assert.Contains("'SSM-SessionManagerRunShell' in us-east-1", progress[0]);
        Assert.Contains(progress, status => status.Contains("us-west-2", StringComparison.Ordinal));
    }
}
