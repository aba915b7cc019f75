using SessionLogging.Files;
using SessionLogging.Sessions.Reports;

namespace SessionLogging.Rendering.Tests;

/// <summary>What becomes of a file to which sessions are added.</summary>
public sealed class AppendTests : IDisposable
{
    /// <summary>Sessions of a few ids, accounts and Regions, so that many meet; the reason tells records of one session apart.</summary>
    private static readonly Gen<SessionRecord[]> Batch = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 2], Gen.Int[0, 1], Gen.Int[0, 1_000_000])
        .Select((id, account, region, reason) => Sample.Session(
            $"=s{id}", $"{reason}", account == 0 ? null : $"11112222333{account}", region == 0 ? "eu-west-1" : "us-east-1"))
        .Array[0, 12];

    private readonly ReportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.csv")]
    public Task Of_each_session_the_last_record_stays_in_the_place_of_the_first(string name) =>
        Batch.Array[1, 4].SampleAsync(
            async batches =>
            {
                File.Delete(_folder.PathOf(name));
                var text = "";
                foreach (var batch in batches)
                {
                    text = await _folder.WriteAsync(_folder.Options(name) with { Append = true }, [.. batch]);
                }

                Assert.Equal(Merged(batches), name == "a.csv" ? FromCsv(text) : FromJson(text));
            },
            iter: 200,
            threads: 1);

    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.csv")]
    public async Task A_history_in_a_code_page_is_refused_and_stays_byte_for_byte(string name)
    {
        var written = await _folder.WriteAsync(_folder.Options(name), Sample.Session("s1", "cafe"));
        var bytes = Encoding.Latin1.GetBytes(written.TrimStart('\uFEFF').Replace("cafe", "café"));
        await File.WriteAllBytesAsync(_folder.PathOf(name), bytes, TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<TextEncodingException>(
            () => _folder.WriteAsync(_folder.Options(name) with { Append = true }, Sample.Session("s2")));

        Assert.Equal(Array.IndexOf(bytes, (byte)0xE9), failure.Offset);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_folder.PathOf(name), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Lines_that_are_not_replaced_stay_as_they_are_coverages_included()
    {
        const string later = """{"SessionId":"later","Region":"eu-west-1","Mood":"good"}""";
        var coverage = SessionRecordJson.Write(Sample.Coverage(7));
        await File.WriteAllTextAsync(_folder.PathOf("a.jsonl"), $"{coverage}\n\n{later}\r\n", TestContext.Current.CancellationToken);

        var text = await _folder.WriteAsync(_folder.Options("a.jsonl") with { Append = true }, Sample.Coverage(1), Sample.Session("s1"));

        Assert.Equal([coverage, later, SessionRecordJson.Write(Sample.Session("s1")), SessionRecordJson.Write(Sample.Coverage(1))], Lines(text));
    }

    [Fact]
    public async Task A_session_that_the_file_holds_twice_and_is_given_anew_is_there_once()
    {
        var old = SessionRecordJson.Write(Sample.Session("s1", "old")) + "\n";
        await File.WriteAllTextAsync(_folder.PathOf("a.jsonl"), old + old, TestContext.Current.CancellationToken);

        var text = await _folder.WriteAsync(_folder.Options("a.jsonl") with { Append = true }, Sample.Session("s1", "new"));

        Assert.Equal([SessionRecordJson.Write(Sample.Session("s1", "new"))], Lines(text));
    }

    [Fact]
    public async Task A_line_that_is_no_record_is_named_and_the_file_stays()
    {
        var content = SessionRecordJson.Write(Sample.Session("s1")) + "\nnot a record\n";
        await File.WriteAllTextAsync(_folder.PathOf("a.jsonl"), content, TestContext.Current.CancellationToken);

        var failure = Assert.Throws<ReportFileException>(() => _folder.Begin(_folder.Options("a.jsonl") with { Append = true }));

        Assert.Contains("line 2", failure.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(_folder.PathOf("a.jsonl"), TestContext.Current.CancellationToken));
        Assert.Equal(["a.jsonl"], _folder.Files);
    }

    private static IEnumerable<string> Merged(SessionRecord[][] batches)
    {
        var merged = new List<SessionRecord>();
        foreach (var session in batches.SelectMany(batch => batch))
        {
            var place = merged.FindIndex(other => (other.AccountId, other.Region, other.SessionId) == (session.AccountId, session.Region, session.SessionId));
            if (place < 0)
            {
                merged.Add(session);
            }
            else
            {
                merged[place] = session;
            }
        }

        return merged.Select(session => $"{session.AccountId} {session.Region} {session.SessionId} {session.Reason}");
    }

    private static IEnumerable<string> FromJson(string text) => Lines(text).Select(SessionRecordJson.ReadRecord)
        .Select(session => $"{session.AccountId} {session.Region} {session.SessionId} {session.Reason}");

    private static IEnumerable<string> FromCsv(string text) => CsvText.Read(text).Skip(1)
        .Select(row => $"{row[0]} {row[1]} {row[2][1..]} {row[14]}");

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
