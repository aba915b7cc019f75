using SessionLogging.Text;

namespace SessionLogging.Actions;

/// <summary>An action as somebody wants it.</summary>
public sealed record SessionActionRequest
{
    /// <summary>The longest description, in characters: PutRule takes 512, of which the mark takes some that the rule is known again by.</summary>
    public const int LongestDescription = 512 - OwnershipMark.LengthInDescription;

    private static readonly Regex NameForm = new(
        @"\A[.\-_A-Za-z0-9]{1,64}\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>The action's name, which is the rule's: 1 to 64 of letters, digits, period, hyphen and underscore.</summary>
    public required string Name { get; init; }

    /// <summary>Which events it is for.</summary>
    public SessionEventFilter Filter { get; init; } = new();

    /// <summary>What the events are handed to.</summary>
    public required ActionTarget Target { get; init; }

    /// <summary>The text for a topic or a function, with fields of <see cref="MessageField.All"/>; <see langword="null"/>: a topic gets a readable text, a function the event as it is.</summary>
    public string? Message { get; init; }

    /// <summary>The rule's description, at most <see cref="LongestDescription"/> characters; without the mark that the rule carries at its end.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the rule is made turned off.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Whether a rule of this name that is not this library's may be replaced, with its targets.</summary>
    public bool Force { get; init; }

    /// <summary>Refuses what breaks a rule, before anything is asked of AWS.</summary>
    /// <param name="region">The Region of the action.</param>
    /// <exception cref="SessionActionException">A rule is broken.</exception>
    public void Require(string region)
    {
        RequireName(Name);
        _ = SessionEventPattern.Write(Filter);
        Target.Require(region);
        _ = ParseMessage();
        if (Description is { Length: > LongestDescription } || Description?.Any(char.IsControl) == true)
        {
            throw SessionActionException.Invalid(
                "DescriptionText",
                FormattableString.Invariant($"A description has at most {LongestDescription} characters and no control characters."),
                "Shorten it.");
        }
    }

    /// <summary>Refuses what cannot be an action's name.</summary>
    /// <exception cref="SessionActionException">A rule is broken.</exception>
    public static void RequireName(string name)
    {
        if (!NameForm.IsMatch(name))
        {
            throw SessionActionException.Invalid(
                "ActionName",
                $"An action's name is that of an EventBridge rule, 1 to 64 of A-Z, a-z, 0-9, period, hyphen and underscore; {Unicode.Quote(name)} is not.",
                "Give such a name.");
        }
    }

    /// <summary>The message that the target will be handed; <see langword="null"/> where it gets no text of its own.</summary>
    /// <exception cref="SessionActionException">The text breaks a rule, or the target takes none (<c>MessageNotTaken</c>).</exception>
    internal ActionMessage? ParseMessage()
    {
        if (Message is null)
        {
            return Target.Kind is ActionTargetKind.Topic ? ActionMessage.Default(Filter) : null;
        }

        return TargetKindRule.Of(Target.Kind).TakesMessage
            ? ActionMessage.Parse(Message)
            : throw SessionActionException.Invalid("MessageNotTaken", $"A {TargetKindRule.Of(Target.Kind).Noun} takes no message.", "Leave -Message out.");
    }
}
