using SessionLogging.Actions.Json;
using SessionLogging.Actions.Policies;

namespace SessionLogging.Audits;

/// <summary>What a resource's policy says by its text. Conditions are not evaluated, and what identity and control policies say is not in it.</summary>
internal static class PolicyText
{
    /// <summary>The principals whom statements allow an action, as they stand there: ARNs, account ids, <c>*</c>, names of services.</summary>
    internal static IReadOnlyList<string> Allowed(string? policy, string action) =>
    [
        .. (from statement in Statements(policy)
            where statement.Text("Effect") == "Allow" && PolicyGrant.Covers(statement, action)
            from principal in Principals(statement)
            select principal).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Whether everybody is denied an action that is not sent over TLS.</summary>
    internal static bool DeniesPlainHttp(string? policy, string action) => Statements(policy).Any(statement =>
        statement.Text("Effect") == "Deny"
        && PolicyGrant.Covers(statement, action)
        && Principals(statement).Contains("*")
        && statement.Member("Condition") is { ValueKind: JsonValueKind.Object } condition
        && condition.EnumerateObject().Count() == 1
        && condition.Member("Bool") is { ValueKind: JsonValueKind.Object } flags
        && flags.EnumerateObject().Count() == 1
        && flags.EnumerateObject().First() is var flag
        && string.Equals(flag.Name, "aws:SecureTransport", StringComparison.OrdinalIgnoreCase)
        && IsFalse(flag.Value));

    private static IEnumerable<JsonElement> Statements(string? policy) =>
        JsonReading.Parse(policy) is { ValueKind: JsonValueKind.Object } root ? root.Member("Statement").OneOrMany().Where(statement => statement.ValueKind is JsonValueKind.Object) : [];

    private static IEnumerable<string> Principals(JsonElement statement) => statement.Member("Principal") switch
    {
        { ValueKind: JsonValueKind.String } everybody => [everybody.GetString()!],
        { ValueKind: JsonValueKind.Object } kinds => kinds.EnumerateObject().SelectMany(kind => kinds.Texts(kind.Name)),
        _ => [],
    };

    private static bool IsFalse(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.False => true,
        JsonValueKind.String => string.Equals(value.GetString(), "false", StringComparison.OrdinalIgnoreCase),
        JsonValueKind.Array => value.GetArrayLength() == 1 && IsFalse(value[0]),
        _ => false,
    };
}
