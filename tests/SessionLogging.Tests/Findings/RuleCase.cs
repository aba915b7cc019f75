using SessionLogging.Findings;

namespace SessionLogging.Tests.Findings;

/// <summary>Why a rule never comes out in one of the three ways.</summary>
internal sealed record Never(string Why);

/// <summary>The three cases of a rule: a subject that passes, one that fails, and one of which it cannot be told; or why there is no such subject.</summary>
internal sealed record RuleCase(string Id, object Passes, object Fails, object CannotBeTold)
{
    internal static RuleCase Of<T>(string id, T passes, T fails, T cannotBeTold)
        where T : notnull => new(id, passes, fails, cannotBeTold);

    internal static RuleCase Of<T>(string id, T passes, T fails, Never cannotBeTold)
        where T : notnull => new(id, passes, fails, cannotBeTold);

    internal static RuleCase Of<T>(string id, T passes, Never fails, T cannotBeTold)
        where T : notnull => new(id, passes, fails, cannotBeTold);

    /// <summary>How a rule comes out on a subject, and what is said of it.</summary>
    internal static (IReadOnlyList<FindingStatus> Statuses, IReadOnlyList<Finding> Findings) Judge(Rule rule, object subject) =>
        ((IReadOnlyList<FindingStatus>, IReadOnlyList<Finding>))typeof(RuleCase).GetMethod(nameof(JudgeAs), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(rule.GetType().GenericTypeArguments[0]).Invoke(null, [rule, subject])!;

    private static (IReadOnlyList<FindingStatus> Statuses, IReadOnlyList<Finding> Findings) JudgeAs<T>(Rule<T> rule, T subject) =>
        ([.. rule.Judge(subject).Select(verdict => verdict.Status)], [.. rule.Find(subject)]);
}
