using System.Reflection;

namespace SessionLogging.Sandbox.AgentLogs;

/// <summary>A session that was recorded through the agent's own code.</summary>
/// <param name="Output">The raw terminal output.</param>
/// <param name="Events">The entries of each streamed event, and so many seconds after the first.</param>
public sealed record RecordedSession(byte[] Output, IReadOnlyList<(int Seconds, IReadOnlyList<string> Data)> Events)
{
    private const string Prefix = "agent.";

    /// <summary>The recordings that the sandbox has.</summary>
    public static IReadOnlyList<RecordedSession> All { get; } = [.. Names().Select(Read)];

    private static IEnumerable<string> Names() => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".log", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static RecordedSession Read(string name)
    {
        var log = Encoding.Latin1.GetString(Resource(name));
        var body = log[(log.IndexOf('\n', StringComparison.Ordinal) + 1)..log.LastIndexOf("\nScript done", StringComparison.Ordinal)];
        var events = new List<(int, IReadOnlyList<string>)>();
        DateTimeOffset? first = null;
        foreach (var line in Encoding.UTF8.GetString(Resource(name[..^".log".Length] + ".streamed.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            var time = json.RootElement.GetProperty("eventTime").GetDateTimeOffset();
            first ??= time;
            events.Add(((int)(time - first.Value).TotalSeconds, [.. json.RootElement.GetProperty("sessionData").EnumerateArray().Select(entry => entry.GetString()!)]));
        }

        return new RecordedSession(Encoding.Latin1.GetBytes(body.Replace("\r\n", "\n", StringComparison.Ordinal)), events);
    }

    private static byte[] Resource(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
