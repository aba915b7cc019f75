namespace SessionLogging.Sandbox.CloudTrail;

/// <summary>A trail.</summary>
/// <param name="Name">The name.</param>
/// <param name="Account">The id of the account that it belongs to.</param>
/// <param name="HomeRegion">Where it was made.</param>
public sealed record Trail(string Name, string Account, string HomeRegion)
{
    /// <summary>Whether it records in every Region.</summary>
    public bool IsMultiRegion { get; init; } = true;

    /// <summary>Whether it records in every account of the organization, which is both.</summary>
    public bool IsOrganization { get; init; }

    /// <summary>Whether it records at all.</summary>
    public bool IsLogging { get; init; } = true;

    /// <summary>The bucket that it writes to.</summary>
    public string Bucket { get; init; } = "cloudtrail-logs";

    /// <summary>Its event selectors, where it has the basic ones.</summary>
    public ImmutableArray<EventSelector> EventSelectors { get; init; } = [new()];

    /// <summary>Its advanced event selectors; where there are any, there are no basic ones.</summary>
    public ImmutableArray<AdvancedEventSelector> AdvancedEventSelectors { get; init; } = [];

    /// <summary>The ARN.</summary>
    public string Arn => $"arn:aws:cloudtrail:{HomeRegion}:{Account}:trail/{Name}";

    /// <summary>Whether what happens in a Region of an account is its concern, logging or not.</summary>
    internal bool Covers(string account, string region) => (IsOrganization || Account == account) && (IsMultiRegion || HomeRegion == region);

    internal bool Records(IReadOnlyDictionary<string, string> fields) => IsLogging
        && (AdvancedEventSelectors.IsEmpty ? EventSelectors.Any(selector => selector.Selects(fields)) : AdvancedEventSelectors.Any(selector => selector.Selects(fields)));
}

/// <summary>Which management events a trail records.</summary>
public sealed record EventSelector
{
    /// <summary><c>ReadOnly</c>, <c>WriteOnly</c> or <c>All</c>.</summary>
    public string ReadWriteType { get; init; } = "All";

    /// <summary>Whether it records management events at all.</summary>
    public bool IncludeManagementEvents { get; init; } = true;

    /// <summary>The services whose management events it does not record.</summary>
    public ImmutableArray<string> ExcludeManagementEventSources { get; init; } = [];

    /// <summary>What the ARNs of objects in S3 begin with whose data events it records.</summary>
    public ImmutableArray<string> Objects { get; init; } = [];

    internal bool Selects(IReadOnlyDictionary<string, string> fields) => IncludeManagementEvents
        && !ExcludeManagementEventSources.Contains(fields["eventSource"])
        && ReadWriteType != (fields["readOnly"] == "true" ? "WriteOnly" : "ReadOnly");
}

/// <summary>Events that meet all of some conditions on their fields.</summary>
/// <param name="FieldSelectors">The conditions.</param>
public sealed record AdvancedEventSelector(params ImmutableArray<FieldSelector> FieldSelectors)
{
    internal bool Selects(IReadOnlyDictionary<string, string> fields)
        => FieldSelectors.All(selector => fields.TryGetValue(selector.Field, out var value) && selector.Selects(value));
}

/// <summary>A condition on one field.</summary>
/// <param name="Field">The field, for example <c>eventCategory</c> or <c>readOnly</c>.</param>
/// <param name="Operator"><c>Equals</c>, <c>NotEquals</c>, <c>StartsWith</c>, <c>NotStartsWith</c>, <c>EndsWith</c> or <c>NotEndsWith</c>.</param>
/// <param name="Values">Any of which will do; of the operators that begin with Not none may be met.</param>
public sealed record FieldSelector(string Field, string Operator, params ImmutableArray<string> Values)
{
    internal bool Selects(string value) => Operator switch
    {
        "Equals" => Values.Contains(value),
        "NotEquals" => !Values.Contains(value),
        "StartsWith" => Values.Any(start => value.StartsWith(start, StringComparison.Ordinal)),
        "NotStartsWith" => !Values.Any(start => value.StartsWith(start, StringComparison.Ordinal)),
        "EndsWith" => Values.Any(end => value.EndsWith(end, StringComparison.Ordinal)),
        _ => !Values.Any(end => value.EndsWith(end, StringComparison.Ordinal)),
    };
}

/// <summary>The trails of all accounts.</summary>
public sealed class TrailStore
{
    private ImmutableSortedDictionary<string, Trail> _trails = ImmutableSortedDictionary.Create<string, Trail>(StringComparer.Ordinal);

    internal TrailStore()
    {
    }

    /// <summary>Every trail, by ARN.</summary>
    public IReadOnlyCollection<Trail> All => [.. _trails.Values];

    /// <summary>Arranges a trail, or puts it in the place of the one of its ARN.</summary>
    public void Put(Trail trail)
    {
        ArgumentNullException.ThrowIfNull(trail);
        ImmutableInterlocked.Update(ref _trails, static (trails, added) => trails.SetItem(added.Arn, added), trail);
    }

    /// <summary>Takes a trail away.</summary>
    public void Remove(string arn) => ImmutableInterlocked.Update(ref _trails, static (trails, removed) => trails.Remove(removed), arn);

    internal Trail? Find(string arn) => _trails.GetValueOrDefault(arn);
}

/// <summary>What CloudTrail adds to the whole sandbox.</summary>
public static class CloudTrailCloud
{
    extension(Cloud cloud)
    {
        /// <summary>The trails of all accounts.</summary>
        public TrailStore Trails => cloud.Of(static () => new TrailStore());
    }
}
