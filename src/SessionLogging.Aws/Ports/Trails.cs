using System.Text.Json;
using SessionLogging.Accounts;
using SessionLogging.Aws.Services;

namespace SessionLogging.Aws.Ports;

/// <summary>Trails on CloudTrail's API.</summary>
internal sealed class Trails(ServiceCaller cloudTrail) : ITrails
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Trail>> ListAsync(CancellationToken cancellationToken)
    {
        var answer = await cloudTrail.CallAsync("DescribeTrails", json => json.WriteBoolean("includeShadowTrails", value: true), cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. answer.Root.Items("trailList").Select(trail => new Trail(
                trail.Text("Name") ?? "",
                trail.Text("TrailARN") ?? "",
                trail.Text("HomeRegion") ?? "",
                trail.Flag("IsMultiRegionTrail") == true,
                trail.Flag("IsOrganizationTrail") == true)),
        ];
    }

    /// <inheritdoc/>
    public async Task<bool> IsLoggingAsync(string trailArn, CancellationToken cancellationToken)
    {
        var answer = await cloudTrail.CallAsync("GetTrailStatus", json => json.WriteString("Name", trailArn), cancellationToken).ConfigureAwait(false);
        return answer.Root.Flag("IsLogging") == true;
    }

    /// <inheritdoc/>
    public async Task<TrailSelectors> GetSelectorsAsync(string trailArn, CancellationToken cancellationToken)
    {
        var answer = await cloudTrail.CallAsync("GetEventSelectors", json => json.WriteString("TrailName", trailArn), cancellationToken).ConfigureAwait(false);
        return new TrailSelectors(
            [.. answer.Root.Items("EventSelectors").Select(Basic)],
            [.. answer.Root.Items("AdvancedEventSelectors").Select(selector => new AdvancedSelector([.. selector.Items("FieldSelectors").Select(Field)]))]);
    }

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
