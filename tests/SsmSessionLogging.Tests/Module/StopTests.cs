namespace SsmSessionLogging.Tests.Module;

/// <summary>Commands that end before their time leave nothing running and nothing half said.</summary>
public sealed class StopTests : ModuleTest
{
    [Theory]
    [InlineData("Get-SsmLoggingPreference -Region eu-west-1, us-east-1, eu-west-3", 3)]
    [InlineData("Get-SsmLoggingPreference -AllVersions", 1)]
    [InlineData("Set-SsmS3Logging audit-logs", 1)]
    [InlineData("Set-SsmLoggingPreference -IdleSessionTimeout 30", 1)]
    [InlineData("Export-SsmLoggingPreference -Path ./never-made -Region eu-west-1, us-east-1", 2)]
    public async Task Ctrl_C_returns_and_closes_the_connections(string command, int held)
    {
        var fault = Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, Operation = "DescribeDocument" });
        using var powerShell = Session.Start(command);
        var running = powerShell.InvokeAsync();
        await WaitForAsync(() => Sandbox.Faults.All.Single().Holding == held);

        await powerShell.StopAsync(callback: null, state: null);

        await Assert.ThrowsAsync<PipelineStoppedException>(() => running);
        await WaitForAsync(() => Sandbox.Calls.All.Count(call => call.AbortedByClient) == held);
        var asked = Sandbox.Calls.All.Count;
        Sandbox.Faults.Release(fault);
        Run("Get-SsmLoggingPreference -Region eu-west-2").ThrowOnError();
        Assert.All(Sandbox.Calls.All.Skip(asked), call => Assert.Equal("eu-west-2", call.Region));
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData("Set-SsmS3Logging -KeyPrefix new")]
    [InlineData("Set-SsmS3Logging -KeyPrefix new -Verbose -PassThru")]
    [InlineData("Set-SsmS3Logging -KeyPrefix new -Region eu-west-1, us-east-1 -WarningAction SilentlyContinue -ErrorAction SilentlyContinue")]
    public async Task What_is_written_when_Ctrl_C_comes_becomes_the_default_and_the_host_says_so(string command)
    {
        Put(Documents.ToS3);
        var fault = Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, When = FaultMoment.After, Operation = "UpdateDocument" });

        await StopAsync(command, fault, () => Sandbox.Faults.Release(fault));

        Assert.Equal(2, Stored()!.DefaultVersion);
        Assert.Equal(["UpdateDocument", "UpdateDocumentDefaultVersion"], Writes);
        Assert.Contains(
            "WARNING: The command was stopped, and its change of 'SSM-SessionManagerRunShell' in 111122223333, eu-west-1 was finished: version 2 is written, and the default holds it. "
            + "To undo: [pscustomobject]@{ AccountId = '111122223333'; Region = 'eu-west-1' } | Get-SsmLoggingPreference -DocumentVersion 1",
            Session.Screen);
    }

    [Theory]
    [InlineData("DescribeDocument", FaultMoment.Before, 1, "Version 2 of 'SSM-SessionManagerRunShell' in 111122223333, eu-west-1 is written, the default is still 1.", "To finish: Set-SsmLoggingPreference -Region eu-west-1 -BaseVersion Latest")]
    [InlineData("UpdateDocumentDefaultVersion", FaultMoment.Before, 1, "Version 2 of 'SSM-SessionManagerRunShell' in 111122223333, eu-west-1 is written, and whether sessions use it is not known.", "Run the command again")]
    [InlineData("UpdateDocumentDefaultVersion", FaultMoment.After, 2, "Version 2 of 'SSM-SessionManagerRunShell' in 111122223333, eu-west-1 is written, and whether sessions use it is not known.", "Run the command again")]
    public async Task What_Ctrl_C_leaves_half_done_is_said_on_the_host_with_the_command_that_mends_it(
        string operation, FaultMoment when, int defaultVersion, string stands, string advice)
    {
        Put(Documents.ToS3);
        var update = Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, When = FaultMoment.After, Operation = "UpdateDocument" });

        await StopAsync("Set-SsmS3Logging -KeyPrefix new -ErrorAction SilentlyContinue", update, () =>
        {
            Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, When = when, Operation = operation });
            Sandbox.Faults.Release(update);
        });

        Assert.Equal((2, defaultVersion), (Stored()!.Latest.Number, Stored()!.DefaultVersion));
        Assert.Contains($"WARNING: {stands} The command was stopped.", Session.Screen);
        Assert.Contains(advice, Session.Screen);
        Assert.DoesNotContain(SandboxAccounts.First.SecretAccessKey, Session.Screen);
    }

    [Fact]
    public async Task What_is_not_known_when_Ctrl_C_comes_is_said_on_the_host()
    {
        Put(Documents.ToS3);
        var update = Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, Operation = "UpdateDocument" });

        await StopAsync("Set-SsmS3Logging -KeyPrefix new", update, () => { });

        Assert.Contains(
            "WARNING: The change of 'SSM-SessionManagerRunShell' in 111122223333, eu-west-1 was sent, and whether it is written, or will be, is not known: the latest version before was 1. "
            + "The command was stopped before the answer came. Run the command again",
            Session.Screen);
    }

    [Theory]
    [InlineData("foreach ($once in 1) { Get-SsmLoggingPreference -Region eu-west-1, us-east-1, eu-west-3 | ForEach-Object { $_; break } }", 1)]
    [InlineData("foreach ($once in 1) { Get-SsmLoggingPreference -AllVersions | ForEach-Object { $_; break } }", 1)]
    [InlineData("try { Get-SsmLoggingPreference -Region eu-west-1, us-east-1 | ForEach-Object { throw 'enough' } } catch { $_.ToString() }", 1)]
    public void A_later_command_that_has_enough_stops_it(string script, int outputs)
    {
        Put(Documents.ToS3);
        Put(Documents.Streaming);

        var run = Run($"{script}; 'after'").ThrowOnError();

        Assert.Equal(outputs + 1, run.Output.Count);
        Assert.Equal("after", run.Output[^1].AsText());
        Assert.All(Sandbox.Calls.All, call => Assert.True(call.Completed));
    }

    [Fact]
    public void ErrorAction_Stop_ends_at_the_first_error()
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Service = "SSM", Region = "us-east-1" });

        var run = Run("Get-SsmLoggingPreference -Region eu-west-1, us-east-1, eu-west-3 -ErrorAction Stop; 'after'");

        Assert.Equal("AccessDenied", run.ErrorId);
        Assert.Equal(["eu-west-1"], run.Texts("Region"));
    }

    [Fact]
    public void ErrorVariable_and_try_see_the_errors()
    {
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Service = "SSM" });

        Assert.Equal(
            ["2", "AccessDenied"],
            Run("""
                Get-SsmLoggingPreference -Region eu-west-1, us-east-1 -ErrorAction SilentlyContinue -ErrorVariable failures
                "$($failures.Count)"
                try { Set-SsmS3Logging audit-logs -ErrorAction Stop } catch { $_.FullyQualifiedErrorId.Split(',')[0] }
                """).ThrowOnError().Output.Select(item => item.AsText()));
    }

    [Theory]
    [InlineData("Set-SsmS3Logging audit-logs -WarningAction Stop")]
    [InlineData("Enable-SsmCloudWatchStreaming /session-manager/encrypted -WarningAction Stop")]
    public void A_warning_that_stops_comes_before_anything_is_written(string command)
    {
        var run = Run(command);

        Assert.Equal("ActionPreferenceStop", run.ErrorId);
        Assert.Empty(Writes);
        Assert.Equal("none", Run("'none'").Single.AsText());
    }

    /// <summary>Stops a command as soon as a call of it is held.</summary>
    private async Task StopAsync(string command, string held, Action stopped)
    {
        using var powerShell = Session.Start(command);
        var stopping = new TaskCompletionSource();
        powerShell.InvocationStateChanged += (_, change) =>
        {
            if (change.InvocationStateInfo.State is PSInvocationState.Stopping)
            {
                stopping.TrySetResult();
            }
        };
        var running = powerShell.InvokeAsync();
        await Sandbox.Faults.WaitUntilHeldAsync(held, Cancel);

        var stop = powerShell.StopAsync(callback: null, state: null);
        await stopping.Task;
        stopped();

        await stop;
        await Assert.ThrowsAsync<PipelineStoppedException>(() => running);
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(10, Cancel);
        }
    }
}
