using static SessionLogging.Sandbox.Policies.PolicyLanguage;

namespace SessionLogging.Sandbox.Policies;

/// <summary>A policy of a user or role.</summary>
/// <param name="Name">Its name; of a role's inline policy that within the role.</param>
/// <param name="Document">The policy as JSON text.</param>
public sealed record IdentityPolicy(string Name, string Document)
{
    /// <summary>Whether it is a managed policy, and none that stands inside its user or role.</summary>
    public bool IsManaged { get; init; }

    /// <summary>What the policies say to a request.</summary>
    /// <exception cref="AwsServiceException">A policy cannot be evaluated.</exception>
    internal static PolicyDecision Decide(IReadOnlyCollection<IdentityPolicy> policies, PolicyRequest request)
    {
        var missing = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        var applying = policies.SelectMany(policy => Statements(policy).Where(statement => Applies(statement, request, missing)).Select(statement => (policy.Name, Effect: statement["Effect"]?.ToString()))).ToList();
        var decision = applying.Exists(statement => statement.Effect == "Deny") ? Decision.ExplicitDeny
            : applying.Exists(statement => statement.Effect == "Allow") ? Decision.Allowed
            : Decision.ImplicitDeny;
        var deciding = decision == Decision.ExplicitDeny ? "Deny" : "Allow";
        return new PolicyDecision(decision, [.. applying.Where(statement => statement.Effect == deciding).Select(statement => statement.Name)], [.. missing]);
    }

    /// <summary>What is wrong with the text of a policy, or <see langword="null"/>.</summary>
    internal static string? ProblemIn(string document) =>
        ResourcePolicy.Read(document) is not { } policy ? "Syntax errors in policy."
        : Each(policy["Statement"]).Any(statement => statement is not JsonObject read || read.ContainsKey("Principal") || read["Effect"]?.ToString() is not ("Allow" or "Deny")
            || (read.ContainsKey("Action") == read.ContainsKey("NotAction")) || (read.ContainsKey("Resource") == read.ContainsKey("NotResource")))
            ? "Syntax errors in policy."
        : Each(policy["Statement"]).Select(statement => statement!["Condition"]).OfType<JsonObject>().SelectMany(condition => condition)
            .FirstOrDefault(condition => !ConditionOperator.Exists(condition.Key)) is { Key: { } unknown } ? $"Invalid Condition type : {unknown}."
        : null;

    private static IEnumerable<JsonObject> Statements(IdentityPolicy policy) => ResourcePolicy.Read(policy.Document) is { } read
        ? Each(read["Statement"]).OfType<JsonObject>()
        : throw new AwsServiceException("PolicyEvaluation", 500, $"The policy {policy.Name} could not be evaluated.");

    /// <summary>Keys that a statement on this action and resource asks for, and that the request lacks, are added to <paramref name="missing"/>.</summary>
    private static bool Applies(JsonObject statement, PolicyRequest request, ISet<string> missing)
        => Fits(statement, "Action", pattern => LikeName(pattern, request.Action))
            && Fits(statement, "Resource", pattern => request.Filled(pattern, missing) is { } filled && Like(filled, request.Resource))
            && (statement["Condition"] as JsonObject ?? []).Where(condition => condition.Value is JsonObject)
                .SelectMany(condition => condition.Value!.AsObject().Select(key => ConditionOperator.Holds(condition.Key, key.Key, key.Value, request, missing)))
                .ToList() // All of them, so that every missing key is told.
                .TrueForAll(static holds => holds);

    private static bool Fits(JsonObject statement, string member, Func<string, bool> fits) => statement.ContainsKey(member)
        ? Each(statement[member]).Any(pattern => pattern is not null && fits(pattern.ToString()))
        : statement.ContainsKey("Not" + member) && !Each(statement["Not" + member]).Any(pattern => pattern is not null && fits(pattern.ToString()));
}

/// <summary>What policies say.</summary>
internal enum Decision
{
    Allowed,
    ImplicitDeny,
    ExplicitDeny,
}

/// <summary>What policies say to a request.</summary>
/// <param name="Decision">What they say.</param>
/// <param name="Policies">The policies of the statements that say so, each as often as it has one.</param>
/// <param name="Missing">The condition keys that statements ask for and the request lacks.</param>
internal sealed record PolicyDecision(Decision Decision, IReadOnlyList<string> Policies, IReadOnlyList<string> Missing);

/// <summary>What a principal is about to do, as its policies see it.</summary>
/// <param name="Action">The IAM action.</param>
/// <param name="Resource">The ARN, or <c>*</c>.</param>
/// <param name="Context">The condition keys that are known; their case does not count.</param>
internal sealed partial record PolicyRequest(string Action, string Resource, IReadOnlyDictionary<string, IReadOnlyList<string>> Context)
{
    [GeneratedRegex(@"\$\{(?<key>[^}]+)\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Variable { get; }

    /// <summary>A text with its policy variables filled in, or <see langword="null"/> where the request lacks one.</summary>
    public string? Filled(string text, ISet<string> missing)
    {
        var isWhole = true;
        var filled = Variable.Replace(text, match =>
        {
            var key = match.Groups["key"].Value;
            if (key is "*" or "?" or "$")
            {
                return key;
            }

            if (Context.GetValueOrDefault(key) is [var value, ..])
            {
                return value;
            }

            missing.Add(key);
            isWhole = false;
            return "";
        });
        return isWhole ? filled : null;
    }
}
