namespace SessionLogging.Aws.Ports;

/// <summary>Trails on CloudTrail's API.</summary>
internal sealed class Trails(ServiceCaller cloudTrail) : ITrails
{
    private const int MostEvents = 50;

    public Task<IReadOnlyList<Trail>> ListAsync(CancellationToken cancellationToken) => cloudTrail.CallAsync<IReadOnlyList<Trail>>(
        "DescribeTrails",
        json => json.WriteBoolean("includeShadowTrails", value: true),
        static answer =>
        [
            .. answer.Items("trailList").Select(trail => new Trail(
                trail.Text("Name") ?? "",
                trail.NeededText("TrailARN"),
                trail.Text("HomeRegion") ?? "",
                trail.Flag("IsMultiRegionTrail") == true,
                trail.Flag("IsOrganizationTrail") == true)),
        ],
        cancellationToken);

    public Task<bool> IsLoggingAsync(string trailArn, CancellationToken cancellationToken) => cloudTrail.CallAsync(
        "GetTrailStatus", json => json.WriteString("Name", trailArn), static answer => answer.Flag("IsLogging") == true, cancellationToken);

    public Task<TrailSelectors> GetSelectorsAsync(string trailArn, CancellationToken cancellationToken) => cloudTrail.CallAsync(
        "GetEventSelectors",
        json => json.WriteString("TrailName", trailArn),
        static answer => new TrailSelectors(
            [.. answer.Items("EventSelectors").Select(Basic)],
            [.. answer.Items("AdvancedEventSelectors").Select(selector => new AdvancedSelector([.. selector.Items("FieldSelectors").Select(Field)]))]),
        cancellationToken);

    public Task<IReadOnlyList<RecordedCall>> ListNewestCallsAsync(string eventName, CancellationToken cancellationToken) => cloudTrail.CallAsync<IReadOnlyList<RecordedCall>>(
        "LookupEvents",
        json =>
        {
            json.WriteStartArray("LookupAttributes");
            json.WriteStartObject();
            json.WriteString("AttributeKey", "EventName");
            json.WriteString("AttributeValue", eventName);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteNumber("MaxResults", MostEvents);
        },
        static answer => [.. answer.Items("Events").Select(each => Recorded(each.NeededText("CloudTrailEvent"), each.NeededSeconds("EventTime")))],
        cancellationToken);

    // The event itself is JSON in a text.
    private static RecordedCall Recorded(string text, DateTimeOffset time)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            var root = parsed.RootElement;
            var identity = Inner(root, "userIdentity");
            return new RecordedCall(
                time,
                Inner(root, "requestParameters")?.Text("name"),
                root.Text("userAgent"),
                identity?.Text("invokedBy"),
                Inner(Inner(identity, "sessionContext"), "sessionIssuer")?.Text("arn") ?? identity?.Text("arn"),
                root.Text("errorCode"));
        }
        catch (JsonException broken)
        {
            throw new MalformedAnswerException($"CloudTrailEvent is no JSON: {broken.Message}");
        }
    }

    private static JsonElement? Inner(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.Object ? member : null;

    private static BasicSelector Basic(JsonElement selector) => new(
        selector.Text("ReadWriteType") ?? "All", selector.Flag("IncludeManagementEvents") != false, selector.Texts("ExcludeManagementEventSources"))
    {
        DataResources = [.. selector.Items("DataResources").Select(resource => new DataResource(resource.Text("Type") ?? "", resource.Texts("Values")))],
    };

    private static FieldSelector Field(JsonElement field) => new(
        field.Text("Field") ?? "",
        field.Texts("Equals"),
        field.Texts("StartsWith"),
        field.Texts("EndsWith"),
        field.Texts("NotEquals"),
        field.Texts("NotStartsWith"),
        field.Texts("NotEndsWith"));
}
