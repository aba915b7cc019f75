using SessionLogging.Findings;
using SessionLogging.Permissions;
using SessionLogging.Preferences.Document;

namespace SessionLogging.Audits;

/// <summary>Looks whether nodes may do what preferences ask of them; nothing is changed.</summary>
public static class NodeAudit
{
    /// <summary>Refuses names that can be none, before anybody is asked.</summary>
    /// <param name="roles">Names or ARNs of roles.</param>
    /// <param name="nodes">Ids of nodes.</param>
    /// <exception cref="PreferenceRuleException">One is none (<c>RoleNameShape</c>, <c>TargetNotNode</c>).</exception>
    public static void Require(IEnumerable<string> roles, IEnumerable<string> nodes)
    {
        foreach (var role in roles)
        {
            NodeRoleFinder.RequireRole(role);
        }

        foreach (var node in nodes)
        {
            NodeRoleFinder.RequireNode(node);
        }
    }

    /// <summary>Asks for the role of each, and what it may do.</summary>
    /// <param name="account">The account.</param>
    /// <param name="permissions">The preferences, and what was seen of what they name.</param>
    /// <param name="names">Names or ARNs of roles, or ids of nodes.</param>
    /// <param name="areRoles">Whether they are roles.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The findings, what is broken first; each names the role or node.</returns>
    public static async Task<IReadOnlyList<Finding>> TestAsync(IAccount account, PermissionEvidence permissions, IReadOnlyList<string> names, bool areRoles, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var name in names)
        {
            var rights = await NodeRights.CollectAsync(account, permissions, name, areRoles, cancellationToken).ConfigureAwait(false);
            findings.AddRange(
                from rule in NodeRules.All
                from finding in rule.FindAll(rights)
                select finding with
                {
                    AccountId = permissions.Target.AccountId,
                    AccountName = permissions.Target.AccountName,
                    Region = permissions.Target.Region,
                    Name = name,
                    DocumentName = permissions.Target.DocumentName,
                    Remediation = finding.Status is FindingStatus.Fail && rights.Role.State is LookupState.Known
                        ? $"{finding.Remediation} The whole policy: {permissions.Target.Command("Get-SsmLoggingPermission -PolicyType NodeRole")}"
                        : finding.Remediation,
                });
        }

        return PreferenceAudit.Sorted(findings);
    }
}
