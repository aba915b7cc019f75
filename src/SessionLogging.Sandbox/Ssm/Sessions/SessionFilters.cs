namespace SessionLogging.Sandbox.Ssm.Sessions;

/// <summary>The filters of a DescribeSessions request; a session must pass all of them.</summary>
internal sealed class SessionFilters
{
    private const int MostFilters = 6;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static readonly string[] Keys = ["InvokedAfter", "InvokedBefore", "Target", "Owner", "Status", "SessionId", "AccessType"];

    private static readonly MemberRule[] FilterRules = [new("key") { Required = true, OneOf = Keys }, new("value") { Required = true, MinLength = 1, MaxLength = 400 }];

    private readonly SessionRules _rules;
    private readonly List<DateTimeOffset> _after = [];
    private readonly List<DateTimeOffset> _before = [];
    private readonly List<(string Key, string Value)> _others = [];

    private SessionFilters(SessionRules rules) => _rules = rules;

    /// <summary>Reads and checks them as the service model says: 1 to 6, keys of the enumeration, values of 1 to 400 characters.</summary>
    public static SessionFilters Read(JsonCall call, SandboxService service, SessionRules rules)
    {
        var filters = new SessionFilters(rules);
        if (call.Input["Filters"] is not { } given)
        {
            return filters;
        }

        if (given is not JsonArray list || list.Any(filter => filter is not JsonObject))
        {
            throw service.Error(CommonError.Unreadable, "Filters is a list of structures with key and value.");
        }

        if (list.Count is 0 or > MostFilters)
        {
            var length = list.Count == 0 ? "greater than or equal to 1" : $"less than or equal to {MostFilters}";
            throw service.Error(CommonError.Invalid, $"1 validation error detected: Value '{list.ToJsonString()}' at 'filters' failed to satisfy constraint: Member must have length {length}");
        }

        var members = new ListMembers("Filters", list);
        if (members.Violation(FilterRules) is { } violation)
        {
            throw service.Error(CommonError.Invalid, violation);
        }

        foreach (var filter in list)
        {
            filters.Add(filter!["key"]!.ToString(), filter["value"]!.ToString(), service);
        }

        return filters;
    }

    /// <summary>The ranks of the sessions that start between the bounds, from the first up to but not including the second.</summary>
    public (int Low, int High) Window(SessionTimeline timeline)
    {
        var low = _after.Select(bound => timeline.FirstRank(start => Compared(start) is var time && (_rules.InvokedAfterIsInclusive ? time >= bound : time > bound)));
        var high = _before.Select(bound => timeline.FirstRank(start => Compared(start) is var time && (_rules.InvokedBeforeIsInclusive ? time > bound : time >= bound)));
        return (low.Append(0).Max(), high.Append(timeline.Count).Min());
    }

    /// <summary>Whether a session passes the filters other than the bounds.</summary>
    public bool Pass(StoredSession session, DateTimeOffset now) => _others.TrueForAll(filter => filter.Value == filter.Key switch
    {
        "Target" => session.Target,
        "Owner" => session.Owner,
        "Status" => session.StatusAt(now),
        "SessionId" => session.SessionId,
        _ => session.AccessType,
    });

    /// <summary>The same text for the same filters, which a token belongs to.</summary>
    public override string ToString() => string.Join('\n', [.. _after.Select(time => $">{time.Ticks}"), .. _before.Select(time => $"<{time.Ticks}"), .. _others.Select(filter => $"{filter.Key}={filter.Value}")]);

    private void Add(string key, string value, SandboxService service)
    {
        if (key is not ("InvokedAfter" or "InvokedBefore"))
        {
            _others.Add((key, value));
            return;
        }

        if (!DateTimeOffset.TryParseExact(value, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            throw service.Error(CommonError.Invalid, $"The value '{value}' of {key} is not a time of the form 2018-08-29T00:00:00Z.");
        }

        (key == "InvokedAfter" ? _after : _before).Add(time);
    }

    private DateTimeOffset Compared(DateTimeOffset start)
        => _rules.BoundGrain == BoundGrain.Seconds ? DateTimeOffset.FromUnixTimeSeconds(start.ToUnixTimeSeconds()) : start;
}
