namespace SessionLogging.Accounts;

/// <summary>The streams in which session logs lie in CloudWatch Logs, in one account and Region.</summary>
public interface ILogStreams
{
    /// <summary>Looks for the stream of exactly this name (DescribeLogStreams by prefix and ordered by name, in which the exact name comes first).</summary>
    /// <returns>The stream, or <see langword="null"/> where the group has none of this name.</returns>
    /// <exception cref="AwsCallException">The call failed or was denied, or there is no such log group.</exception>
    Task<LogStream?> FindAsync(string logGroupName, string logStreamName, CancellationToken cancellationToken);

    /// <summary>One page of streams ordered by name (DescribeLogStreams, at most 50).</summary>
    /// <param name="logGroupName">The log group.</param>
    /// <param name="prefix">Names begin with it; empty: all.</param>
    /// <param name="nextToken">The token of the page before; <see langword="null"/> for the first page.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AwsCallException">The call failed or was denied, or there is no such log group.</exception>
    Task<LogStreamPage> ListAsync(string logGroupName, string prefix, string? nextToken, CancellationToken cancellationToken);
}

/// <summary>A log stream.</summary>
/// <param name="Name">Its name, which is the session's id.</param>
/// <param name="LastEventTime">The time of its newest event, in UTC, where the service says it: up to an hour late.</param>
public sealed record LogStream(string Name, DateTimeOffset? LastEventTime);

/// <summary>A page of log streams.</summary>
/// <param name="Streams">The streams, in the order of their names.</param>
/// <param name="NextToken">The token of the next page, or <see langword="null"/> after the last.</param>
public sealed record LogStreamPage(IReadOnlyList<LogStream> Streams, string? NextToken);
