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

/// <summary>Says whether an event matches an event pattern, by EventBridge's documented rules, as far as patterns on sessions use them.</summary>
internal static class PatternMatcher
{
    public static bool Matches(string pattern, string wholeEvent)
    {
        using var wanted = JsonDocument.Parse(pattern);
        using var given = JsonDocument.Parse(wholeEvent);
        return IsObject(wanted.RootElement, given.RootElement);
    }

    private static bool IsObject(JsonElement pattern, JsonElement? value) => pattern.EnumerateObject().All(member => member.Name switch
    {
        "$or" => member.Value.EnumerateArray().Any(alternative => IsObject(alternative, value)),
        _ when member.Value.ValueKind is JsonValueKind.Object => IsObject(member.Value, Member(value, member.Name)),
        _ => member.Value.EnumerateArray().Any(matcher => IsLeaf(matcher, Member(value, member.Name))),
    });

    private static bool IsLeaf(JsonElement matcher, JsonElement? value) => matcher.ValueKind switch
    {
        JsonValueKind.String => value is { ValueKind: JsonValueKind.String } text && text.GetString() == matcher.GetString(),
        JsonValueKind.Object => matcher.EnumerateObject().Single() switch
        {
            { Name: "prefix" } prefix => value is { ValueKind: JsonValueKind.String } text
                && text.GetString()!.StartsWith(prefix.Value.GetString()!, StringComparison.Ordinal),
            { Name: "exists" } exists => exists.Value.GetBoolean() == value is not null,
            var other => throw new NotSupportedException(other.Name),
        },
        _ => throw new NotSupportedException(matcher.GetRawText()),
    };

    private static JsonElement? Member(JsonElement? value, string name) =>
        value is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var member) ? member : null;
}

/// <summary>Records that CloudTrail was seen to write, as EventBridge hands them on.</summary>
internal static class CloudTrailRecords
{
    /// <summary>The event that a record makes: the record itself where it was caught as one.</summary>
    public static JsonObject Envelope(string name)
    {
        var read = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "corpus", "aws", name)))!;
        var record = (read is JsonArray several ? several[0]! : read).AsObject();
        if (record.ContainsKey("detail"))
        {
            return record;
        }

        return new JsonObject
        {
            ["source"] = $"aws.{((string)record["eventSource"]!).Split('.')[0]}",
            ["detail-type"] = "AWS API Call via CloudTrail",
            ["account"] = (string?)record["recipientAccountId"],
            ["region"] = (string?)record["awsRegion"],
            ["detail"] = record.DeepClone(),
        };
    }

    /// <summary>What a path of names and indices leads to, or <see langword="null"/>.</summary>
    public static JsonNode? Find(this JsonNode root, string path) => path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries).Skip(1).Aggregate(
        (JsonNode?)root,
        (node, step) => node switch
        {
            JsonObject fields => fields[step],
            JsonArray list when int.Parse(step, CultureInfo.InvariantCulture) is var index && index < list.Count => list[index],
            _ => null,
        });
}
