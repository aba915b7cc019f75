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
}

/// <summary>A call as the Event history has it.</summary>
/// <param name="EventTime">When it was made.</param>
/// <param name="Name">What the request's parameter <c>name</c> names, for example a document; <see langword="null"/> where it has none.</param>
/// <param name="UserAgent">The program that made it, or the service that did in its caller's name.</param>
/// <param name="InvokedBy">The service that made it in its caller's name, for example <c>cloudformation.amazonaws.com</c>; <see langword="null"/>: none.</param>
/// <param name="CallerArn">Who made it; of a role's session the role.</param>
/// <param name="ErrorCode">How it failed; <see langword="null"/> where it did not.</param>
public sealed record RecordedCall(DateTimeOffset EventTime, string? Name, string? UserAgent, string? InvokedBy, string? CallerArn, string? ErrorCode);

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
