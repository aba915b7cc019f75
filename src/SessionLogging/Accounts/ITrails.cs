namespace SessionLogging.Accounts;

/// <summary>The CloudTrail trails that reach one Region, and its Event history. Every method throws <see cref="AwsCallException"/>.</summary>
public interface ITrails
{
    /// <summary>The trails of the Region, with those of other Regions and of the organisation that cover it (DescribeTrails with shadow trails).</summary>
    Task<IReadOnlyList<Trail>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Whether a trail is recording now (GetTrailStatus).</summary>
    /// <param name="trailArn">The ARN: a name would be looked for in this Region only.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<bool> IsLoggingAsync(string trailArn, CancellationToken cancellationToken);

    /// <summary>What a trail records (GetEventSelectors).</summary>
    Task<TrailSelectors> GetSelectorsAsync(string trailArn, CancellationToken cancellationToken);

    /// <summary>
    /// The newest calls of an operation, at most 50, newest first (LookupEvents, which needs no trail and knows 90 days; a call is there minutes
    /// after it was made). The quota is 2 calls a second for each account and Region.
    /// </summary>
    /// <param name="eventName">The operation, for example <c>UpdateDocument</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<IReadOnlyList<RecordedCall>> ListNewestCallsAsync(string eventName, CancellationToken cancellationToken);

    /// <summary>One page of the Event history (LookupEvents), sent once: the caller paces and repeats.</summary>
    /// <param name="query">Which calls.</param>
    /// <param name="nextToken">The token of the page before; <see langword="null"/> for the first page. It belongs to its query.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<RecordedCallPage> LookUpAsync(RecordedCallQuery query, string? nextToken, CancellationToken cancellationToken);
}

/// <summary>A question to LookupEvents, which takes one attribute a call.</summary>
/// <param name="EventName">The operation, for example <c>StartSession</c>: calls of other services that have the same name are among the answers.</param>
/// <param name="After">Only calls that were made then or later; <see langword="null"/>: all that the Event history has, 90 days.</param>
/// <param name="Before">Only calls that were made by then; <see langword="null"/>: up to now, whatever the clock shows.</param>
public sealed record RecordedCallQuery(string EventName, DateTimeOffset? After, DateTimeOffset? Before)
{
    /// <summary>Calls a page: the most that LookupEvents gives.</summary>
    public const int PageSize = 50;
}

/// <summary>A page of recorded calls.</summary>
/// <param name="Calls">The calls, in the service's order, which is the newest first.</param>
/// <param name="NextToken">The token of the next page, or <see langword="null"/> after the last.</param>
public sealed record RecordedCallPage(IReadOnlyList<RecordedCall> Calls, string? NextToken)
{
    /// <summary>When the service answered, by its own clock, in whole seconds; <see langword="null"/> where it gave none.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>A trail.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="HomeRegion">The Region that it was made in.</param>
/// <param name="IsMultiRegion">Whether it covers every Region.</param>
/// <param name="IsOrganization">Whether it is the organisation's, which an account of it may see and not change.</param>
public sealed record Trail(string Name, string Arn, string HomeRegion, bool IsMultiRegion, bool IsOrganization);

/// <summary>What a trail records: it has selectors of one kind or the other.</summary>
/// <param name="Basic">The basic selectors.</param>
/// <param name="Advanced">The advanced selectors.</param>
public sealed record TrailSelectors(IReadOnlyList<BasicSelector> Basic, IReadOnlyList<AdvancedSelector> Advanced);

/// <summary>A basic selector.</summary>
/// <param name="ReadWriteType"><c>All</c>, <c>ReadOnly</c> or <c>WriteOnly</c>.</param>
/// <param name="IncludesManagementEvents">Whether management events are recorded.</param>
/// <param name="ExcludedSources">Services whose management events are left out, for example <c>kms.amazonaws.com</c>.</param>
public sealed record BasicSelector(string ReadWriteType, bool IncludesManagementEvents, IReadOnlyList<string> ExcludedSources)
{
    /// <summary>The resources whose data events are recorded.</summary>
    public IReadOnlyList<DataResource> DataResources { get; init; } = [];
}

/// <summary>Resources whose data events a basic selector takes in.</summary>
/// <param name="Type">Their type, for example <c>AWS::S3::Object</c>.</param>
/// <param name="Values">What their ARNs begin with: <c>arn:aws:s3</c> for all objects, <c>arn:aws:s3:::BUCKET/PREFIX</c> for some.</param>
public sealed record DataResource(string Type, IReadOnlyList<string> Values);

/// <summary>An advanced selector: an event is recorded where every field is as asked.</summary>
/// <param name="Fields">The fields.</param>
public sealed record AdvancedSelector(IReadOnlyList<FieldSelector> Fields);

/// <summary>What an advanced selector asks of one field: one of the values of each list that is not empty, and none of those of the <c>Not</c> lists.</summary>
/// <param name="Field">The field, for example <c>eventCategory</c>.</param>
/// <param name="EqualTo">Whole values.</param>
/// <param name="StartsWith">Beginnings.</param>
/// <param name="EndsWith">Ends.</param>
/// <param name="NotEqualTo">Whole values that it must not be.</param>
/// <param name="NotStartsWith">Beginnings that it must not have.</param>
/// <param name="NotEndsWith">Ends that it must not have.</param>
public sealed record FieldSelector(
    string Field,
    IReadOnlyList<string> EqualTo,
    IReadOnlyList<string> StartsWith,
    IReadOnlyList<string> EndsWith,
    IReadOnlyList<string> NotEqualTo,
    IReadOnlyList<string> NotStartsWith,
    IReadOnlyList<string> NotEndsWith);
