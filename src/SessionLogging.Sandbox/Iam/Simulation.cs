using SessionLogging.Sandbox.Policies;

namespace SessionLogging.Sandbox.Iam;

/// <summary>What SimulatePrincipalPolicy finds out: what the policies of an identity, and its boundary, say to actions on resources.</summary>
internal sealed class Simulation(Identity identity, string accountId, IReadOnlyDictionary<string, IReadOnlyList<string>> context)
{
    private const string Anything = "*";

    /// <summary>The result of one action: the most restrictive of its decisions, and each below it where resources are named.</summary>
    public XElement Result(XNamespace ns, string action, IReadOnlyList<string> resources)
    {
        var decisions = resources.Select(resource => Decide(action, resource)).ToList();
        var worst = decisions.MaxBy(static decision => decision.Decision)!;
        var areNamed = resources is not [Anything];
        return new XElement(
            ns + "member",
            new XElement(ns + "EvalActionName", action),
            resources is [var single] ? new XElement(ns + "EvalResourceName", single) : null,
            new XElement(ns + "EvalDecision", Word(worst.Decision)),
            Statements(ns, worst),
            Missing(ns, areNamed ? [] : worst.Missing),
            Boundary(ns, worst),
            areNamed ? new XElement(ns + "ResourceSpecificResults", decisions.Select(decision => new XElement(
                ns + "member",
                new XElement(ns + "EvalResourceName", decision.Resource),
                new XElement(ns + "EvalResourceDecision", Word(decision.Decision)),
                Statements(ns, decision),
                Missing(ns, decision.Missing),
                Boundary(ns, decision)))) : null);
    }

    private One Decide(string action, string resource)
    {
        var request = new PolicyRequest(action, resource, context);
        var own = IdentityPolicy.Decide(identity.Policies, request);
        var bounds = identity.Boundary is { } boundary ? IdentityPolicy.Decide([boundary], request) : null;
        List<string> missing = [.. own.Missing.Union(bounds?.Missing ?? [], StringComparer.OrdinalIgnoreCase)];
        if (own.Decision == Decision.ExplicitDeny || bounds?.Decision == Decision.ExplicitDeny)
        {
            return new One(resource, Decision.ExplicitDeny, own.Decision == Decision.ExplicitDeny ? own.Policies : bounds!.Policies, missing, bounds);
        }

        // Another account's resource needs its own policy too, which is not looked at.
        var isOthers = Arn.TryParse(resource, out var arn) && arn.Account.Length > 0 && arn.Account != accountId;
        var isAllowed = own.Decision == Decision.Allowed && bounds?.Decision is not Decision.ImplicitDeny && !isOthers;
        return new One(resource, isAllowed ? Decision.Allowed : Decision.ImplicitDeny, own.Policies, missing, bounds);
    }

    private static XElement Statements(XNamespace ns, One decision) => new(ns + "MatchedStatements", decision.Policies.Select(policy => new XElement(
        ns + "member", new XElement(ns + "SourcePolicyId", policy), new XElement(ns + "SourcePolicyType", "IAM Policy"))));

    private static XElement Missing(XNamespace ns, IReadOnlyList<string> keys) => new(ns + "MissingContextValues", keys.Select(key => new XElement(ns + "member", key)));

    private static XElement? Boundary(XNamespace ns, One decision) => decision.Bounds is not { } bounds ? null : new XElement(
        ns + "PermissionsBoundaryDecisionDetail", new XElement(ns + "AllowedByPermissionsBoundary", bounds.Decision == Decision.Allowed ? "true" : "false"));

    private static string Word(Decision decision) => decision switch
    {
        Decision.Allowed => "allowed",
        Decision.ExplicitDeny => "explicitDeny",
        _ => "implicitDeny",
    };

    private sealed record One(string Resource, Decision Decision, IReadOnlyList<string> Policies, IReadOnlyList<string> Missing, PolicyDecision? Bounds);
}
