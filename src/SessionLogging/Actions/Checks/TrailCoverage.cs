namespace SessionLogging.Actions.Checks;

/// <summary>Whether a trail records the calls that make session events, and reads of objects.</summary>
internal static class TrailCoverage
{
    private const string ObjectType = "AWS::S3::Object";
    private const string ResourceField = "resources.ARN";

    private static readonly string[] WritingTypes = ["All", "WriteOnly"];
    private static readonly string[] ReadingTypes = ["All", "ReadOnly"];

    // What CloudTrail knows of such a call; what a selector asks of other fields cannot be said.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["eventCategory"] = "Management",
        ["readOnly"] = "false",
        ["eventSource"] = SessionEventPattern.EventSource,
        ["eventType"] = "AwsApiCall",
    };

    private static readonly Dictionary<string, string> FieldsOfRead = new(StringComparer.Ordinal)
    {
        ["eventCategory"] = "Data",
        ["resources.type"] = ObjectType,
        ["readOnly"] = "true",
        ["eventName"] = "GetObject",
        ["eventSource"] = "s3.amazonaws.com",
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

    /// <summary>Whether the selectors take in reads of all objects whose ARNs begin so; <see langword="null"/> where that hangs on what cannot be said beforehand.</summary>
    internal static bool? RecordsReads(TrailSelectors selectors, string arnPrefix)
    {
        if (selectors.Basic.Any(selector => ReadingTypes.Contains(selector.ReadWriteType)
            && selector.DataResources.Any(resource => resource.Type == ObjectType && resource.Values.Any(value => arnPrefix.StartsWith(value, StringComparison.Ordinal)))))
        {
            return true;
        }

        return AnyOf(selectors.Advanced.Select(selector => AllOf(selector.Fields.Select(field =>
            field.Field == ResourceField ? TakesBeginning(field, arnPrefix) : Takes(field, FieldsOfRead.TryGetValue(field.Field, out var value) ? value : null)))));
    }

    private static bool IsRecording(BasicSelector selector) =>
        selector.IncludesManagementEvents
        && WritingTypes.Contains(selector.ReadWriteType)
        && !selector.ExcludedSources.Contains(SessionEventPattern.EventSource);

    private static bool? RecordsOne(IReadOnlyList<AdvancedSelector> selectors, SessionEvent one) =>
        AnyOf(selectors.Select(selector => AllOf(selector.Fields.Select(field => Takes(field, ValueOf(field.Field, one))))));

    private static bool? AnyOf(IEnumerable<bool?> answers)
    {
        var given = answers.ToList();
        return given.Contains(true) ? true : given.Contains(null) ? null : false;
    }

    private static bool? AllOf(IEnumerable<bool?> answers)
    {
        var given = answers.ToList();
        return given.Contains(false) ? false : given.Contains(null) ? null : true;
    }

    // Of a whole ARN only its beginning is known: what is asked of more than that takes in some objects and not others.
    private static bool? TakesBeginning(FieldSelector field, string beginning)
    {
        bool? Begins(string asked) => beginning.StartsWith(asked, StringComparison.Ordinal) ? true : asked.StartsWith(beginning, StringComparison.Ordinal) ? null : false;
        bool? Is(string asked) => asked.StartsWith(beginning, StringComparison.Ordinal) ? null : false;

        var asksNothing = field is { EqualTo.Count: 0, StartsWith.Count: 0, EndsWith.Count: 0 };
        var takenIn = AnyOf([asksNothing, .. field.EqualTo.Select(Is), .. field.StartsWith.Select(Begins), .. field.EndsWith.Select(_ => (bool?)null)]);
        var leftOut = AnyOf([.. field.NotEqualTo.Select(Is), .. field.NotStartsWith.Select(Begins), .. field.NotEndsWith.Select(_ => (bool?)null)]);
        return AllOf([takenIn, leftOut is null ? null : !leftOut]);
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
