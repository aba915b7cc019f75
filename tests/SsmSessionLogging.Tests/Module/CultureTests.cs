using SessionLogging.Sandbox.Ssm.Sessions;

namespace SsmSessionLogging.Tests.Module;

/// <summary>Whatever calendar a session's culture counts by, times are read and shown by one.</summary>
public sealed class CultureTests : ModuleTest
{
    private const string Report = "Get-SsmSessionReport -MaxCallsPerSecond 0";

    public static TheoryData<string> Cultures { get; } = ["th-TH", "ar-SA", "fa-IR", "de-DE", "en-US", ""];

    protected override SandboxOptions Options => new() { Sessions = 60, SessionRules = new SessionRules { CallsPerSecond = 0 } };

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Tables_show_one_calendar(string culture)
    {
        var year = TimeProvider.System.GetUtcNow().Year.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var command in new[] { $"{Report} | Select-First 3", $"{Report} -IncludeCoverage | Select-Last" })
        {
            var screen = Run($$"""
                filter Select-First($Count) { if (($script:given += 1) -le $Count) { $_ } }
                function Select-Last { end { @($input)[-1] } }
                [cultureinfo]::CurrentCulture = '{{culture}}'
                {{command}} | Out-Host
                """).ThrowOnError().Screen;

            Assert.Contains($" {year}-", " " + screen.Replace('\n', ' '), StringComparison.Ordinal);
            Assert.DoesNotMatch("25[67][0-9]-|14[0-9]{2}-|13[0-9]{2}-", screen);
        }
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Times_are_read_as_ISO_8601(string culture)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var text in new[] { $"{now.AddDays(-3):yyyy-MM-dd}", $"{now.AddDays(-3):yyyy-MM-ddTHH:mm}", $"{now.AddDays(-3):yyyy-MM-dd HH:mm:ss}Z", $"{now.AddDays(-3):yyyyMMdd'T'HHmmss}Z", $"{now.AddDays(-3):yyyy-MM-ddTHH:mm:ss.fff}+02:00" })
        {
            var run = Run($"[cultureinfo]::CurrentCulture = '{culture}'; Get-SsmSessionReport -MaxCallsPerSecond 0 -SkipLogStatus -IncludeCoverage -After '{text}' -Before '{now:yyyy-MM-ddTHH:mm:ss}Z'").ThrowOnError();

            var coverage = run.Output[^1];
            Assert.InRange((DateTimeOffset)coverage.Get("After")!, now.AddDays(-4).AddHours(-14), now.AddDays(-2));
            Assert.InRange((DateTimeOffset)coverage.Get("Before")!, now.AddSeconds(-1), now);
        }
    }
}
