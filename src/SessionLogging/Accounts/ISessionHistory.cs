namespace SessionLogging.Accounts;

/// <summary>The sessions of one account and Region that Session Manager remembers: those that run, and 30 days of those that ended.</summary>
public interface ISessionHistory
{
    /// <summary>One page of DescribeSessions, sent once: the caller paces and repeats.</summary>
    /// <param name="query">Which sessions.</param>
    /// <param name="nextToken">The token of the page before; <see langword="null"/> for the first page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AwsCallException">The call failed.</exception>
    Task<SessionPage> DescribeAsync(SessionQuery query, string? nextToken, CancellationToken cancellationToken);
}

/// <summary>Which of Session Manager's two lists of sessions is asked (<c>State</c>).</summary>
public enum SessionState
{
    /// <summary>Sessions that run.</summary>
    Active,

    /// <summary>Sessions that ended in the last 30 days.</summary>
    History,
}

/// <summary>A question to DescribeSessions.</summary>
/// <param name="State">The list.</param>
/// <param name="InvokedAfter">Only sessions that started then or later.</param>
/// <param name="InvokedBefore">Only sessions that started before then; <see langword="null"/>: up to now, whatever the clock shows.</param>
/// <param name="Filters">The other filters, by the API's keys: <c>Target</c>, <c>Owner</c>, <c>Status</c>, <c>SessionId</c>, <c>AccessType</c>.</param>
public sealed record SessionQuery(
    SessionState State, DateTimeOffset? InvokedAfter, DateTimeOffset? InvokedBefore, IReadOnlyDictionary<string, string> Filters)
{
    /// <summary>Sessions a page: the most that DescribeSessions gives.</summary>
    public const int PageSize = 200;
}

/// <summary>A page of sessions.</summary>
/// <param name="Sessions">The sessions, in the service's order.</param>
/// <param name="NextToken">The token of the next page, or <see langword="null"/> after the last.</param>
public sealed record SessionPage(IReadOnlyList<Session> Sessions, string? NextToken)
{
    /// <summary>When the service answered, by its own clock: the <c>Date</c> of the HTTP answer, in whole seconds; <see langword="null"/> where it gave none.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>A session as DescribeSessions tells it. Members that the service leaves out are <see langword="null"/>.</summary>
public sealed record Session
{
    /// <summary>The session's id, which is opaque.</summary>
    public required string SessionId { get; init; }

    /// <summary>The node: <c>i-…</c>, <c>mi-…</c>, <c>ecs:cluster_task_container</c> or another.</summary>
    public string? Target { get; init; }

    /// <summary><c>Connected</c>, <c>Connecting</c>, <c>Disconnected</c>, <c>Terminated</c>, <c>Terminating</c> or <c>Failed</c>.</summary>
    public string? Status { get; init; }

    /// <summary>When it started, in UTC.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>When it ended, in UTC.</summary>
    public DateTimeOffset? EndDate { get; init; }

    /// <summary>The Session document that it used; <see langword="null"/> or the account's preferences for a session that named none.</summary>
    public string? DocumentName { get; init; }

    /// <summary>The ARN of the IAM identity that started it.</summary>
    public string? Owner { get; init; }

    /// <summary>Why it was started, in the words of its owner.</summary>
    public string? Reason { get; init; }

    /// <summary>Where S3 output is said to be (<c>OutputUrl.S3OutputUrl</c>); mostly absent.</summary>
    public string? S3OutputUrl { get; init; }

    /// <summary>Where CloudWatch output is said to be (<c>OutputUrl.CloudWatchOutputUrl</c>); mostly absent.</summary>
    public string? CloudWatchOutputUrl { get; init; }

    /// <summary><c>Standard</c> or <c>JustInTime</c>.</summary>
    public string? AccessType { get; init; }

    /// <summary>Whether nothing is known of it but that it was granted: DescribeSessions does not list it, so it does not run, and its end and status are not known.</summary>
    internal bool IsGrantedOnly { get; init; }
}

/// <summary>The managed nodes of one account and Region.</summary>
public interface IManagedNodes
{
    /// <summary>Every node (DescribeInstanceInformation), a page at a time.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    IAsyncEnumerable<IReadOnlyList<ManagedNode>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Looks at one node (DescribeInstanceInformation).</summary>
    /// <param name="nodeId">The node's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<NodeActivation>> LookAsync(string nodeId, CancellationToken cancellationToken);

    /// <summary>Looks at the role that Default Host Management Configuration gives to instances without an instance profile (GetServiceSetting).</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<DefaultNodeRole>> LookAtDefaultRoleAsync(CancellationToken cancellationToken);
}

/// <summary>The EC2 instances of one account and Region.</summary>
public interface IInstances
{
    /// <summary>Looks at an instance (DescribeInstances).</summary>
    /// <param name="instanceId">The instance's id.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<LookupResult<InstanceFacts>> LookAsync(string instanceId, CancellationToken cancellationToken);
}

/// <summary>What matters of an instance.</summary>
/// <param name="InstanceProfileArn">The ARN of its instance profile; <see langword="null"/> where it has none.</param>
public sealed record InstanceFacts(string? InstanceProfileArn);

/// <summary>What a node was registered with.</summary>
/// <param name="IamRole">The role of a hybrid node's activation, with its path where it has one; <see langword="null"/> for instances.</param>
public sealed record NodeActivation(string? IamRole);

/// <summary>The role of instances without an instance profile.</summary>
/// <param name="RoleName">The role's name, with its path; <see langword="null"/> where there is none.</param>
public sealed record DefaultNodeRole(string? RoleName);

/// <summary>What matters of a node.</summary>
/// <param name="Id">The node's id: <c>i-…</c> or <c>mi-…</c>.</param>
/// <param name="Name">The name (<c>ComputerName</c>, or <c>Name</c> of a hybrid node), where the agent reported one.</param>
/// <param name="Platform">The platform, for example <c>Amazon Linux 2</c> (<c>PlatformName</c>).</param>
public sealed record ManagedNode(string Id, string? Name, string? Platform);
