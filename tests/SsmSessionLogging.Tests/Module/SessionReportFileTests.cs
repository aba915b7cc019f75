using SsmSessionLogging.Tests.Shape;

namespace SsmSessionLogging.Tests.Module;

/// <summary>Sessions as files.</summary>
public sealed class SessionReportFileTests : ModuleTest, IDisposable
{
    /// <summary>Two sessions and what they cover, as the module's own types.</summary>
    private const string Items = """
        $null = (Get-Command Export-SsmSessionReport).Parameters
        $record = [SessionLogging.Sessions.SessionRecord]; $coverage = [SessionLogging.Sessions.SessionReportCoverage]
        $start = [DateTimeOffset]'2026-03-15T22:30:00Z'
        function New-Record($Id, $Reason) {
            $new = [Activator]::CreateInstance($record)
            $values = @{ AccountId = '111122223333'; Region = 'eu-west-1'; SessionId = $Id; UserName = 'jdoe'; Reason = $Reason; StartDate = $start; EndDate = $start.AddHours(1) }
            foreach ($name in $values.Keys) { $record.GetProperty($name).SetValue($new, $values[$name]) }
            $new
        }
        function New-Coverage {
            $new = [Activator]::CreateInstance($coverage)
            $values = @{ AccountId = '111122223333'; Region = 'eu-west-1'; After = $start.AddDays(-1); Before = $start.AddDays(1); Complete = $true; Sessions = [long]2 }
            foreach ($name in $values.Keys) { $coverage.GetProperty($name).SetValue($new, $values[$name]) }
            $new
        }
        function Get-Items { New-Record s1 '=1+1'; New-Record s2 'ticket'; New-Coverage }

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reports");

    private IEnumerable<string> Files => _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("a.html", "<!DOCTYPE html>")]
    [InlineData("a.csv", "AccountId,Region,SessionId,")]
    [InlineData("a.jsonl", """{"AccountId":"111122223333","Region":"eu-west-1","SessionId":"s1",""")]
    public void The_extension_says_what_is_written_and_no_account_is_asked(string name, string beginning)
    {
        var run = Run(Items + "Get-Items | Export-SsmSessionReport $args[0]", PathOf(name)).ThrowOnError();

        Assert.Empty(run.Output);
        Assert.StartsWith(beginning, Read(name), StringComparison.Ordinal);
        Assert.Equal([name], Files);
        Assert.Empty(Operations);
    }

    [Fact]
    public void Format_wins_over_the_extension_and_PassThru_gives_the_file()
    {
        var file = Assert.IsType<FileInfo>(Run(Items + "Get-Items | Export-SsmSessionReport $args[0] -Format Csv -PassThru", PathOf("a.txt")).Single.BaseObject);

        Assert.Equal(PathOf("a.txt"), file.FullName);
        Assert.StartsWith("AccountId,", Read("a.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_is_resolved_against_PowerShells_folder()
    {
        Run(Items + "$null = $ExecutionContext.SessionState.Path.SetLocation($args[0]); Get-Items | Export-SsmSessionReport a.csv", _folder.FullName).ThrowOnError();

        Assert.Equal(["a.csv"], Files);
    }

    [Theory]
    [InlineData("a.txt", "", "ReportFormatUnknown")]
    [InlineData("there.csv", "", "ReportExists")]
    [InlineData("there.html", "-Append", "AppendNotPossible")]
    [InlineData("there.csv", "-Append", "ReportNotReadable")]
    [InlineData("missing/a.csv", "", "FileFailed")]
    [InlineData("a.html", "-TimeZone Nowhere/City", "TimeZoneUnknown")]
    public void What_cannot_be_written_is_refused_before_anything_is_consumed(string name, string parameters, string errorId)
    {
        File.WriteAllText(PathOf("there.csv"), "old");
        File.WriteAllText(PathOf("there.html"), "old");

        var run = Run($"$global:taken = 0; try {{ & {{ $global:taken++; 1 }} | Export-SsmSessionReport $args[0] {parameters} }} catch {{ $_.FullyQualifiedErrorId.Split(',')[0] }}; $global:taken", PathOf(name)).ThrowOnError();

        Assert.Equal([errorId, "0"], run.Output.Select(item => item.AsText()));
        Assert.Equal(["there.csv", "there.html"], Files);
        Assert.Equal("old", Read("there.csv"));
    }

    [Fact]
    public void Force_replaces_and_Append_merges()
    {
        File.WriteAllText(PathOf("a.jsonl"), "old");
        Run(Items + "Get-Items | Export-SsmSessionReport $args[0] -Force", PathOf("a.jsonl")).ThrowOnError();
        Run(Items + "(New-Record s2 'newer'), (New-Record s3 'new') | Export-SsmSessionReport $args[0] -Append", PathOf("a.jsonl")).ThrowOnError();

        var lines = Read("a.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Contains("newer", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"Complete\":true", lines[2], StringComparison.Ordinal);
        Assert.Contains("s3", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.csv")]
    public void A_later_report_that_did_not_look_does_not_take_away_what_a_look_has_shown(string name)
    {
        const string With = """
            function With($Session, $Status, $Detail) { $record.GetProperty('LogStatus').SetValue($Session, $Status); $record.GetProperty('LogDetail').SetValue($Session, $Detail); $Session }

            """;
        Run(Items + With + "(With (New-Record s1 'old') ([SessionLogging.Sessions.LogStatus]::Missing) 'nobody found it') | Export-SsmSessionReport $args[0]", PathOf(name)).ThrowOnError();
        Run(Items + With + "(With (New-Record s1 'new') ([SessionLogging.Sessions.LogStatus]::Expected) 'nobody looked') | Export-SsmSessionReport $args[0] -Append", PathOf(name)).ThrowOnError();
        Run(Items + "(New-Record s1 'newest') | Export-SsmSessionReport $args[0] -Append", PathOf(name)).ThrowOnError();
        var kept = Read(name);
        Run(Items + With + "(With (New-Record s1 'newest') ([SessionLogging.Sessions.LogStatus]::Found) 'it came') | Export-SsmSessionReport $args[0] -Append", PathOf(name)).ThrowOnError();

        Assert.Contains("nobody found it", kept, StringComparison.Ordinal);
        Assert.Contains("newest", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody looked", kept, StringComparison.Ordinal);
        Assert.Contains("it came", Read(name), StringComparison.Ordinal);
    }

    [Fact]
    public void Force_and_Append_contradict_each_other() =>
        Assert.Equal("AmbiguousParameterSet", Run("1 | Export-SsmSessionReport a.csv -Force -Append").ErrorId);

    [Fact]
    public void Formulas_are_guarded_unless_told_otherwise()
    {
        Run(Items + "Get-Items | Export-SsmSessionReport $args[0]", PathOf("a.csv")).ThrowOnError();
        Run(Items + "Get-Items | Export-SsmSessionReport $args[0] -NoFormulaGuard", PathOf("b.csv")).ThrowOnError();

        Assert.Contains("'=1+1", Read("a.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("'=1+1", Read("b.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_has_the_title_and_the_time_zone_asked_for()
    {
        Run(Items + "Get-Items | Export-SsmSessionReport $args[0] -Title 'Bastion & co' -TimeZone Asia/Tokyo", PathOf("a.html")).ThrowOnError();

        Assert.Contains("<h1>Bastion &amp; co</h1>", Read("a.html"), StringComparison.Ordinal);
        Assert.Contains("2026-03-16 07:30:00", Read("a.html"), StringComparison.Ordinal);
        Assert.Contains("Asia/Tokyo", Read("a.html"), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_says_the_file_and_writes_nothing()
    {
        var run = Run(Items + "Get-Items | Export-SsmSessionReport $args[0] -WhatIf -PassThru", PathOf("a.csv")).ThrowOnError();

        Assert.Empty(run.Output);
        Assert.Contains(PathOf("a.csv"), run.Screen, StringComparison.Ordinal);
        Assert.Empty(Files);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("'text'")]
    [InlineData("[pscustomobject]@{ Name = 'x' }")]
    [InlineData("[pscustomobject]@{ SessionId = 's3' }")]
    [InlineData("[pscustomobject]@{ SessionId = 's3'; Region = 'eu-west-1'; StartDate = 'yesterday' }")]
    public void What_is_no_session_is_refused_once_and_every_file_stays(string other)
    {
        File.WriteAllText(PathOf("a.csv"), "old");

        var run = Run(Items + $"(New-Record s1), ({other}), ({other}), (New-Record s2) | Export-SsmSessionReport $args[0] -Force", PathOf("a.csv"));

        Assert.Equal("NotASession", run.ErrorId);
        Assert.Equal("old", Read("a.csv"));
        Assert.Equal(["a.csv"], Files);
        Assert.Equal("NotASession", Run(Items + $"(New-Record s1), ({other}), ({other}), (New-Record s2) | Measure-SsmSession -By UserName").ErrorId);
    }

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.jsonl")]
    [InlineData("a.html")]
    public void Sessions_that_were_serialized_or_came_out_of_a_file_make_the_same_report(string name)
    {
        const string Back = """
            function Serialized { process { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_, 2)) } }
            function Json { process { $item = [pscustomobject]@{}; foreach ($member in [Text.Json.JsonDocument]::Parse($_).RootElement.EnumerateObject()) {
                $value = switch ($member.Value.ValueKind) { 'String' { $member.Value.GetString() } 'Number' { $member.Value.GetDouble() -as [long] } 'True' { $true } 'False' { $false } }
                $time = [datetime]::MinValue; if ($value -is [string] -and $member.Value.TryGetDateTime([ref]$time)) { $value = $time }
                $item.PSObject.Properties.Add([psnoteproperty]::new($member.Name, $value)) }; $item } }
            function Row { process { $item = [pscustomobject]@{}; $at = 0; foreach ($field in $_) { $item.PSObject.Properties.Add([psnoteproperty]::new($Header[$at++], [string]$field)) }; $item } }

            """;
        Run(Items + "Get-Items | Export-SsmSessionReport $args[0]", PathOf("first." + name)).ThrowOnError();
        Run(Items + "Get-Items | Export-SsmSessionReport $args[0]", PathOf("lines.jsonl")).ThrowOnError();
        Run(Items + "Get-Items | Export-SsmSessionReport $args[0]", PathOf("table.csv")).ThrowOnError();
        var rows = CsvRows(Read("table.csv"));

        Run(Items + Back + "Get-Items | Serialized | Export-SsmSessionReport $args[0]", PathOf("clixml." + name)).ThrowOnError();
        Run(Items + Back + "[IO.File]::ReadAllLines($args[0]) | Json | Export-SsmSessionReport $args[1]", PathOf("lines.jsonl"), PathOf("json." + name)).ThrowOnError();
        Run(Items + Back + "$Header = $args[0]; & { foreach ($row in $args[0]) { ,$row } } $args[1] | Row | Export-SsmSessionReport $args[2]", rows[0], rows[1..], PathOf("row." + name)).ThrowOnError();

        Assert.Equal(Body("first." + name), Body("clixml." + name));
        Assert.Equal(Body("first." + name), Body("json." + name));
        // A table has no coverage.
        Assert.Equal(Body("first." + name).Where(line => !line.Contains("\"Complete\"", StringComparison.Ordinal) && !name.EndsWith("html", StringComparison.Ordinal)),
            name.EndsWith("html", StringComparison.Ordinal) ? [] : Body("row." + name));
        Assert.Equal(
            Run(Items + "Get-Items | Measure-SsmSession -By UserName").Single.AsText(),
            Run(Items + Back + "Get-Items | Serialized | Measure-SsmSession -By UserName").Single.AsText());
    }

    private string[] Body(string name) => Read(name).Split('\n').Where(line => !line.Contains("Written ", StringComparison.Ordinal)).ToArray();

    private static string[][] CsvRows(string text) =>
        [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',').Select(field => field.Trim('"')).ToArray())];

    [Theory]
    [InlineData("a.html")]
    [InlineData("a.csv")]
    [InlineData("a.jsonl")]
    public async Task Ctrl_C_leaves_the_old_file_and_no_other(string name)
    {
        File.WriteAllText(PathOf(name), "old");
        var fault = Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, Operation = "DescribeDocument" });
        using var powerShell = Session.Start(Items + "& { Get-Items; Get-SsmLoggingPreference } | Export-SsmSessionReport $args[0] -Force", PathOf(name));
        var running = powerShell.InvokeAsync();
        await Sandbox.Faults.WaitUntilHeldAsync(fault, Cancel);
        Assert.Equal(2, Files.Count());

        await powerShell.StopAsync(callback: null, state: null);

        await Assert.ThrowsAsync<PipelineStoppedException>(() => running);
        Assert.Equal([name], Files);
        Assert.Equal("old", Read(name));
    }

    [Theory]
    [InlineData("throw 'enough'", "enough")]
    [InlineData("$ErrorActionPreference = 'Stop'; [int]::Parse('enough')", "enough")]
    public void An_error_that_ends_the_pipeline_leaves_nothing(string ending, string message)
    {
        var run = Run(Items + $"& {{ Get-Items; {ending} }} | Export-SsmSessionReport $args[0]", PathOf("a.csv"));

        Assert.Contains(message, run.Error.Message(), StringComparison.Ordinal);
        Assert.Empty(Files);
    }

    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.csv")]
    public async Task Of_two_processes_that_add_to_one_file_at_once_none_loses_a_session(string name)
    {
        const int rounds = 15;
        const string Adding = """
            foreach ($round in 1..15) { New-Record "$Process-$round" | Export-SsmSessionReport $Path -Append }
            """;

        await Task.WhenAll(Enumerable.Range(1, 2).Select(process => ChildEngine.RunAsync(
            "param($Manifest, $Path, $Process)\nImport-Module $Manifest\n" + Items + Adding, [BuiltModule.Manifest, PathOf(name), $"p{process}"])));

        var text = Read(name);
        Assert.All(
            from process in Enumerable.Range(1, 2) from round in Enumerable.Range(1, rounds) select $"p{process}-{round}",
            id => Assert.Matches($"[\",]{id}[\",]", text));
        Assert.Equal([name], Files);
    }

    [Fact]
    public async Task What_a_killed_process_leaves_is_not_seen_and_goes_with_the_next_report()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGKILL on Windows.");
        const int killed = 128 + 9;
        File.WriteAllText(PathOf("a.csv"), "old");
        await ChildEngine.RunAsync(
            "param($Manifest, $Path)\nImport-Module $Manifest\n" + Items + "& { Get-Items; [Diagnostics.Process]::GetCurrentProcess().Kill() } | Export-SsmSessionReport $Path -Force",
            [BuiltModule.Manifest, PathOf("a.csv")],
            exitCode: killed);
        Assert.Equal("old", Read("a.csv"));
        Assert.Equal(2, Files.Count());

        Run(Items + "Get-Items | Export-SsmSessionReport $args[0]", PathOf("b.csv")).ThrowOnError();

        Assert.Equal(["a.csv", "b.csv"], Files);
    }

    [Theory]
    [InlineData("/dev/null", "-Force")]
    [InlineData("/dev/null", "")]
    [InlineData("", "-Append")]
    public void What_is_no_file_is_refused_by_name_before_anything_is_consumed(string path, string parameters)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no devices among files.");
        var given = path.Length > 0 ? path : _folder.FullName;

        var run = Run($"$global:taken = 0; & {{ $global:taken++; 1 }} | Export-SsmSessionReport $args[0] -Format Csv {parameters}", given);

        Assert.Equal("NotARegularFile", run.ErrorId);
        Assert.Equal(given, run.Error.TargetObject);
        Assert.Contains(given, run.Error.Message(), StringComparison.Ordinal);
        Assert.Equal(0, Run("$global:taken").Single.BaseObject);
    }

    [Fact]
    public void A_link_is_followed_and_without_Force_it_is_a_file_that_exists()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "To make links takes a right on Windows.");
        File.CreateSymbolicLink(PathOf("a.csv"), "real.csv");
        Assert.Equal("ReportExists", Run(Items + "Get-Items | Export-SsmSessionReport $args[0]", PathOf("a.csv")).ErrorId);

        Run(Items + "New-Record s1 | Export-SsmSessionReport $args[0] -Append", PathOf("a.csv")).ThrowOnError();
        Run(Items + "New-Record s2 | Export-SsmSessionReport $args[0] -Append", PathOf("a.csv")).ThrowOnError();

        Assert.Equal("real.csv", new FileInfo(PathOf("a.csv")).LinkTarget);
        Assert.Equal(3, Read("real.csv").Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("America/St_Johns")]
    [InlineData("Pacific/Kiritimati")]
    public async Task The_same_CSV_comes_out_wherever_the_clock_stands(string zone)
    {
        await ChildEngine.RunAsync(
            "param($Manifest, $Path)\nImport-Module $Manifest\n" + Items + "Get-Items | Export-SsmSessionReport $Path",
            [BuiltModule.Manifest, PathOf("a.csv")],
            new Dictionary<string, string> { ["TZ"] = zone, ["LANG"] = "de_DE.UTF-8" });

        Assert.Equal(
            "111122223333,eu-west-1,s1,,jdoe,,,,,2026-03-15T22:30:00Z,2026-03-15T23:30:00Z,3600,,,'=1+1,,,,,,,,,,,,,,,,,,,,,,,,,",
            Read("a.csv").Split("\r\n")[1]);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Read(string name) => File.ReadAllText(PathOf(name), Encoding.UTF8);
}
