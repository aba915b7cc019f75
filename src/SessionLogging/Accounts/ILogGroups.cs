namespace SessionLogging.Accounts;

/// <summary>The CloudWatch log groups of one account and Region.</summary>
public interface ILogGroups
{
    /// <summary>The names of log groups (DescribeLogGroups), a page at a time.</summary>
    /// <param name="prefix">Names begin with it; empty: all.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="AwsCallException">The call failed.</exception>
    IAsyncEnumerable<IReadOnlyList<string>> ListNamesAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Looks at the group of exactly this name, as the agent on a node does (DescribeLogGroups by prefix, all pages).</summary>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied.</exception>
    Task<Looked<LogGroupFacts>> LookAsync(string name, CancellationToken cancellationToken);
}

/// <summary>What matters of a log group for session logs.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="KmsKeyId">The ARN of the key that encrypts it; <see langword="null"/> where CloudWatch Logs uses its own.</param>
/// <param name="RetentionInDays">How many days events are kept; <see langword="null"/>: for ever.</param>
public sealed record LogGroupFacts(string Name, string? KmsKeyId, int? RetentionInDays);
