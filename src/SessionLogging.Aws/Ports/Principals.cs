using System.Xml.Linq;

namespace SessionLogging.Aws.Ports;

/// <summary>Users, groups and roles on IAM's API.</summary>
internal sealed class Principals(ServiceCaller iam) : IPrincipals
{
    private const string Most = "1000";

    public Task<LookupResult<PolicySimulation>> SimulateAsync(PolicyQuestion question, CancellationToken cancellationToken) => Look.AtAsync(
        async () =>
        {
            var pages = iam.QueryPagesAsync("SimulatePrincipalPolicy", [.. Parameters(question)], "EvaluationResults", result => Decisions(result, question), "Marker", cancellationToken);
            return LookupResult.Known(new PolicySimulation(EachOnce((await pages.ToListAsync().ConfigureAwait(false)).SelectMany(static several => several))));
        },
        missingCode: "NoSuchEntity");

    private static IEnumerable<KeyValuePair<string, string>> Parameters(PolicyQuestion question)
    {
        yield return new("PolicySourceArn", question.PrincipalArn);
        yield return new("MaxItems", Most);
        foreach (var parameter in Members("ActionNames", question.Actions).Concat(Members("ResourceArns", question.Resources)))
        {
            yield return parameter;
        }

        foreach (var (context, number) in question.Context.Select((context, index) => (context, index + 1)))
        {
            var entry = $"ContextEntries.member.{number}";
            yield return new($"{entry}.ContextKeyName", context.Key);
            yield return new($"{entry}.ContextKeyType", context.Type);
            foreach (var value in Members($"{entry}.ContextKeyValues", context.Values))
            {
                yield return value;
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Members(string list, IEnumerable<string> values) =>
        values.Select((value, index) => new KeyValuePair<string, string>($"{list}.member.{index + 1}", value));

    // One result an action, with one below it for each resource; before 2026 one for each pair, and where * is the resource none below it.
    private static List<PolicyDecision> Decisions(XElement result, PolicyQuestion question)
    {
        var action = result.Text("EvalActionName").Needed("EvalActionName");
        var whole = Decision(result, action, result.Text("EvalResourceName").Given() ?? question.Resources[0], result.Text("EvalDecision").Needed("EvalDecision"));
        var specific = result.Child("ResourceSpecificResults")?.Elements().Select(one => Decision(
            one, action, one.Text("EvalResourceName").Needed("EvalResourceName"), one.Text("EvalResourceDecision").Needed("EvalResourceDecision"))).ToList() ?? [];
        return specific.Count == 0 ? [whole] : [.. specific.Select(one => one with
        {
            AllowedByBoundary = one.AllowedByBoundary ?? whole.AllowedByBoundary,
            AllowedByOrganizations = whole.AllowedByOrganizations,
        })];
    }

    private static PolicyDecision Decision(XElement result, string action, string resource, string decision) => new(action, resource, Effect(decision))
    {
        MatchedPolicies = [.. Texts(result, "MatchedStatements", "SourcePolicyId").Distinct(StringComparer.Ordinal)],
        MissingContext = [.. (result.Child("MissingContextValues")?.Elements() ?? []).Select(static key => key.Value)],
        AllowedByBoundary = Flag(result.Child("PermissionsBoundaryDecisionDetail")?.Text("AllowedByPermissionsBoundary")),
        AllowedByOrganizations = Flag(result.Child("OrganizationsDecisionDetail")?.Text("AllowedByOrganizations")),
    };

    private static PolicyEffect Effect(string decision) => decision switch
    {
        "allowed" => PolicyEffect.Allowed,
        "implicitDeny" => PolicyEffect.ImplicitDeny,
        "explicitDeny" => PolicyEffect.ExplicitDeny,
        _ => throw new MalformedAnswerException("a decision is none of those that there are"),
    };

    private static IEnumerable<string> Texts(XElement element, string list, string name) =>
        (element.Child(list)?.Elements() ?? []).Select(item => item.Text(name).Given()).OfType<string>();

    private static bool? Flag(string? text) => bool.TryParse(text, out var flag) ? flag : null;

    private static List<PolicyDecision> EachOnce(IEnumerable<PolicyDecision> decisions)
    {
        var seen = new HashSet<(string Action, string Resource)>();
        return [.. decisions.Where(decision => seen.Add((decision.Action, decision.Resource)))];
    }
}
