using SessionLogging.Sandbox.Calls;

namespace SsmSessionLogging.Tests.Module;

/// <summary>A change of many documents: how it goes on, what it keeps, and how it is gone on with.</summary>
public sealed class RolloutTests : ModuleTest, IDisposable
{
    private const string Change = "Set-SsmS3Logging audit-logs -KeyPrefix rolled";
    private const string Sweep = Change + " -Region us-east-1, eu-west-1, eu-west-3, us-west-2";

    private static readonly string[] Regions = ["us-east-1", "eu-west-1", "eu-west-3", "us-west-2"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rollout");

    private string Receipts => Path.Combine(_folder.FullName, "receipts.jsonl");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_first_is_changed_alone_and_then_so_many_side_by_side()
    {
        PutAll();
        var first = Hold("us-east-1");
        var others = Regions[1..3].Select(region => Hold(region)).ToList();
        var running = Task.Run(() => Run($"{Sweep} -ThrottleLimit 2 -PassThru"), Cancel);

        await Sandbox.Faults.WaitUntilHeldAsync(first, Cancel);
        Assert.Equal(["us-east-1"], Asked);
        Sandbox.Faults.Release(first);
        await Task.WhenAll(others.Select(fault => Sandbox.Faults.WaitUntilHeldAsync(fault, Cancel)));
        Assert.Equal(Regions[..3], Asked.OrderBy(region => Array.IndexOf(Regions, region)));
        others.AsEnumerable().Reverse().ToList().ForEach(fault => Sandbox.Faults.Release(fault));

        Assert.Equal(Regions.Select(region => $"{region} Changed"), (await running).ThrowOnError().Output.Select(item => $"{item.Get("Region")} {item.Get("Result")}"));
    }

    // Both are agreed to in order; the second is told its failure while the first of them is still being read.
    [Fact]
    public async Task What_is_not_sent_when_the_last_allowed_failure_comes_is_not_sent_any_more()
    {
        PutAll();
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "GetDocument", Region = "eu-west-3" });
        var slow = Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, Operation = "GetDocument", Region = "eu-west-1" });
        using var powerShell = Session.Start($"{Sweep} -PassThru -ErrorAction SilentlyContinue");
        var failed = new TaskCompletionSource();
        powerShell.Streams.Progress.DataAdded += (progress, added) =>
        {
            if (((PSDataCollection<ProgressRecord>)progress!)[added.Index].StatusDescription.Contains("1 failed", StringComparison.Ordinal))
            {
                failed.TrySetResult();
            }
        };

        var running = powerShell.InvokeAsync();
        await Task.WhenAll(Sandbox.Faults.WaitUntilHeldAsync(slow, Cancel), failed.Task);
        Sandbox.Faults.Release(slow);
        var results = (await running).Select(item => $"{item.Get("Region")} {item.Get("Result")}").ToList();

        Assert.Equal(["us-east-1 Changed", "eu-west-1 Skipped", "eu-west-3 Failed"], results[..3]);
        Assert.Equal(1, Stored()!.Latest.Number);
    }

    [Fact]
    public void A_bucket_is_looked_at_once_for_each_identity_and_again_where_that_failed()
    {
        PutAll();
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Error, Operation = "GetBucketEncryption", Code = "InternalError", Status = 500, Message = "once", Times = 4 });

        var run = Run($"{Sweep} -StopAfterFailures 2 -PassThru -ErrorAction SilentlyContinue");
        var answered = Looks(call => call.ErrorCode is null);
        Sandbox.Faults.Clear();
        Sandbox.Calls.Clear();
        Run($"Set-SsmS3Logging audit-logs -KeyPrefix again -RoleArn 'arn:aws:iam::{{AccountId}}:role/Audit' -AccountId 111122223333, 444455556666 -Region eu-west-1, us-east-1 -ThrottleLimit 1 -ErrorAction SilentlyContinue -WarningAction SilentlyContinue");

        Assert.Equal(["us-east-1 Failed", "eu-west-1 Changed", "eu-west-3 Changed", "us-west-2 Changed"], run.Output.Select(item => $"{item.Get("Region")} {item.Get("Result")}"));
        Assert.Single(answered);
        Assert.Equal((2, 2), (Looks(_ => true).Count, Looks(_ => true).Distinct().Count()));

        // In another Region than the bucket's the first account is sent on there, and the second knows.
        Sandbox.Calls.Clear();
        Run($"Set-SsmS3Logging audit-logs -KeyPrefix third -RoleArn 'arn:aws:iam::{{AccountId}}:role/Audit' -AccountId 111122223333, 444455556666 -Region us-east-1 -ThrottleLimit 1 -ErrorAction SilentlyContinue -WarningAction SilentlyContinue");
        Assert.Equal((3, 2), (Looks(_ => true).Count, Looks(_ => true).Distinct().Count()));

        List<string?> Looks(Func<SandboxCall, bool> which) => [.. Sandbox.Calls.All.Where(call => call.Operation == "GetBucketEncryption").Where(which).Select(call => call.Caller)];
    }

    [Fact]
    public void Receipts_are_kept_with_a_line_before_each_change_and_one_after_it()
    {
        PutAll();
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "UpdateDocument", Region = "eu-west-1" });

        Run($"{Sweep} -ThrottleLimit 1 -ReceiptPath $args[0] -ErrorAction SilentlyContinue", Receipts);

        var lines = Lines();
        Assert.Equal(
            ["us-east-1 Begun", "us-east-1 Changed", "eu-west-1 Begun", "eu-west-1 Failed", "eu-west-3 Skipped", "us-west-2 Skipped"],
            lines.Select(line => $"{Text(line, "Region")} {Text(line, "Result")}"));
        Assert.Equal(
            "[pscustomobject]@{ AccountId = '111122223333'; Region = 'us-east-1' } | Get-SsmLoggingPreference -DocumentVersion 1 -EndpointUrl '" + Sandbox.Url + "' | Set-SsmLoggingPreference -EndpointUrl '" + Sandbox.Url + "'",
            Text(lines[1], "UndoCommand"));
        Assert.Equal(Text(lines[0], "UndoCommand"), Text(lines[1], "UndoCommand"));
        Assert.Equal("S3KeyPrefix: sessions -> rolled", string.Join(", ", lines[1].GetProperty("Changes").EnumerateArray().Select(change => $"{Text(change, "Setting")}: {Text(change, "Before")} -> {Text(change, "After")}")));
        Assert.Single(lines.Select(line => Text(line, "Request")).Distinct());
        Assert.StartsWith("AccessDenied: ", Text(lines[3], "Reason"), StringComparison.Ordinal);
        Assert.DoesNotContain(SandboxAccounts.First.SecretAccessKey, File.ReadAllText(Receipts));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Receipts));
        }
    }

    [Fact]
    public async Task A_line_is_on_the_disk_before_anything_is_sent()
    {
        PutAll();
        var held = Hold("us-east-1");
        var running = Task.Run(() => Run($"{Sweep} -ReceiptPath $args[0]", Receipts), Cancel);

        await Sandbox.Faults.WaitUntilHeldAsync(held, Cancel);
        var line = Assert.Single(Lines());
        Sandbox.Faults.Release(held);

        (await running).ThrowOnError();
        Assert.Equal(("us-east-1", "Begun"), (Text(line, "Region"), Text(line, "Result")));
    }

    [Fact]
    public void Going_on_touches_nothing_that_is_done_and_looks_at_all_else()
    {
        PutAll();
        var denied = Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "UpdateDocument", Region = "eu-west-3" });
        Run($"{Sweep} -ThrottleLimit 1 -ReceiptPath $args[0] -ErrorAction SilentlyContinue", Receipts);
        Sandbox.Faults.Clear();
        Sandbox.Calls.Clear();

        var run = Run($"{Sweep} -ResumeFrom $args[0] -PassThru", Receipts).ThrowOnError();

        Assert.Equal(["eu-west-3 Changed", "us-west-2 Changed"], run.Output.Select(item => $"{item.Get("Region")} {item.Get("Result")}"));
        Assert.DoesNotContain("us-east-1", Asked);
        Assert.DoesNotContain("eu-west-1", Asked);
        Assert.Contains(run.Progress, progress => progress.StatusDescription.StartsWith("2 changed, 0 unchanged, 0 failed, 0 left, 2 done before", StringComparison.Ordinal));
        Assert.Empty(Run($"{Sweep} -ResumeFrom $args[0] -PassThru", Receipts).ThrowOnError().Output);
        Assert.NotEmpty(denied);
    }

    [Theory]
    [InlineData("Set-SsmS3Logging audit-logs -KeyPrefix other -Region us-east-1, eu-west-1")]
    [InlineData("Set-SsmS3Logging audit-logs -KeyPrefix rolled -AllowUnencrypted -Region us-east-1, eu-west-1")]
    [InlineData("Set-SsmS3Logging audit-logs -KeyPrefix rolled -BaseVersion Latest -Region us-east-1, eu-west-1")]
    [InlineData("Disable-SsmS3Logging -Force -Region us-east-1, eu-west-1")]
    public void Going_on_with_other_settings_is_refused_before_anything_is_asked(string command)
    {
        PutAll();
        Run($"{Change} -Region us-east-1 -ReceiptPath $args[0]", Receipts).ThrowOnError();
        Sandbox.Calls.Clear();

        var run = Run($"{command} -ResumeFrom $args[0]", Receipts);

        Assert.Equal("ResumeDiffers", run.ErrorId);
        Assert.Equal(Receipts, run.Error.TargetObject);
        Assert.Empty(Sandbox.Calls.All);
    }

    [Fact]
    public void A_last_line_that_was_cut_off_is_told_and_its_document_looked_at_again()
    {
        PutAll();
        Run($"{Sweep} -ThrottleLimit 1 -ReceiptPath $args[0]", Receipts).ThrowOnError();
        var text = File.ReadAllText(Receipts);
        File.WriteAllText(Receipts, text[..^40]);

        var run = Run($"{Sweep} -ReceiptPath $args[0] -ResumeFrom $args[0] -PassThru", Receipts).ThrowOnError();

        Assert.Contains(run.Warnings, warning => warning.StartsWith($"ReceiptTorn: The last line of '{Receipts}' was cut off", StringComparison.Ordinal));
        Assert.Equal(["us-west-2 Unchanged"], run.Output.Select(item => $"{item.Get("Region")} {item.Get("Result")}"));
        Assert.Equal(["us-west-2 Begun", "us-west-2 Unchanged"], Lines()[^2..].Select(line => $"{Text(line, "Region")} {Text(line, "Result")}"));
    }

    [Fact]
    public void A_file_of_something_else_is_not_added_to()
    {
        File.WriteAllText(Receipts, "my notes\n");

        var run = Run($"{Sweep} -ReceiptPath $args[0]", Receipts);

        Assert.Equal("ReceiptsNotReadable", run.ErrorId);
        Assert.Equal("my notes\n", File.ReadAllText(Receipts));
        Assert.Empty(Sandbox.Calls.All);
    }

    [Fact]
    public void WhatIf_keeps_no_receipts()
    {
        PutAll();

        Run($"{Sweep} -ReceiptPath $args[0] -WhatIf", Receipts).ThrowOnError();

        Assert.Empty(_folder.GetFiles());
        Assert.Empty(Writes);
    }

    [Fact]
    public void Where_nothing_is_to_change_the_rehearsal_and_Verbose_say_so()
    {
        PutAll();
        Run(Sweep).ThrowOnError();
        Sandbox.Calls.Clear();

        var rehearsed = Run($"{Sweep} -WhatIf").ThrowOnError();
        var said = Run($"{Sweep} -Confirm -Verbose").ThrowOnError();

        Assert.Equal("What if: 4 documents: nothing to change.", Assert.Single(rehearsed.Screen.Split('\n', StringSplitOptions.RemoveEmptyEntries)).TrimEnd());
        Assert.Contains("4 documents: nothing to change.", said.Verbose);
        Assert.Empty(Writes);
    }

    [Fact]
    public void Rows_that_are_piped_are_one_rollout()
    {
        PutAll();

        var run = Run("""
            'us-east-1', 'eu-west-1', 'eu-west-3', 'us-west-2' | ForEach-Object { [pscustomobject]@{ Region = $_ } } |
                Set-SsmS3Logging audit-logs -KeyPrefix rolled -ReceiptPath $args[0]
            """, Receipts).ThrowOnError();

        Assert.StartsWith("4 changed, 0 unchanged, 0 failed, 0 left: ", run.Progress[^2].StatusDescription, StringComparison.Ordinal);
        Assert.Equal(100, run.Progress[^2].PercentComplete);
    }

    // A process that is killed finishes nothing: of the four documents one is done, one is written and not the default, one is about to be
    // written, and one only read.
    [Fact]
    public async Task A_killed_rollout_leaves_what_the_same_command_finishes_and_the_receipts_take_all_of_it_back()
    {
        PutAll();
        var written = Hold("eu-west-1", FaultMoment.After);
        var sent = Hold("eu-west-3");
        var read = Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, Operation = "GetDocument", Region = "us-west-2" });
        using (var script = new ScriptFile($$"""
            Import-Module '{{Repository.PathOf("out", "SsmSessionLogging", "SsmSessionLogging.psd1")}}'
            {{Sweep}} -ReceiptPath $args[0] -EndpointUrl $args[1] -AccessKey '{{SandboxAccounts.First.AccessKeyId}}' -SecretKey '{{SandboxAccounts.First.SecretAccessKey}}'
            """))
        using (var process = PowerShellProcess.Start(script.Path, [Receipts, Sandbox.Url]))
        {
            await Task.WhenAll(new[] { written, sent, read }.Select(fault => Sandbox.Faults.WaitUntilHeldAsync(fault, Cancel)));
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(Cancel);
        }

        Sandbox.Faults.Clear();
        Assert.Equal((2, 1), (Stored()!.Latest.Number, Stored()!.DefaultVersion));
        Assert.Equal(["eu-west-1 Begun", "eu-west-3 Begun", "us-east-1 Begun", "us-east-1 Changed"], Lines().Select(line => $"{Text(line, "Region")} {Text(line, "Result")}").Order(StringComparer.Ordinal));
        Sandbox.Calls.Clear();

        var run = Run($"{Sweep} -ReceiptPath $args[0] -ResumeFrom $args[0] -PassThru", Receipts).ThrowOnError();

        Assert.Equal(["eu-west-1 Changed", "eu-west-3 Changed", "us-west-2 Changed"], run.Output.Select(item => $"{item.Get("Region")} {item.Get("Result")}"));
        Assert.DoesNotContain("us-east-1", Asked);
        Assert.All(Regions, region => Assert.Equal((2, 2), (Stored(region)!.Latest.Number, Stored(region)!.DefaultVersion)));

        var undo = Lines().Select(line => Text(line, "UndoCommand")).OfType<string>().Distinct().Reverse().ToArray();
        Run("foreach ($command in $args) { & ([scriptblock]::Create($command)) }", undo).ThrowOnError();
        Assert.All(Regions, region => Assert.Equal("sessions", Run($"Get-SsmLoggingPreference -Region {region}").Single.Text("S3KeyPrefix")));
    }

    private IEnumerable<string?> Asked => Sandbox.Calls.All.Where(call => call.Service == "SSM").Select(call => call.Region).Distinct();

    private void PutAll()
    {
        foreach (var region in Regions)
        {
            Put(Documents.ToS3, region);
        }
    }

    private string Hold(string region, FaultMoment when = FaultMoment.Before) =>
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, When = when, Operation = "UpdateDocument", Region = region });

    private List<JsonElement> Lines()
    {
        using var content = new StreamReader(new FileStream(Receipts, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. content.ReadToEnd().TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string? Text(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.ToString() is { Length: > 0 } text ? text : null : null;
}
