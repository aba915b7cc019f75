namespace SsmSessionLogging.Tests.Module;

/// <summary>Exported records, read back.</summary>
public sealed class SessionReportPathTests : SessionReportTest
{
    [Fact]
    public void What_was_exported_as_JSON_lines_is_read_back_the_same_without_asking_AWS()
    {
        var folder = Directory.CreateTempSubdirectory("history");
        try
        {
            const string Shown = "ForEach-Object { $_.PSObject.Properties | ForEach-Object { \"$($_.Name)=$($_.Value)\" } }";
            var file = Path.Combine(folder.FullName, "history.jsonl");
            var asked = Run($"$all = @({Report} -Days 4 -IncludeCoverage); $all | Export-SsmSessionReport $args[0]; $all | {Shown}", file).ThrowOnError();
            Sandbox.Calls.Clear();

            var read = Run($"Get-SsmSessionReport -Path $args[0] -IncludeCoverage | {Shown}", file).ThrowOnError();
            var narrowed = Run("Get-SsmSessionReport -Path $args[0] -Status Failed -After $args[1]", Path.Combine(folder.FullName, "*.jsonl"), TimeProvider.System.GetUtcNow().AddDays(-2)).ThrowOnError();

            Assert.Equal(asked.Output.Select(item => item.AsText()), read.Output.Select(item => item.AsText()));
            Assert.All(narrowed.Output, record => Assert.Equal("Failed", record.Text("Status")));
            Assert.Empty(Sandbox.Calls.All);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_table_gives_the_same_figures_and_the_same_page_as_the_sessions_themselves()
    {
        var folder = Directory.CreateTempSubdirectory("history");
        try
        {
            const string Script = """
                $all = @(REPORT -Days 4); $all | Export-SsmSessionReport "$($args[0])/a[1].csv"
                $back = @(Get-SsmSessionReport -LiteralPath "$($args[0])/a[1].csv")
                $all.Count; $back.Count
                foreach ($sessions in $all, $back) { ($sessions | Measure-SsmSession -By LogStatus | ForEach-Object { "$($_.Key) $($_.Count) $($_.TotalDuration)" }) -join ';' }
                $back | Export-SsmSessionReport "$($args[0])/b.csv"
                Get-SsmSessionReport -Path "$($args[0])/*.csv" | ForEach-Object -Begin { $i = 0 } -Process { $i++ } -End { $i }
                """;

            var run = Run(Script.Replace("REPORT", Report, StringComparison.Ordinal), folder.FullName).ThrowOnError();

            var shown = run.Output.Select(item => item.AsText()).ToList();
            Assert.NotEqual("0", shown[0]);
            Assert.Equal(shown[0], shown[1]);
            Assert.Equal(shown[2], shown[3]);
            Assert.Equal(shown[0], shown[4]);
            Assert.Equal(File.ReadAllText(Path.Combine(folder.FullName, "a[1].csv")), File.ReadAllText(Path.Combine(folder.FullName, "b.csv")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Files_may_be_piped_whatever_the_window()
    {
        var folder = Directory.CreateTempSubdirectory("history");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "a[1].jsonl"), """
                {"Region":"eu-west-1","SessionId":"a","StartDate":"2024-01-01T00:00:00Z"}
                {"Region":"eu-west-1","SessionId":"b","StartDate":"2025-01-01T00:00:00Z"}
                """);

            Assert.Equal(["a", "b"], Ids(Run("[IO.FileInfo]\"$($args[0])/a[1].jsonl\" | Get-SsmSessionReport", folder.FullName).ThrowOnError()));
            Assert.Equal(["b"], Ids(Run("[pscustomobject]@{ PSPath = \"$($args[0])/a[1].jsonl\" } | Get-SsmSessionReport -After 2024-06-01", folder.FullName).ThrowOnError()));
            Assert.Equal("FileNotFound", Run("Get-SsmSessionReport -LiteralPath \"$($args[0])/*.jsonl\"", folder.FullName).ErrorId);
            Assert.Empty(Sandbox.Calls.All);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Days_are_the_same_of_files_as_of_the_service()
    {
        var folder = Directory.CreateTempSubdirectory("history");
        try
        {
            var file = Path.Combine(folder.FullName, "history.jsonl");
            const string Ended = " -SkipLogStatus -State History -Days 3 -TimeZone Pacific/Kiritimati";
            Run($"{Report} -SkipLogStatus -State History | Export-SsmSessionReport $args[0]", file).ThrowOnError();

            var asked = Ids(Run(Report + Ended).ThrowOnError());
            var read = Ids(Run("Get-SsmSessionReport -Path $args[0] -Days 3 -TimeZone Pacific/Kiritimati", file).ThrowOnError());

            Assert.InRange(asked.Count, 1, There.Count - 1);
            Assert.Equal(asked.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Several_files_give_each_session_once_and_one_that_cannot_be_read_stops_none()
    {
        var folder = Directory.CreateTempSubdirectory("history");
        try
        {
            string PathOf(string name) => Path.Combine(folder.FullName, name);
            File.WriteAllText(PathOf("1-older.jsonl"), """{"Region":"eu-west-1","SessionId":"a","Reason":"older"}""");
            File.SetLastWriteTimeUtc(PathOf("1-older.jsonl"), DateTime.UnixEpoch);
            File.WriteAllText(PathOf("2-newer.jsonl"), """
                {"Region":"eu-west-1","SessionId":"a","Reason":"newer"}
                {"Region":"eu-west-2","SessionId":"a"}
                {"Region":"eu-west-2","After":"2026-01-01T00:00:00Z","Before":"2026-01-02T00:00:00Z","Complete":false,"Sessions":1,"Calls":1,"Throttled":0,"Error":"denied"}
                """);

            var run = Run("Get-SsmSessionReport -Path $args[0] -Region *", PathOf("*.jsonl")).ThrowOnError();

            Assert.Equal(["eu-west-1 newer", "eu-west-2 "], run.Output.Select(record => $"{record.Get("Region")} {record.Get("Reason")}"));
            Assert.Contains("eu-west-2 is not complete: denied", Assert.Single(run.Warnings), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_file_in_a_code_page_is_one_error_with_the_bytes_place()
    {
        var file = Path.GetTempFileName();
        File.WriteAllBytes(file, System.Text.Encoding.Latin1.GetBytes("""{"Region":"eu-west-1","SessionId":"a","Reason":"café"}"""));

        var error = Run("Get-SsmSessionReport -Path $args[0]", file).Error;

        Assert.Equal("FileNotUnicode", error.Id());
        Assert.Equal(file, error.TargetObject);
        Assert.Contains("0xE9 at offset 51", error.Message());
        File.Delete(file);
    }

    [Fact]
    public void A_line_that_is_no_record_is_one_error_that_names_it_and_the_rest_is_read()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """
                {"Region":"eu-west-1","SessionId":"a"}
                {"Region":"eu-west-1"
                {"Region":"eu-west-1","SessionId":"b"}
                """);

            var run = Run("Get-SsmSessionReport -Path $args[0]", file);

            Assert.Equal("RecordNotReadable", run.ErrorId);
            Assert.Contains($"Line 2 of '{file}'", run.Error.Message(), StringComparison.Ordinal);
            Assert.Equal(["a", "b"], Ids(run));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
