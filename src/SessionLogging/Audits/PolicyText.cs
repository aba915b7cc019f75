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

    /// <summary>
    /// Who may name a role's session as they like, by the role's trust policy: whom statements let in that ask for no name or source identity which follows
    /// from the caller (<c>sts:RoleSessionName</c>, <c>sts:SourceIdentity</c> with a policy variable). With SAML the identity provider names it, and a service names its own.
    /// </summary>
    internal static IReadOnlyList<string> NameChoosers(string? trustPolicy) =>
    [
        .. (from statement in Statements(trustPolicy)
            where statement.Text("Effect") == "Allow" && !AsksForName(statement)
            from principal in Choosers(statement)
            select principal).Distinct(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Choosers(JsonElement statement)
    {
        var (byRole, byToken) = (PolicyGrant.Covers(statement, "sts:AssumeRole"), PolicyGrant.Covers(statement, "sts:AssumeRoleWithWebIdentity"));
        return statement.Member("Principal") switch
        {
            { ValueKind: JsonValueKind.String } everybody when byRole || byToken => [everybody.GetString()!],
            { ValueKind: JsonValueKind.Object } kinds => [.. byRole ? kinds.Texts("AWS") : [], .. byToken ? kinds.Texts("Federated") : []],
            _ => [],
        };
    }

    private static bool AsksForName(JsonElement statement) =>
        statement.Member("Condition") is { ValueKind: JsonValueKind.Object } condition
        && condition.EnumerateObject().Any(test => !test.Name.Contains("Not") && test.Value.ValueKind is JsonValueKind.Object && test.Value.EnumerateObject().Any(key =>
            key.Name.ToUpperInvariant() is "STS:ROLESESSIONNAME" or "STS:SOURCEIDENTITY"
            && test.Value.Texts(key.Name) is { Count: > 0 } values
            && values.All(value => value.Contains("${"))));

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
