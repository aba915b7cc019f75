using SessionLogging.Preferences.Document;
using SessionLogging.Text;

namespace SessionLogging.Permissions;

/// <summary>Whom policies of keys and buckets are to let in.</summary>
public sealed class PermissionPrincipals
{
    // A principal stands in policies as it is given, so nothing else than the ARN of one may.
    private static readonly Regex Form = new(
        @"\Aarn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/[A-Za-z0-9_+=,.@/-]{1,576}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>Takes their ARNs.</summary>
    /// <param name="nodeRoles">The ARNs of the nodes' roles; none: whoever the account's own policies allow.</param>
    /// <param name="users">The ARNs of the roles and users who start sessions; none: whoever the account's own policies allow.</param>
    /// <exception cref="PreferenceRuleException">One is no ARN of a role or user (<c>PrincipalArnShape</c>).</exception>
    public PermissionPrincipals(IReadOnlyList<string> nodeRoles, IReadOnlyList<string> users)
    {
        Require("NodeRoleArn", nodeRoles);
        Require("UserArn", users);
        NodeRoles = nodeRoles;
        Users = users;
    }

    /// <summary>The ARNs of the nodes' roles.</summary>
    public IReadOnlyList<string> NodeRoles { get; }

    /// <summary>The ARNs of the roles and users who start sessions.</summary>
    public IReadOnlyList<string> Users { get; }

    private static void Require(string parameter, IReadOnlyList<string> arns)
    {
        if (arns.FirstOrDefault(arn => !Form.IsMatch(arn)) is { } wrong)
        {
            throw new PreferenceRuleException("PrincipalArnShape", parameter, $"{Unicode.Quote(wrong)} is no ARN of a role or user.", "Give it as arn:aws:iam::111122223333:role/NAME, with the role's path; a session of a role has another ARN.");
        }
    }
}
