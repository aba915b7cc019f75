namespace SessionLogging.Findings;

/// <summary>One rule, a row in the table of its subjects: what is asked, and where that comes from.</summary>
/// <param name="id">The stable name, of all rules its own.</param>
/// <param name="severity">How much it matters where it is broken, at worst.</param>
/// <param name="looksAt">The settings, or the kinds of things, that it looks at.</param>
/// <param name="reference">The sentence of the documentation, or the name of the API or program, that it comes from.</param>
internal abstract class Rule(string id, FindingSeverity severity, IReadOnlyList<string> looksAt, string reference)
{
    internal string Id { get; } = id;

    internal FindingSeverity Severity { get; } = severity;

    internal IReadOnlyList<string> LooksAt { get; } = looksAt;

    internal string Reference { get; } = reference;

    /// <summary>A general fact about what the rule looks at, which stands beside whatever it finds.</summary>
    internal string? Note { get; init; }

    /// <summary>The controls that it is evidence for.</summary>
    internal IReadOnlyList<string> Controls { get; init; } = Control.For(looksAt);

    /// <summary>The IAM actions that a look needs beyond what reading its subject needs.</summary>
    internal IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>One sentence of what it does not prove where it passes; <see langword="null"/>: what holds for all rules on such subjects.</summary>
    internal string? DoesNotProve { get; init; }
}

/// <summary>A rule on subjects of one type.</summary>
/// <typeparam name="TSubject">What it judges: a value, a document, destinations, a change, an action.</typeparam>
internal sealed class Rule<TSubject> : Rule
{
    private readonly Func<TSubject, string> _name;
    private readonly Func<TSubject, IEnumerable<Verdict>> _judge;

    /// <summary>A rule that comes out in one way.</summary>
    internal Rule(string id, FindingSeverity severity, IReadOnlyList<string> looksAt, string reference, Func<TSubject, string> name, Func<TSubject, Verdict> judge)
        : this(id, severity, looksAt, reference, name, subject => (Verdict[])[judge(subject)])
    {
    }

    /// <summary>A rule that can be broken at several places of a subject; at none: it holds.</summary>
    internal Rule(string id, FindingSeverity severity, IReadOnlyList<string> looksAt, string reference, Func<TSubject, string> name, Func<TSubject, IEnumerable<Verdict>> judge)
        : base(id, severity, looksAt, reference) => (_name, _judge) = (name, judge);

    /// <summary>How the rule comes out, wherever it comes out; a pass where nothing is broken.</summary>
    internal IEnumerable<Verdict> Judge(TSubject subject) => _judge(subject).DefaultIfEmpty(Verdict.Pass);

    /// <summary>What is to be said of a subject. What passes, does not apply or cannot be told without words of its own says nothing.</summary>
    internal IEnumerable<Finding> Find(TSubject subject) =>
        from verdict in _judge(subject)
        where verdict.Message.Length > 0
        select Found(verdict, subject);

    /// <summary>How the rule comes out, also where there is nothing to be said of it: for whoever has to show that it was looked. Nothing where it asks nothing of the subject.</summary>
    internal IEnumerable<Finding> FindAll(TSubject subject) =>
        from verdict in Judge(subject)
        where verdict.Message.Length > 0 || verdict.Status is not FindingStatus.NotApplicable
        select Found(verdict.InWords(LooksAt), subject);

    private Finding Found(Verdict verdict, TSubject subject) => new()
    {
        RuleId = Id,
        Severity = verdict.Severity ?? Severity,
        Status = verdict.Status,
        Subject = verdict.Place ?? _name(subject),
        Message = Note is null ? verdict.Message : $"{verdict.Message} {Note}",
        Remediation = verdict.Remediation,
        Reference = Reference,
        Controls = Controls,
        FailedLook = verdict.FailedLook,
    };
}

/// <summary>How a rule came out. Without a message there is nothing to say of it.</summary>
internal sealed record Verdict(FindingStatus Status, string Message = "", string Remediation = "")
{
    internal static readonly Verdict Pass = new(FindingStatus.Pass);
    internal static readonly Verdict NotApplicable = new(FindingStatus.NotApplicable);

    /// <summary>It cannot be told; another rule, or nobody, says why.</summary>
    internal static readonly Verdict Untold = new(FindingStatus.Unknown);

    /// <summary>The place in the subject; <see langword="null"/>: all of it.</summary>
    internal string? Place { get; init; }

    /// <summary>How much it matters here; <see langword="null"/>: as the rule says.</summary>
    internal FindingSeverity? Severity { get; init; }

    /// <inheritdoc cref="Finding.FailedLook"/>
    internal AwsCallException? FailedLook { get; init; }

    internal static Verdict Fail(string message, string remediation) => new(FindingStatus.Fail, message, remediation);

    internal static Verdict Warning(string message, string remediation) => new(FindingStatus.Warning, message, remediation);

    internal static Verdict Passed(string message) => new(FindingStatus.Pass, message);

    internal static Verdict Unknown(string message, string remediation) => new(FindingStatus.Unknown, message, remediation);

    /// <summary>The same with words where it has none.</summary>
    /// <param name="looksAt">What the rule looks at.</param>
    internal Verdict InWords(IReadOnlyList<string> looksAt) => Message.Length > 0 ? this : Status switch
    {
        FindingStatus.Pass => this with { Message = $"Nothing wrong was found, as far as was looked: at {string.Join(", ", looksAt)}." },
        FindingStatus.Unknown => this with { Message = $"It cannot be told: {string.Join(", ", looksAt)} could not be looked at, or is filled in when a session starts." },
        _ => this,
    };

    /// <summary>It cannot be told, since nobody was to look.</summary>
    internal static Verdict NotLooked(string thing, string user) => Unknown($"The {thing} was not looked at, so whether {user} can use it is not known.", "Look at the account itself, without -SkipTarget.");

    /// <summary>It cannot be told, since a thing could not be looked at.</summary>
    /// <param name="failure">The call that failed, be it denied or not.</param>
    /// <param name="thing">The thing, for example <c>bucket 'logs'</c>.</param>
    /// <param name="user">Who is to use it.</param>
    internal static Verdict NotSeen(AwsCallException failure, string thing, string user = "sessions") => failure.Kind is AwsCallFailure.Denied
        ? Unknown(
            $"The {thing} could not be looked at, since {failure.Action} was denied; whether {user} can use it is not known.",
            $"Allow {failure.Action}, or look with other credentials.")
        : Unknown($"The {thing} could not be looked at, so whether {user} can use it is not known. {failure.Message}", failure.RecommendedAction ?? "Look at it with its service's own tools.")
            with { FailedLook = failure };
}
