using System.Text.Json.Nodes;

namespace SsmSessionLogging.Tests.Module;

/// <summary>What stands on a screen of 100 columns.</summary>
public sealed class ViewTests : ModuleTest
{
    private const int Width = 100;

    [Fact]
    public void Preferences_stand_in_a_table()
    {
        Put(Documents.ToS3But(("cloudWatchLogGroupName", "/session-manager/encrypted"), ("cloudWatchStreamingEnabled", true), ("s3EncryptionEnabled", "true")));

        var screen = Screen("Get-SsmLoggingPreference -Region eu-west-1, ap-southeast-1");

        Assert.Contains(screen, line => line.Contains("111122223333 eu-west-1", StringComparison.Ordinal) && line.Contains("audit-logs/sessions", StringComparison.Ordinal));
        Assert.Contains(screen, line => line.Contains("111122223333 ap-southeast-1", StringComparison.Ordinal) && line.Contains("none", StringComparison.Ordinal));
        Assert.Contains("Stream:/session-manager/encrypted", Joined(screen).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Long_names_are_wrapped_and_not_cut()
    {
        var bucket = "logs-of-all-session-manager-sessions-111122223333-eu-west-1";
        Put(Documents.ToS3But(("s3BucketName", bucket), ("s3KeyPrefix", "a/long/prefix")));

        Assert.Contains($"{bucket}/a/long/prefix", Joined(Screen("Get-SsmLoggingPreference")));
    }

    [Fact]
    public void A_draft_shows_beside_the_default()
    {
        Put(Documents.ToS3);
        Put(Documents.Streaming, isDefault: false);

        Assert.Contains(Screen("Get-SsmLoggingPreference"), line => System.Text.RegularExpressions.Regex.IsMatch(line, @"eu-west-1 +2 +1 ", default, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Findings_stand_by_severity_and_what_fails_comes_first()
    {
        Put(Documents.ToS3But(("s3BucketName", "")));

        var screen = Screen("Test-SsmLoggingPreference");

        Assert.Contains(screen, line => line.Trim() == "In: 111122223333 eu-west-1 High");
        Assert.StartsWith("Fail ", screen.First(line => line.Contains("LoggedNowhere", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.InRange(screen.ToList().FindIndex(line => line.StartsWith("Pass ", StringComparison.Ordinal)), 5, 1000);
        Assert.DoesNotContain(screen.SkipWhile(line => !line.StartsWith("Pass ", StringComparison.Ordinal)), line => line.StartsWith("Fail ", StringComparison.Ordinal));
    }

    [Fact]
    public void Receipts_show_every_change()
    {
        Put(Documents.ToS3);

        var screen = Screen("Set-SsmS3Logging audit-logs-kms -KeyPrefix new -PassThru -Region eu-west-1, us-east-1 -WarningAction Ignore");

        Assert.Contains(screen, line => line.Contains("1 -> 2", StringComparison.Ordinal));
        Assert.Contains(screen, line => line.Contains("none -> 1", StringComparison.Ordinal));
        Assert.Contains("audit-logs-kms", Joined(screen));
        Assert.Contains("S3KeyPrefix", Joined(screen));
    }

    [Fact]
    public void Deviations_show_both_sides()
    {
        Put(Documents.ToS3But(("linux", (JsonNode?)null), ("s3KeyPrefix", "other")));

        var screen = Screen("Get-SsmLoggingPreference | Compare-SsmLoggingPreference (Get-SsmLoggingPreference -Region us-east-1)");

        Assert.Contains(screen, line => line.Contains("S3BucketName", StringComparison.Ordinal) && line.Contains("audit-logs", StringComparison.Ordinal));
        Assert.Contains(screen, line => line.Contains("S3EncryptionEnabled", StringComparison.Ordinal) && line.Contains("True", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    public void A_number_is_shown_whole_or_not_at_all(int width)
    {
        foreach (var count in new[] { 1, 159, 99_999, 999_999, 9_999_999, 12_345_678_901 })
        {
            string[] whole = [$"{count}", $"{count}.0", $"{Math.Min(count, 999_999)}.0", $"{2 * count}", $"{count}:00:00", "111122223333", "00:00", $"{count / 24}d", $"{count % 24:00}h", $"{count % 24:00}:00"];
            foreach (var item in new[] { Summary, Coverage, Record })
            {
                var screen = ScreenOf(item, count, width);
                var row = screen.SkipWhile(line => !line.Contains("---", StringComparison.Ordinal)).Skip(1).First();

                Assert.All(screen, line => Assert.True(line.TrimEnd().Length <= width, line));
                Assert.All(
                    row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsDigit) && word.All(letter => char.IsDigit(letter) || letter is '.' or '…' or ':')),
                    word => Assert.Contains(word, whole));
            }
        }

        Assert.Contains(ScreenOf(Summary, 159, width), line => line.Contains(" 159 ", StringComparison.Ordinal));
    }

    private string[] ScreenOf(string item, long count, int width) =>
        Run($"$Host.UI.RawUI.BufferSize = [Management.Automation.Host.Size]::new({width}, 50); & {{ {item} }} $args[0] | Out-Host", count).ThrowOnError().Screen.Split('\n');

    private const string Summary = """
        $inside = [Reflection.BindingFlags] 'Instance, NonPublic'
        $figures = [Activator]::CreateInstance([SessionLogging.Sessions.LogFigures], $inside, $null, @(, [long[]] @(, $args[0] * 8)), $null)
        $total = [timespan]::FromHours([Math]::Min($args[0], 999999))
        $summary = [Activator]::CreateInstance([SessionLogging.Sessions.SessionSummary], $inside, $null, @($figures, $total, $null), $null)
        $summary.Key = 'jane.doe'; $summary.Count = $args[0]; $summary.HalfLost = $args[0]; $summary
        """;

    private const string Coverage = """
        [SessionLogging.Sessions.SessionReportCoverage] @{ AccountId = '111122223333'; Region = 'ap-southeast-1'; After = [DateTimeOffset]::UnixEpoch; Before = [DateTimeOffset]::UnixEpoch
            Complete = $true; Sessions = $args[0] }
        """;

    private const string Record = """
        [SessionLogging.Sessions.SessionRecord] @{ StartDate = [DateTimeOffset]::UnixEpoch; EndDate = [DateTimeOffset]::UnixEpoch.AddHours([Math]::Min($args[0], 999999))
            UserName = 'jane.doe@example.com'; Target = 'i-0123456789abcdef0'; LogStatus = 'NotConfigured'; Region = 'ap-southeast-1'; Status = 'Terminated' }
        """;

    private string[] Screen(string command)
    {
        var screen = Run($"{command} | Out-Host").ThrowOnError().Screen.Split('\n');
        Assert.All(screen, line => Assert.True(line.TrimEnd().Length <= Width, line));
        return screen;
    }

    // A column of its own in each line, put together again.
    private static string Joined(string[] screen)
    {
        var header = Array.Find(screen, line => line.StartsWith("---", StringComparison.Ordinal) || line.Contains(" ---", StringComparison.Ordinal))!;
        var starts = Enumerable.Range(0, header.Length).Where(at => header[at] == '-' && (at == 0 || header[at - 1] == ' ')).Append(Width).ToList();
        return string.Join('\n', starts.Zip(starts.Skip(1), (start, end) => string.Concat(screen.Select(line => line.Length > start ? line[start..Math.Min(end, line.Length)].Trim() : ""))));
    }
}
