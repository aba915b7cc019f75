using System.Globalization;
using System.Text.Json.Nodes;

namespace SessionLogging.Sandbox.Wire;

/// <summary>The members of the structures of a list, by AWS's names for them: <c>Filters.1.member.key</c>.</summary>
internal sealed class ListMembers(string list, JsonArray structures) : IMembers
{
    /// <summary>AWS's sentence for what any of the structures breaks of the rules of each, or <see langword="null"/>.</summary>
    public string? Violation(IReadOnlyCollection<MemberRule> rules)
        => MemberRule.Violation(Enumerable.Range(1, structures.Count).SelectMany(number => rules.Select(rule => rule with { Member = $"{list}.{number}.member.{rule.Member}" })), this);

    public string? Value(string member)
    {
        var parts = member.Split('.');
        return structures[int.Parse(parts[1], CultureInfo.InvariantCulture) - 1]![parts[^1]]?.ToString();
    }
}
