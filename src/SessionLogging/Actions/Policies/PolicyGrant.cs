using System.Text.Json;
using System.Text.RegularExpressions;
using SessionLogging.Actions.Json;

namespace SessionLogging.Actions.Policies;

/// <summary>Judges whether a resource's policy lets a service in, as far as that can be said without its conditions.</summary>
internal static class PolicyGrant
{
    /// <summary>EventBridge as a principal.</summary>
    internal const string EventBridge = "events.amazonaws.com";

    /// <summary>Whether a statement allows EventBridge an action and none denies it without a condition. Conditions of a statement that names EventBridge are taken as met.</summary>
    /// <param name="policy">The policy's text.</param>
    /// <param name="action">The action, for example <c>sns:Publish</c>.</param>
    internal static bool Allows(string? policy, string action)
    {
        if (JsonReading.Parse(policy) is not { } root)
        {
            return false;
        }

        var concerned = root.Member("Statement").OneOrMany().Where(statement => Names(statement) && Covers(statement, action)).ToList();
        return concerned.Exists(statement => statement.Text("Effect") == "Allow")
            && !concerned.Exists(statement => statement.Text("Effect") == "Deny" && statement.Member("Condition") is null);
    }

    // The policy that a topic is born with opens it to everybody, on the condition of being the owner: that is not EventBridge.
    private static bool Names(JsonElement statement) => statement.Member("Principal") switch
    {
        { ValueKind: JsonValueKind.Object } kinds when kinds.Texts("Service").Contains(EventBridge) => true,
        { ValueKind: JsonValueKind.Object } kinds => kinds.Texts("AWS").Contains("*") && statement.Member("Condition") is null,
        { ValueKind: JsonValueKind.String } everybody => everybody.GetString() == "*" && statement.Member("Condition") is null,
        _ => false,
    };

    private static bool Covers(JsonElement statement, string action) => statement.Texts("Action").Any(pattern => Regex.IsMatch(
        action,
        "^" + Regex.Escape(pattern).Replace(@"\*", ".*").Replace(@"\?", ".") + "$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)));
}
