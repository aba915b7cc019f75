using SessionLogging.Audits;
using SessionLogging.Findings;

namespace SessionLogging.Tests.Audits;

public sealed class FindingFileTests : IDisposable
{
    private const string Entry = """{"RuleId":"IdleTimeoutLong","AcceptedBy":"jdoe","AcceptedReason":"A kiosk.","AcceptedUntil":"2027-01-31"}""";

    private static readonly DateTimeOffset January = new(2027, 1, 31, 23, 59, 59, TimeSpan.Zero);

    private static readonly Finding Broken = new()
    {
        AccountId = "111122223333",
        Region = "eu-west-1",
        DocumentName = "SSM-SessionManagerRunShell",
        RuleId = "IdleTimeoutLong",
        Severity = FindingSeverity.Information,
        Status = FindingStatus.Warning,
        Subject = "IdleSessionTimeout",
        Message = "Sessions end after 60 idle minutes.",
        Remediation = "Set 15.",
        Reference = "AWS",
        Controls = ["NIST 800-53 AC-12"],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("findings").FullName;

    /// <summary>Baselines, and how the finding comes out by them at the end of January.</summary>
    public static TheoryData<string, FindingStatus> Baselines { get; } = new()
    {
        { $"[{Entry}]", FindingStatus.Accepted },
        { $"\n{Entry}\n", FindingStatus.Accepted },
        { "[]", FindingStatus.Warning },
        { "", FindingStatus.Warning },
        { Entry.Replace("IdleTimeoutLong", "LoggedNowhere", StringComparison.Ordinal), FindingStatus.Warning },
        { Entry.Replace("2027-01-31", "2027-01-30", StringComparison.Ordinal), FindingStatus.Warning },
        { Entry.Replace("2027-01-31", "2027-02-01T00:00:00+02:00", StringComparison.Ordinal), FindingStatus.Warning },
        { Entry.Replace("2027-01-31", "2027-02-01T00:00:00-02:00", StringComparison.Ordinal), FindingStatus.Accepted },
        { Entry.Replace("{", """{"AccountId":"111122223333","Region":"eu-west-1",""", StringComparison.Ordinal), FindingStatus.Accepted },
        { Entry.Replace("{", """{"AccountId":"444455556666",""", StringComparison.Ordinal), FindingStatus.Warning },
        { Entry.Replace("{", """{"Message":"another","Subject":"IdleSessionTimeout",""", StringComparison.Ordinal), FindingStatus.Accepted },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Baselines))]
    public void What_was_accepted_stays_with_who_why_and_until_when_and_comes_back_when_it_ran_out(string baseline, FindingStatus expected)
    {
        var told = FindingBaseline.Read(Write(baseline)).Apply(Broken, January);

        Assert.Equal(expected, told.Status);
        Assert.Equal(expected is FindingStatus.Accepted ? ("jdoe", "A kiosk.") : (null, null), (told.AcceptedBy, told.AcceptedReason));
        Assert.Equal(expected is FindingStatus.Accepted, told.AcceptedUntil > January);
    }

    [Fact]
    public void One_that_ran_out_says_so() =>
        Assert.Contains("accepted until 2027-02-01 00:00:00Z by jdoe, which has run out", FindingBaseline.Read(Write(Entry)).Apply(Broken, January.AddSeconds(1)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_passes_needs_no_acceptance() =>
        Assert.Equal(FindingStatus.Pass, FindingBaseline.Read(Write(Entry)).Apply(Broken with { Status = FindingStatus.Pass }, January).Status);

    [Theory]
    [InlineData("{", "line 1 is no JSON")]
    [InlineData("[1]", "entry 1 lacks")]
    [InlineData("""{"RuleId":"x","AcceptedBy":"y","AcceptedUntil":"2027-01-01"}""", "line 1 lacks")]
    [InlineData("""{"RuleId":"x","AcceptedBy":"y","AcceptedReason":"z","AcceptedUntil":"next year"}""", "line 1 lacks")]
    public void What_is_no_baseline_is_refused_with_the_place(string text, string said)
    {
        var failure = Assert.Throws<FindingFileException>(() => FindingBaseline.Read(Write(text)));

        Assert.Equal("BaselineNotReadable", failure.ErrorId);
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_gives_the_finding_back()
    {
        var whole = Broken with { Path = "/a b/c.json", Line = 7, Name = "n", DocumentVersion = "3", Status = FindingStatus.Accepted, AcceptedBy = "a\u2028b", AcceptedReason = "r", AcceptedUntil = January };

        var line = FindingJson.Write(whole);
        using var parsed = JsonDocument.Parse(line);
        var read = FindingJson.Read(name => !parsed.RootElement.TryGetProperty(name, out var value) ? null
            : value.ValueKind is JsonValueKind.Array ? string.Join(", ", value.EnumerateArray())
            : value.ToString())!;

        Assert.DoesNotContain('\u2028', line);
        Assert.Equal(whole.Controls, read.Controls);
        Assert.Equal(whole with { Controls = [] }, read with { Controls = [] });
        Assert.Equal(typeof(Finding).GetProperties().Select(property => property.Name).Order(StringComparer.Ordinal), FindingJson.Fields.Select(field => field.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Sarif_names_files_from_the_folder_on_with_the_line_and_each_rule_once()
    {
        using var parsed = Sarif(
            Broken with { Status = FindingStatus.Fail, Severity = FindingSeverity.High, Path = Path.Combine(_folder, "prefs", "a b.json"), Line = 12 },
            Broken with { Status = FindingStatus.Unknown },
            Broken with { Status = FindingStatus.Accepted, AcceptedBy = "jdoe", AcceptedReason = "A kiosk.", AcceptedUntil = January },
            Broken with { Status = FindingStatus.Pass, RuleId = "RuleOfSomebody" });

        var run = parsed.RootElement.GetProperty("runs")[0];
        var results = run.GetProperty("results").EnumerateArray().ToList();
        var location = results[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("2.1.0", parsed.RootElement.GetProperty("version").GetString());
        Assert.Equal(["IdleTimeoutLong", "RuleOfSomebody"], run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()));
        Assert.Equal(("prefs/a%20b.json", 12), (location.GetProperty("artifactLocation").GetProperty("uri").GetString(), location.GetProperty("region").GetProperty("startLine").GetInt32()));
        Assert.Equal(["fail error", "open none", "fail note", "pass none"], results.Select(result => $"{result.GetProperty("kind").GetString()} {result.GetProperty("level").GetString()}"));
        Assert.Equal("accepted", results[2].GetProperty("suppressions")[0].GetProperty("status").GetString());
        Assert.All(results, result => Assert.Equal(
            run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString(), result.GetProperty("ruleId").GetString()));
    }

    [Fact]
    public async Task Sarif_is_taken_by_the_multitool()
    {
        var tool = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(folder => new[] { "sarif-multitool", "sarif" }.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        Assert.SkipWhen(tool is null, "sarif-multitool (npm: @microsoft/sarif-multitool) is not on PATH: the SARIF is not validated by it here.");
        var path = Path.Combine(_folder, "findings.sarif");
        await using (var file = File.Create(path))
        {
            FindingSarif.Write(file, PreferenceAudit.OfText("""{"sessionType":"Standard_Stream","inputs":{}}"""), _folder, "0.1.0");
        }

        using var validation = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(tool, ["validate", path, "--level", "Error"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await validation.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await validation.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(validation.ExitCode == 0, said);
    }

    private JsonDocument Sarif(params Finding[] findings)
    {
        using var content = new MemoryStream();
        FindingSarif.Write(content, findings, _folder, "0.1.0");
        return JsonDocument.Parse(content.ToArray());
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder, "baseline.json");
        File.WriteAllText(path, text);
        return path;
    }
}
