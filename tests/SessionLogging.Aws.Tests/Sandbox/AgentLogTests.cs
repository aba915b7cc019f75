using System.IO.Compression;
using SessionLogging.Sandbox.AgentLogs;

namespace SessionLogging.Aws.Tests.Sandbox;

/// <summary>The sandbox writes logs as the agent does: held against sessions that were recorded through the agent's own code.</summary>
public sealed class AgentLogTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "corpus", "agent");

    public static TheoryData<string> Recordings =>
        [.. Directory.EnumerateFiles(Folder, "*.log*").Select(path => Path.GetFileName(path).Split('.')[0]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void The_object_is_the_recorded_one_byte_for_byte(string name)
    {
        var log = Read(name + ".log");

        Assert.Equal(log, Agent(log, "", "").Replayed(Raw(log), End(log)));
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void The_upload_is_the_recorded_one(string name)
    {
        var log = Read(name + ".log");
        var recorded = Encoding.UTF8.GetString(Read(name + ".uploaded.json")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<string>(line)!);

        Assert.Equal(string.Join('\n', recorded), string.Concat(Agent(log, "", "").Uploaded(Raw(log), End(log))));
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Events_are_written_byte_for_byte_as_recorded(string name)
    {
        foreach (var line in Encoding.UTF8.GetString(Read(name + ".streamed.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            string Text(string member) => json.RootElement.GetProperty(member).GetString()!;
            var agent = new AgentLog(Text("sessionId"), json.RootElement.GetProperty("target").GetProperty("id").GetString()!, json.RootElement.GetProperty("userIdentity").GetProperty("arn").GetString()!, Text("awsRegion"))
            {
                RunAsUser = Text("runAsUser"),
            };

            var data = json.RootElement.GetProperty("sessionData").EnumerateArray().Select(entry => entry.GetString()!);

            Assert.Equal(line, agent.Event(json.RootElement.GetProperty("eventTime").GetDateTimeOffset(), data));
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Entries_are_stripped_as_recorded(string name)
    {
        var log = Read(name + ".log");
        var recorded = Encoding.UTF8.GetString(Read(name + ".streamed.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(line => JsonDocument.Parse(line).RootElement.GetProperty("sessionData").EnumerateArray().Select(entry => entry.GetString()!)).ToList();

        var written = Agent(log, "", "").Streamed(Raw(log), DateTimeOffset.UnixEpoch)
            .SelectMany(message => JsonDocument.Parse(message.Message).RootElement.GetProperty("sessionData").EnumerateArray().Select(entry => entry.GetString()!)).ToHashSet(StringComparer.Ordinal);

        Assert.True(recorded.Count(written.Contains) >= 0.9 * recorded.Count, $"{recorded.Count(written.Contains)} of {recorded.Count}");
    }

    [Fact]
    public void A_transcript_of_Windows_stands_in_the_frame_of_the_recorded_one()
    {
        var recorded = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(Folder, "..", "transcripts", "windows.log"))).Split("\r\n");
        var agent = new AgentLog("jdoe-0123456789abcdef0", "i-02573cafcfEXAMPLE", "", "");

        var written = Encoding.UTF8.GetString(agent.Transcript([], new DateTimeOffset(2026, 11, 24, 14, 32, 26, TimeSpan.Zero))).Split("\r\n");

        Assert.Equal(recorded[..20], written[..20]);
        Assert.Equal(recorded[^6..^3], written[^6..^3]);
    }

    private static AgentLog Agent(byte[] log, string owner, string region)
    {
        var path = Encoding.UTF8.GetString(log).Split('\n')[0].Split('/');
        return new AgentLog(path[^3], path[5], owner, region);
    }

    private static DateTimeOffset End(byte[] log) => DateTimeOffset.Parse(Encoding.UTF8.GetString(log)["Script started on ".Length..].Split(" [")[0], CultureInfo.InvariantCulture);

    private static byte[] Raw(byte[] log)
    {
        var text = Encoding.Latin1.GetString(log);
        return Encoding.Latin1.GetBytes(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..text.LastIndexOf("\nScript done", StringComparison.Ordinal)].Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    private static byte[] Read(string name)
    {
        var path = Path.Combine(Folder, name);
        if (File.Exists(path))
        {
            return File.ReadAllBytes(path);
        }

        using var compressed = new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        compressed.CopyTo(bytes);
        return bytes.ToArray();
    }
}
