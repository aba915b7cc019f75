namespace SessionLogging.Accounts;

/// <summary>What users, groups and roles of the account may do by their own policies.</summary>
public interface IPrincipals
{
    /// <summary>
    /// Asks what a principal's own policies and permissions boundary say to actions on resources (SimulatePrincipalPolicy). What the policies of buckets,
    /// keys and endpoints say, and service control policies with conditions, is not in the answer.
    /// </summary>
    /// <param name="question">What is asked.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>One decision for each action on each resource; missing where there is no such user, group or role.</returns>
    /// <exception cref="AwsCallException">The look failed otherwise than by being denied: IAM refuses the ARN of a role's session, and of root.</exception>
    Task<LookupResult<PolicySimulation>> SimulateAsync(PolicyQuestion question, CancellationToken cancellationToken);
}

/// <summary>What is asked of a principal's policies.</summary>
/// <param name="PrincipalArn">The ARN of a user, a group or a role of IAM, its path included.</param>
/// <param name="Actions">The IAM actions, for example <c>s3:PutObject</c>; at least one.</param>
/// <param name="Resources">The ARNs that every action is to be done on; <c>*</c> for actions that know no resources. At least one.</param>
public sealed record PolicyQuestion(string PrincipalArn, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources)
{
    /// <summary>What conditions ask for; a key that is not given is missing, and the decision says so.</summary>
    public IReadOnlyList<PolicyContext> Context { get; init; } = [];
}

/// <summary>The values of one condition key.</summary>
/// <param name="Key">The key, for example <c>ssm:SessionDocumentAccessCheck</c>.</param>
/// <param name="Type">How the values are compared, as the API spells it: <c>string</c>, <c>stringList</c>, <c>boolean</c>, <c>ip</c> …</param>
/// <param name="Values">The values.</param>
public sealed record PolicyContext(string Key, string Type, IReadOnlyList<string> Values);

/// <summary>What a principal's policies say.</summary>
/// <param name="Decisions">One for each action on each resource.</param>
public sealed record PolicySimulation(IReadOnlyList<PolicyDecision> Decisions)
{
    /// <summary>The decision on an action on a resource; <see langword="null"/> where IAM gave none.</summary>
    /// <param name="action">The action; its case does not count.</param>
    /// <param name="resource">The resource, as it was asked for.</param>
    public PolicyDecision? On(string action, string resource) => Decisions.FirstOrDefault(
        decision => string.Equals(decision.Action, action, StringComparison.OrdinalIgnoreCase) && decision.Resource == resource);
}

/// <summary>What a principal's policies say to one action on one resource.</summary>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Effect">What they say.</param>
public sealed record PolicyDecision(string Action, string Resource, PolicyEffect Effect)
{
    /// <summary>The policies whose statements made the decision, as IAM names them; none where nothing allows and nothing denies.</summary>
    public IReadOnlyList<string> MatchedPolicies { get; init; } = [];

    /// <summary>The condition keys that policies ask for and that were not given: with them the decision may be another.</summary>
    public IReadOnlyList<string> MissingContext { get; init; } = [];

    /// <summary>Whether the permissions boundary allows it; <see langword="null"/> where IAM says nothing of one.</summary>
    public bool? AllowedByBoundary { get; init; }

    /// <summary>Whether the service control policies that IAM can simulate allow it; <see langword="null"/> where IAM says nothing of them.</summary>
    public bool? AllowedByOrganizations { get; init; }
}

/// <summary>What policies say to an action.</summary>
public enum PolicyEffect
{
    /// <summary>A statement allows it, and none denies it.</summary>
    Allowed,

    /// <summary>No statement allows it.</summary>
    ImplicitDeny,

    /// <summary>A statement denies it.</summary>
    ExplicitDeny,
}
