using SessionLogging.Text;

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
    public required IReadOnlyList<SessionEvent> Events { get; init => field = new PlainList<SessionEvent>(value); }

    /// <summary>Who makes the call; empty: anybody. See <see cref="SessionEventFilter.UserArns"/>.</summary>
    public IReadOnlyList<string> UserArn { get; init => field = new PlainList<string>(value); } = new PlainList<string>([]);

    /// <summary>Targets of started sessions; empty: any.</summary>
    public IReadOnlyList<string> SessionTarget { get; init => field = new PlainList<string>(value); } = new PlainList<string>([]);

    /// <summary>Documents of started sessions; empty: any.</summary>
    public IReadOnlyList<string> OnDocument { get; init => field = new PlainList<string>(value); } = new PlainList<string>([]);

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
    public IReadOnlyList<string> Problems { get; init => field = new PlainList<string>(value); } = new PlainList<string>([]);

    /// <summary>The account's name, where its organisation was asked for it.</summary>
    public string? AccountName { get; init; }

    /// <summary>What the action is for.</summary>
    internal SessionEventFilter Filter =>
        new() { Events = Events, UserArns = UserArn, SessionTargets = SessionTarget, Documents = OnDocument, Outcome = Outcome };

    /// <summary>Names the action in a message.</summary>
    public override string ToString() => $"'{Name}' in {AccountId}, {Region}";
}

/// <summary>Where an action's rule lies: on the default event bus of an account in a Region.</summary>
/// <param name="AccountId">The account's twelve digits.</param>
/// <param name="Region">The Region's system name.</param>
/// <param name="Partition">The partition in ARNs, for example <c>aws</c>.</param>
internal sealed record ActionPlace(string AccountId, string Region, string Partition)
{
    /// <summary>The account's name, where its organisation was asked for it.</summary>
    internal string? AccountName { get; init; }

    /// <summary>The ARN of a rule.</summary>
    internal string RuleArn(string name) => $"arn:{Partition}:events:{Region}:{AccountId}:rule/{name}";

    /// <summary>The place of an opened account.</summary>
    /// <exception cref="AwsCallException">STS refused or could not be reached.</exception>
    internal static async Task<ActionPlace> OfAsync(IAccount account, CancellationToken cancellationToken)
    {
        var identity = await account.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false);
        return new ActionPlace(identity.AccountId, account.Region, Arn.Parse(identity.Arn)?.Partition ?? "aws") { AccountName = account.Connection.AccountName };
    }

    public override string ToString() => $"{AccountId}, {Region}";
}

/// <summary>What this library's rules and statements are told by: the id of the target and of the statement, made of the rule's ARN, so that what was copied to another rule is not taken for its own.</summary>
internal static class OwnershipMark
{
    private const string Prefix = "SsmSessionAction";
    private const int Digits = 16;

    /// <summary>The id for a rule.</summary>
    internal static string Of(string ruleArn) => Prefix + Fnv.Add(Fnv.Start, ruleArn).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>What a mark takes of a rule's description, in characters.</summary>
    internal const int LengthInDescription = 35;

    /// <summary>A rule's description with the mark, by which the rule is known again while it has no target. EventBridge has no other place for it that takes no right of its own: tags do.</summary>
    internal static string Describe(string ruleArn, string? description) =>
        description is { Length: > 0 } ? $"{description} {Tag(ruleArn)}" : Tag(ruleArn);

    /// <summary>Whether a rule's description carries the rule's mark.</summary>
    internal static bool IsIn(string ruleArn, string? description) => description?.EndsWith(Tag(ruleArn), StringComparison.Ordinal) == true;

    /// <summary>What a person wrote as the rule's description; <see langword="null"/> for nothing.</summary>
    internal static string? DescriptionIn(string ruleArn, string? description)
    {
        var written = IsIn(ruleArn, description) ? description!.Substring(0, description.Length - Tag(ruleArn).Length).TrimEnd(' ') : description;
        return written is { Length: > 0 } ? written : null;
    }

    /// <summary>Whether an id is one of these, of whatever rule.</summary>
    internal static bool IsOne(string id) => id.Length == Prefix.Length + Digits && id.StartsWith(Prefix, StringComparison.Ordinal);

    private static string Tag(string ruleArn) => $"[{Of(ruleArn)}]";
}
