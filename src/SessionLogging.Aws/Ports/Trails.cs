namespace SessionLogging.Aws.Ports;

/// <summary>Trails on CloudTrail's API.</summary>
/// <param name="cloudTrail">Sends a request again where it failed in a way that may pass.</param>
/// <param name="once">Sends every request once.</param>
internal sealed class Trails(ServiceCaller cloudTrail, ServiceCaller once) : ITrails
{
    private const string LookUp = "LookupEvents";

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

    public Task<IReadOnlyList<RecordedCall>> ListNewestCallsAsync(string eventName, CancellationToken cancellationToken) => cloudTrail.CallAsync(
        LookUp, json => Write(json, new RecordedCallQuery(eventName, After: null, Before: null), nextToken: null), Calls, cancellationToken);

    public Task<RecordedCallPage> LookUpAsync(RecordedCallQuery query, string? nextToken, CancellationToken cancellationToken) => once.CallAsync(
        LookUp,
        json => Write(json, query, nextToken),
        static answer => new RecordedCallPage(Calls(answer), answer.Text("NextToken").Given()) { AnsweredAt = CallScope.Current?.AnsweredAt },
        cancellationToken);

    private static void Write(Utf8JsonWriter json, RecordedCallQuery query, string? nextToken)
    {
        json.WriteStartArray("LookupAttributes");
        json.WriteStartObject();
        json.WriteString("AttributeKey", "EventName");
        json.WriteString("AttributeValue", query.EventName);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteNumber("MaxResults", RecordedCallQuery.PageSize);
        WriteSecond(json, "StartTime", query.After?.ToUnixTimeSeconds());

        // A bound between two seconds is moved outwards: nothing that was asked for is left out.
        WriteSecond(json, "EndTime", query.Before?.AddTicks(TimeSpan.TicksPerSecond - 1).ToUnixTimeSeconds());
        if (nextToken is not null)
        {
            json.WriteString("NextToken", nextToken);
        }
    }

    private static void WriteSecond(Utf8JsonWriter json, string name, long? second)
    {
        if (second is { } given)
        {
            json.WriteNumber(name, given);
        }
    }

    private static IReadOnlyList<RecordedCall> Calls(JsonElement answer) => [.. answer.Items("Events").Select(Recorded)];

    // The record itself is JSON in a text.
    private static RecordedCall Recorded(JsonElement found)
    {
        try
        {
            var call = RecordedCall.Parse(found.NeededText("CloudTrailEvent"), found.NeededSeconds("EventTime"));
            return call.EventId is null ? call with { EventId = found.Text("EventId").Given() } : call;
        }
        catch (FormatException broken)
        {
            throw new MalformedAnswerException($"CloudTrailEvent is no record: {broken.Message}");
        }
    }

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
