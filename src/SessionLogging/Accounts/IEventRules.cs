namespace SessionLogging.Accounts;

/// <summary>The rules on the default event bus of one account and Region (EventBridge). Every method throws <see cref="AwsCallException"/>.</summary>
public interface IEventRules
{
    /// <summary>A rule (DescribeRule), or <see langword="null"/> where there is none of this name.</summary>
    Task<EventRule?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Every rule of the bus (ListRules), a page at a time.</summary>
    IAsyncEnumerable<IReadOnlyList<EventRule>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Makes a rule or replaces it (PutRule): what is <see langword="null"/> is then nothing. Tags stay.</summary>
    Task PutAsync(EventRule rule, CancellationToken cancellationToken);

    /// <summary>Turns a rule on (EnableRule).</summary>
    Task EnableAsync(string name, CancellationToken cancellationToken);

    /// <summary>Turns a rule off (DisableRule).</summary>
    Task DisableAsync(string name, CancellationToken cancellationToken);

    /// <summary>Deletes a rule, which must have no targets (DeleteRule).</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken);

    /// <summary>All targets of a rule (ListTargetsByRule).</summary>
    Task<IReadOnlyList<EventTarget>> ListTargetsAsync(string name, CancellationToken cancellationToken);

    /// <summary>Adds targets or replaces those of the same ids (PutTargets). A target that the service did not take (<c>FailedEntryCount</c>) is an <see cref="AwsCallException"/>.</summary>
    Task PutTargetsAsync(string name, IReadOnlyList<EventTarget> targets, CancellationToken cancellationToken);

    /// <summary>Removes targets (RemoveTargets). One that the service did not remove (<c>FailedEntryCount</c>) is an <see cref="AwsCallException"/>.</summary>
    Task RemoveTargetsAsync(string name, IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>Whether a pattern matches a whole event (TestEventPattern); <see langword="null"/> where the answer does not say.</summary>
    Task<bool?> TestPatternAsync(string pattern, string wholeEvent, CancellationToken cancellationToken);
}

/// <summary>A rule.</summary>
/// <param name="Name">The rule's name.</param>
/// <param name="Arn">Its ARN; <see langword="null"/> in a rule that is to be made.</param>
/// <param name="State"><c>ENABLED</c>, <c>DISABLED</c> or <c>ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS</c>.</param>
/// <param name="Pattern">The event pattern as JSON text, where it has one.</param>
/// <param name="Description">The description, where it has one.</param>
/// <param name="ScheduleExpression">The schedule, where it has one.</param>
/// <param name="RoleArn">The rule's role, where it has one.</param>
/// <param name="ManagedBy">The AWS service that the rule belongs to, which nobody else may change; <see langword="null"/> for the account's own.</param>
public sealed record EventRule(
    string Name,
    string? Arn,
    string State,
    string? Pattern,
    string? Description,
    string? ScheduleExpression = null,
    string? RoleArn = null,
    string? ManagedBy = null);

/// <summary>A target of a rule.</summary>
/// <param name="Id">Its id, unique in the rule.</param>
/// <param name="Arn">What it is.</param>
/// <param name="Json">All of it as the service tells and takes it, its id and ARN included, so that it can be put back as it was.</param>
public sealed record EventTarget(string Id, string Arn, string Json);
