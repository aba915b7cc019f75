namespace SessionLogging.Findings;

/// <summary>A kind of thing that subjects name and that AWS is asked about; it makes the rules on it. What could not be looked at is told by one rule, and by the others it cannot be told.</summary>
/// <typeparam name="TSubject">What names it.</typeparam>
/// <typeparam name="T">The facts of such a thing.</typeparam>
/// <param name="LooksAt">The settings that name it, or its kind.</param>
/// <param name="Severity">How much it matters where a rule on it is broken.</param>
/// <param name="User">Who is to use it.</param>
/// <param name="Name">Names it.</param>
/// <param name="Look">What was seen of it; <see langword="null"/> where none is named.</param>
internal sealed record Thing<TSubject, T>(IReadOnlyList<string> LooksAt, FindingSeverity Severity, string User, Func<TSubject, string> Name, Func<TSubject, LookupResult<T>?> Look)
    where T : class
{
    /// <summary>How rules come out where none is named.</summary>
    internal Func<TSubject, Verdict> Unnamed { get; init; } = _ => Verdict.NotApplicable;

    /// <summary>The IAM actions of the look.</summary>
    internal IReadOnlyList<string> Permissions { get; init; } = [];

    /// <inheritdoc cref="Rule.DoesNotProve"/>
    internal string? DoesNotProve { get; init; }

    /// <summary>A rule on what came of the look.</summary>
    internal Rule<TSubject> Looked(string id, string reference, Func<TSubject, LookupResult<T>, Verdict> judge, FindingSeverity? severity = null) =>
        Of(id, severity ?? Severity, reference, it => Look(it) switch
        {
            null => Unnamed(it),
            { State: LookupState.Denied or LookupState.Failed or LookupState.NotLooked } => Verdict.Untold,
            { } look => judge(it, look),
        });

    /// <summary>A rule on the facts of a thing that was seen.</summary>
    internal Rule<TSubject> Known(string id, string reference, Func<TSubject, T, Verdict> judge, FindingSeverity? severity = null) =>
        Looked(id, reference, (it, look) => look.State is LookupState.Known ? judge(it, look.Facts) : Verdict.NotApplicable, severity);

    /// <summary>The rule that tells what could not be looked at.</summary>
    internal Rule<TSubject> NotSeen(string id, string reference) => Of(id, FindingSeverity.Medium, reference, it => Look(it) switch
    {
        null => Unnamed(it),
        { State: LookupState.Denied or LookupState.Failed } look => Verdict.NotSeen(look.Failure, Name(it), User),
        { State: LookupState.NotLooked } => Verdict.NotLooked(Name(it), User),
        _ => Verdict.Pass,
    });

    private Rule<TSubject> Of(string id, FindingSeverity severity, string reference, Func<TSubject, Verdict> judge) =>
        new(id, severity, LooksAt, reference, Name, judge) { Permissions = Permissions, DoesNotProve = DoesNotProve };
}
