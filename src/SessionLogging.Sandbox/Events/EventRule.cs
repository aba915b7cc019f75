using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace SessionLogging.Sandbox.Events;

/// <summary>A rule of the default event bus.</summary>
/// <param name="Name">The name.</param>
public sealed record EventRule(string Name)
{
    /// <summary>The pattern as it was put; <see langword="null"/> where the rule has a schedule.</summary>
    public string? EventPattern { get; init; }

    /// <summary>The schedule; the sandbox never runs one.</summary>
    public string? ScheduleExpression { get; init; }

    /// <summary><c>ENABLED</c>, <c>DISABLED</c> or <c>ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS</c>.</summary>
    public required string State { get; init; }

    /// <summary>What it is for, in its owner's words.</summary>
    public string? Description { get; init; }

    /// <summary>The role that was put with it.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The tags that were put when it was made.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>Its targets by id.</summary>
    public ImmutableSortedDictionary<string, EventTarget> Targets { get; init; } = NoTargets;

    internal EventPattern? Pattern { get; init; }

    private static ImmutableSortedDictionary<string, EventTarget> NoTargets { get; } = ImmutableSortedDictionary.Create<string, EventTarget>(StringComparer.Ordinal);

    internal bool Matches(JsonObject candidate) => State != "DISABLED" && Pattern?.Matches(candidate) == true;
}

/// <summary>A target of a rule.</summary>
/// <param name="Id">The id, one's own in its rule.</param>
/// <param name="Arn">The ARN of where the rule's events go.</param>
/// <param name="Json">Everything that was put, and is listed again.</param>
public sealed record EventTarget(string Id, string Arn, string Json)
{
    internal JsonObject Members => (JsonObject)JsonNode.Parse(Json)!;
}
