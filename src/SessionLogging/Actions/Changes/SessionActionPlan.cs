using SessionLogging.Actions.Steps;
using SessionLogging.Findings;
using SessionLogging.Preferences.Document;

namespace SessionLogging.Actions.Changes;

/// <summary>An action worked out and not yet made.</summary>
public sealed class SessionActionPlan
{
    // What a person agrees to is never cut short.
    private static readonly string[] ShownWhole = [nameof(SessionAction.Message), nameof(SessionAction.CommandTarget), nameof(SessionAction.CommandParameter)];

    internal SessionActionPlan(
        SessionAction? before,
        SessionAction after,
        bool replacesForeign,
        IReadOnlyList<string> lostTargets,
        string? permission,
        IReadOnlyList<Finding> warnings,
        IReadOnlyList<ActionStep> steps)
    {
        Before = before;
        After = after;
        ReplacesForeign = replacesForeign;
        LostTargets = lostTargets;
        Permission = permission;
        Warnings = warnings;
        Steps = steps;
        Changes = ActionChanges.Between(before, after);
    }

    /// <summary>The rule of this name now; <see langword="null"/> where there is none.</summary>
    public SessionAction? Before { get; }

    /// <summary>The action as it would be.</summary>
    public SessionAction After { get; }

    /// <summary>Whether the rule was made by others.</summary>
    public bool ReplacesForeign { get; }

    /// <summary>Targets of others that the rule would lose, as JSON text.</summary>
    public IReadOnlyList<string> LostTargets { get; }

    /// <summary>The statement that would be added to the target's policy; <see langword="null"/> where none is needed or it is there.</summary>
    public string? Permission { get; }

    /// <summary>What would change of the rule and its target.</summary>
    public IReadOnlyList<SettingChange> Changes { get; }

    /// <summary>What deserves a word before it is made.</summary>
    public IReadOnlyList<Finding> Warnings { get; }

    /// <summary>Whether the action stands as it is wanted.</summary>
    public bool IsUnchanged => Steps.Count == 0;

    internal IReadOnlyList<ActionStep> Steps { get; }

    /// <summary>The plan in words, for a person to agree to: what changes, and the whole message.</summary>
    public override string ToString()
    {
        var lines = new List<string>
        {
            IsUnchanged ? $"The action {After} stands as it is wanted."
                : Before is null ? $"Register the action {After}."
                : ReplacesForeign ? $"Replace the rule {After}, which was made by others."
                : $"Change the action {After}.",
        };
        lines.AddRange(Changes.Where(change => !ShownWhole.Contains(change.Setting)).Select(change => $"  {change}"));
        lines.AddRange(LostTargets.Select(target => $"  Removes the target {target}"));
        if (Permission is not null)
        {
            lines.Add($"  Adds {Permission}");
        }

        if (!IsUnchanged && After.CommandTarget is { } nodes)
        {
            lines.Add($"  Runs on {nodes}");
            lines.Add($"  with {After.CommandParameter}");
        }

        if (!IsUnchanged && After.Message is { } message)
        {
            lines.Add("  Message:");
            lines.AddRange(message.Split('\n').Select(line => $"    {line}"));
        }

        if (!IsUnchanged)
        {
            lines.Add("  Limits: EventBridge hears of calls alone, minutes later, through CloudTrail; a session that ends by exit or time-out makes none.");
        }

        return string.Join(Environment.NewLine, lines);
    }
}

/// <summary>What differs between two states of an action.</summary>
internal static class ActionChanges
{
    private static readonly (string Name, Func<SessionAction, object?> Of)[] Members =
    [
        (nameof(SessionAction.State), action => action.State),
        (nameof(SessionAction.Pattern), action => action.Pattern),
        (nameof(SessionAction.Description), action => action.Description),
        (nameof(SessionAction.TargetArn), action => action.TargetArn),
        (nameof(SessionAction.RoleArn), action => action.RoleArn),
        (nameof(SessionAction.CommandTarget), action => action.CommandTarget),
        (nameof(SessionAction.CommandParameter), action => action.CommandParameter),
        (nameof(SessionAction.Message), action => action.Message),
    ];

    internal static IReadOnlyList<SettingChange> Between(SessionAction? before, SessionAction after) =>
    [
        .. from member in Members
           let was = before is null ? null : member.Of(before)
           let becomes = member.Of(after)
           where !Equals(was, becomes)
           select new SettingChange(member.Name, was, becomes),
    ];
}
