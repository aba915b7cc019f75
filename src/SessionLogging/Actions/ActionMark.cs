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

    /// <summary>Whether an id is one of these, of whatever rule.</summary>
    internal static bool IsOne(string id) => id.Length == Prefix.Length + Digits && id.StartsWith(Prefix, StringComparison.Ordinal);
}
