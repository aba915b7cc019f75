namespace SessionLogging.Actions.Checks;

/// <summary>Whether a trail records the calls that make session events.</summary>
internal static class TrailCoverage
{
    private static readonly string[] WritingTypes = ["All", "WriteOnly"];

    // What CloudTrail knows of such a call; what a selector asks of other fields cannot be said.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["eventCategory"] = "Management",
        ["readOnly"] = "false",
        ["eventSource"] = SessionEventPattern.EventSource,
        ["eventType"] = "AwsApiCall",
    };

    /// <summary>Whether the trail covers the Region.</summary>
    internal static bool Covers(Trail trail, string region) => trail.IsMultiRegion || trail.HomeRegion == region;

    /// <summary>Whether the selectors take in the calls of all these events; <see langword="null"/> where that hangs on what cannot be said beforehand.</summary>
    internal static bool? Records(TrailSelectors selectors, IReadOnlyList<SessionEvent> events)
    {
        if (selectors.Basic.Any(IsRecording))
        {
            return true;
        }

        var answers = events.Select(one => RecordsOne(selectors.Advanced, one)).ToList();
        return answers.Contains(false) ? false : answers.Contains(null) ? null : true;
    }

    private static bool IsRecording(BasicSelector selector) =>
        selector.IncludesManagementEvents
        && WritingTypes.Contains(selector.ReadWriteType)
        && !selector.ExcludedSources.Contains(SessionEventPattern.EventSource);

    private static bool? RecordsOne(IReadOnlyList<AdvancedSelector> selectors, SessionEvent one)
    {
        var answers = selectors.Select(selector => Takes(selector, one)).ToList();
        return answers.Contains(true) ? true : answers.Contains(null) ? null : false;
    }

    private static bool? Takes(AdvancedSelector selector, SessionEvent one)
    {
        var answers = selector.Fields.Select(field => Takes(field, ValueOf(field.Field, one))).ToList();
        return answers.Contains(false) ? false : answers.Contains(null) ? null : true;
    }

    private static bool? Takes(FieldSelector field, string? value) => value is null
        ? null
        : (IsAny(field.EqualTo, value.Equals)
            || IsAny(field.StartsWith, start => value.StartsWith(start, StringComparison.Ordinal))
            || IsAny(field.EndsWith, end => value.EndsWith(end, StringComparison.Ordinal))
            || field is { EqualTo.Count: 0, StartsWith.Count: 0, EndsWith.Count: 0 })
        && !IsAny(field.NotEqualTo, value.Equals)
        && !IsAny(field.NotStartsWith, start => value.StartsWith(start, StringComparison.Ordinal))
        && !IsAny(field.NotEndsWith, end => value.EndsWith(end, StringComparison.Ordinal));

    private static bool IsAny(IReadOnlyList<string> values, Func<string, bool> matches) => values.Any(matches);

    private static string? ValueOf(string field, SessionEvent one) =>
        field == "eventName" ? one.Operation() : Fields.TryGetValue(field, out var value) ? value : null;
}
