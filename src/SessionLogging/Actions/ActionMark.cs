using System.Globalization;
using SessionLogging.Sessions;

namespace SessionLogging.Actions;

/// <summary>What this library's rules and statements are told by: the id of the target and of the statement, made of the rule's ARN, so that what was copied to another rule is not taken for its own.</summary>
internal static class ActionMark
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
