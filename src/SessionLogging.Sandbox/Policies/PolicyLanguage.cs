using System.IO.Enumeration;

namespace SessionLogging.Sandbox.Policies;

/// <summary>What all policies are written in: lists that may be one item, names with wildcards, comparisons in conditions.</summary>
internal static class PolicyLanguage
{
    /// <summary>Policies write a list of one as its one item.</summary>
    public static IEnumerable<JsonNode?> Each(JsonNode? node) => node switch
    {
        null => Enumerable.Empty<JsonNode?>(),
        JsonArray list => list,
        _ => Enumerable.Repeat(node, 1),
    };

    /// <summary>Whether a text fits a pattern, in which <c>*</c> stands for anything and <c>?</c> for one character.</summary>
    public static bool Like(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: false);

    /// <summary>The same for names whose case does not count, as those of actions.</summary>
    public static bool LikeName(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase: true);

    /// <summary>Each of the six parts by itself: an asterisk does not reach over a colon, but in the last.</summary>
    public static bool ArnLike(string wanted, string actual)
    {
        var (patterns, parts) = (wanted.Split(':', 6), actual.Split(':', 6));
        return patterns.Length == parts.Length && patterns.Zip(parts).All(pair => Like(pair.First, pair.Second));
    }
}
