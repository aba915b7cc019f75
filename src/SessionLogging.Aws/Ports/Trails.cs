namespace SessionLogging.Aws.Ports;

/// <summary>Trails on CloudTrail's API.</summary>
internal sealed class Trails(ServiceCaller cloudTrail) : ITrails
{
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

    private static BasicSelector Basic(JsonElement selector) => new(
        selector.Text("ReadWriteType") ?? "All", selector.Flag("IncludeManagementEvents") != false, selector.Texts("ExcludeManagementEventSources"));

    private static FieldSelector Field(JsonElement field) => new(
        field.Text("Field") ?? "",
        field.Texts("Equals"),
        field.Texts("StartsWith"),
        field.Texts("EndsWith"),
        field.Texts("NotEquals"),
        field.Texts("NotStartsWith"),
        field.Texts("NotEndsWith"));
}
