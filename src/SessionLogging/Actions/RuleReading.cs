using SessionLogging.Actions.Json;
using SessionLogging.Text;

namespace SessionLogging.Actions;

/// <summary>A rule with its targets, as it was read.</summary>
internal sealed class RuleReading
{
    private readonly SessionEventFilter? _filter;
    private readonly bool _isExact;
    private readonly bool _isMarked;

    internal RuleReading(EventRule rule, IReadOnlyList<EventTarget> targets, ActionPlace place)
    {
        Rule = rule;
        Place = place;
        var mark = OwnershipMark.Of(place.RuleArn(rule.Name));
        Own = targets.FirstOrDefault(target => target.Id == mark);
        _isMarked = OwnershipMark.IsIn(place.RuleArn(rule.Name), rule.Description);
        Others = [.. targets.Where(target => target.Id != mark)];
        _filter = SessionEventPattern.Read(rule.Pattern, out _isExact);
    }

    internal EventRule Rule { get; }

    internal ActionPlace Place { get; }

    /// <summary>The target that this library gave it, or <see langword="null"/>.</summary>
    internal EventTarget? Own { get; }

    /// <summary>Targets that others gave it.</summary>
    internal IReadOnlyList<EventTarget> Others { get; }

    /// <summary>Whether this library made it: it has the target, or it has none and the mark in its description, since making or removing it broke off. A pattern proves nothing: others write the same.</summary>
    internal bool IsOurs => Own is not null || (Others.Count == 0 && _isMarked);

    /// <summary>Reads a rule, or <see langword="null"/> where there is none of this name.</summary>
    internal static async Task<RuleReading?> FindAsync(IEventRules rules, ActionPlace place, string name, CancellationToken cancellationToken) =>
        await rules.FindAsync(name, cancellationToken).ConfigureAwait(false) is { } rule
            ? await OfAsync(rules, place, rule, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>Whether a rule can be this library's, by its pattern alone.</summary>
    internal static bool MayBeOurs(EventRule rule) => SessionEventPattern.Read(rule.Pattern, out _) is not null;

    internal static async Task<RuleReading> OfAsync(IEventRules rules, ActionPlace place, EventRule rule, CancellationToken cancellationToken) =>
        new(rule, await rules.ListTargetsAsync(rule.Name, cancellationToken).ConfigureAwait(false), place);

    /// <summary>The rule as an action.</summary>
    internal SessionAction ToAction()
    {
        var filter = _filter ?? new SessionEventFilter();
        var target = JsonReading.Parse(Own?.Json);
        return new SessionAction
        {
            AccountId = Place.AccountId,
            Region = Place.Region,
            Name = Rule.Name,
            RuleArn = Place.RuleArn(Rule.Name),
            State = Rule.State,
            Events = _filter is null ? [] : filter.Events,
            UserArn = filter.UserArns,
            SessionTarget = filter.SessionTargets,
            OnDocument = filter.Documents,
            Outcome = filter.Outcome,
            TargetKind = Own is null ? null : TargetKindRule.Of(Own.Arn)?.Kind,
            TargetArn = Own?.Arn,
            RoleArn = target?.Text("RoleArn"),
            Message = target?.Member("InputTransformer")?.Text("InputTemplate") is { } template ? ActionMessage.ReadTemplate(template) : null,
            CommandTarget = CommandTargetOf(target),
            CommandParameter = target?.Member("RunCommandParameters") is null ? null : target?.Text("Input"),
            Description = OwnershipMark.DescriptionIn(Place.RuleArn(Rule.Name), Rule.Description),
            Pattern = Rule.Pattern ?? "",
            Problems = [.. Problems()],
            AccountName = Place.AccountName,
        };
    }

    private static string? CommandTargetOf(JsonElement? target) => target?.Member("RunCommandParameters")?.Member("RunCommandTargets") is { ValueKind: JsonValueKind.Array } blocks
        ? string.Join("; ", blocks.EnumerateArray().Select(block => $"{block.Text("Key")}={string.Join(",", block.Texts("Values"))}"))
        : null;

    private IEnumerable<string> Problems()
    {
        if (Own is null)
        {
            yield return "The rule has no target: making or removing the action broke off. Register it again, or unregister it.";
        }

        if (Own is not null && TargetKindRule.Of(Own.Arn) is null)
        {
            yield return $"The target was changed by others to {Unicode.Quote(Own.Arn)}, which is of no kind that actions have, so it is not looked at.";
        }

        if (!_isExact)
        {
            yield return "The event pattern was changed by others; what it matches may differ from what is shown.";
        }

        if (Others.Count > 0)
        {
            yield return $"Others gave the rule further targets: {string.Join(", ", Others.Select(target => target.Arn))}.";
        }
    }
}
