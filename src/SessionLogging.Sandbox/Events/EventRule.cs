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

/// <summary>The rules of an account's default event bus in a Region.</summary>
public sealed class EventRuleStore
{
    /// <summary>AWS's quota.</summary>
    internal const int MostTargets = 5;

    private readonly Lock _gate = new();
    private readonly RegionState _region;
    private ImmutableSortedDictionary<string, EventRule> _rules = ImmutableSortedDictionary.Create<string, EventRule>(StringComparer.Ordinal);

    internal EventRuleStore(RegionState region) => _region = region;

    /// <summary>Every rule, by name.</summary>
    public IReadOnlyCollection<EventRule> All => [.. _rules.Values];

    /// <summary>A rule by name, or <see langword="null"/>.</summary>
    public EventRule? Find(string name) => _rules.GetValueOrDefault(name);

    internal string ArnOf(EventRule rule) => _region.Arn("events", "rule/" + rule.Name);

    /// <summary>Puts a rule in the place of the one of its name, which keeps its tags and targets.</summary>
    internal void Put(EventRule rule)
    {
        lock (_gate)
        {
            _rules = _rules.SetItem(rule.Name, Find(rule.Name) is { } known ? rule with { Tags = known.Tags, Targets = known.Targets } : rule);
        }
    }

    /// <exception cref="AwsServiceException">There is no such rule, or what <paramref name="change"/> refuses.</exception>
    internal void Change(string name, Func<EventRule, EventRule> change)
    {
        lock (_gate)
        {
            _rules = _rules.SetItem(name, change(Existing(name)));
        }
    }

    internal EventRule Existing(string name)
        => Find(name) ?? throw new AwsServiceException("ResourceNotFoundException", 400, $"Rule {name} does not exist on EventBus default.");

    /// <exception cref="AwsServiceException">It has targets.</exception>
    internal void Remove(string name)
    {
        lock (_gate)
        {
            if (Find(name)?.Targets.IsEmpty == false)
            {
                throw new AwsServiceException("ValidationException", 400, "Rule can't be deleted since it has targets.");
            }

            _rules = _rules.Remove(name);
        }
    }
}

/// <summary>What EventBridge adds to an account's Region.</summary>
public static class EventsRegion
{
    extension(RegionState region)
    {
        /// <summary>The rules of the account's default event bus in this Region.</summary>
        public EventRuleStore EventRules => region.Of(() => new EventRuleStore(region));
    }
}
