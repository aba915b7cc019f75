using System.Text.Json;
using SessionLogging.Actions;

namespace SessionLogging.Tests.Actions;

/// <summary>The fixed table of filters and whole events with the answers that the facts give: <c>patterns.json</c>.</summary>
internal static class PatternTable
{
    private static readonly JsonElement Table = Read();

    /// <summary>The whole events by name.</summary>
    public static IReadOnlyDictionary<string, string> Events { get; } =
        Table.GetProperty("events").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetRawText(), StringComparer.Ordinal);

    /// <summary>The rows by name: the filter and the names of the events that it is for.</summary>
    public static IReadOnlyDictionary<string, (SessionEventFilter Filter, IReadOnlyList<string> Matches)> Rows { get; } =
        Table.GetProperty("rows").EnumerateArray().ToDictionary(
            row => row.GetProperty("name").GetString()!,
            row => (Filter(row.GetProperty("filter")), Texts(row, "matches")),
            StringComparer.Ordinal);

    private static JsonElement Read()
    {
        using var stream = typeof(PatternTable).Assembly.GetManifestResourceStream("patterns.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    private static SessionEventFilter Filter(JsonElement filter) => new()
    {
        Events = [.. Texts(filter, "events").Select(Enum.Parse<SessionEvent>)],
        UserArns = Texts(filter, "userArns"),
        SessionTargets = Texts(filter, "targets"),
        Documents = Texts(filter, "documents"),
        Outcome = filter.TryGetProperty("outcome", out var outcome) ? Enum.Parse<SessionOutcome>(outcome.GetString()!) : null,
    };

    private static IReadOnlyList<string> Texts(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
