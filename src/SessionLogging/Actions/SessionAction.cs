namespace SessionLogging.Actions;

/// <summary>An action on session events, as it stands in an account and Region.</summary>
public sealed record SessionAction
{
    /// <summary>The account.</summary>
    public required string AccountId { get; init; }

    /// <summary>The Region's system name.</summary>
    public required string Region { get; init; }

    /// <summary>The action's name, which is the rule's.</summary>
    public required string Name { get; init; }

    /// <summary>The rule's ARN.</summary>
    public required string RuleArn { get; init; }

    /// <summary><c>ENABLED</c>, <c>DISABLED</c> or <c>ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS</c>.</summary>
    public required string State { get; init; }

    /// <summary>The kinds of events.</summary>
    public required IReadOnlyList<SessionEvent> Events { get; init; }

    /// <summary>Who makes the call; empty: anybody. See <see cref="SessionEventFilter.UserArns"/>.</summary>
    public IReadOnlyList<string> UserArn { get; init; } = [];

    /// <summary>Targets of started sessions; empty: any.</summary>
    public IReadOnlyList<string> SessionTarget { get; init; } = [];

    /// <summary>Documents of started sessions; empty: any.</summary>
    public IReadOnlyList<string> OnDocument { get; init; } = [];

    /// <summary>How the call was answered; <see langword="null"/>: in whatever way.</summary>
    public SessionOutcome? Outcome { get; init; }

    /// <summary>What kind of target it has; <see langword="null"/> where it has none, or one of another kind.</summary>
    public ActionTargetKind? TargetKind { get; init; }

    /// <summary>The target's ARN; <see langword="null"/> where it has none.</summary>
    public string? TargetArn { get; init; }

    /// <summary>The role that EventBridge starts the target with, where it needs one.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The text for the target, with its fields; <see langword="null"/> where it gets the event or a constant.</summary>
    public string? Message { get; init; }

    /// <summary>The nodes that a command runs on, as <c>InstanceIds=i-…</c> or <c>tag:KEY=VALUE</c>, several values with commas; <see langword="null"/> for other kinds.</summary>
    public string? CommandTarget { get; init; }

    /// <summary>The parameters that a command runs with, as JSON text; <see langword="null"/> for other kinds.</summary>
    public string? CommandParameter { get; init; }

    /// <summary>The rule's description.</summary>
    public string? Description { get; init; }

    /// <summary>The rule's event pattern as JSON text.</summary>
    public required string Pattern { get; init; }

    /// <summary>What is wrong with the rule as it stands, without looking at its target; empty where nothing is.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What the action is for.</summary>
    internal SessionEventFilter Filter =>
        new() { Events = Events, UserArns = UserArn, SessionTargets = SessionTarget, Documents = OnDocument, Outcome = Outcome };

    /// <summary>Names the action in a message.</summary>
    public override string ToString() => $"'{Name}' in {AccountId}, {Region}";
}
