using SessionLogging.Actions;
using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Rules;
using SessionLogging.Text;

namespace SessionLogging.Audits;

/// <summary>Finds the role of a node: of an EC2 instance by its instance profile, else the default one of Systems Manager; of a hybrid node that of its activation.</summary>
internal static class NodeRoleFinder
{
    private static readonly Regex Node = new(@"\A(i|mi)-([0-9a-f]{8}|[0-9a-f]{17})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    internal static bool IsNode(string name) => Node.IsMatch(name);

    /// <summary>Refuses what is no id of a node, before anybody is asked.</summary>
    /// <exception cref="PreferenceRuleException">It is none (<c>TargetNotNode</c>).</exception>
    internal static void RequireNode(string name)
    {
        if (!IsNode(name))
        {
            throw new PreferenceRuleException("TargetNotNode", "Target", $"{Unicode.Quote(name)} is no id of a node.", "Give an EC2 instance as i-0123456789abcdef0, a hybrid node as mi-0123456789abcdef0; ECS tasks have roles of their own, and are logged by their cluster.");
        }
    }

    /// <summary>Refuses what is no name of a role, before anybody is asked.</summary>
    /// <exception cref="PreferenceRuleException">It is none (<c>RoleNameShape</c>).</exception>
    internal static void RequireRole(string name)
    {
        if (!PossibleName.IsRole(NameOf(name)))
        {
            throw new PreferenceRuleException("RoleNameShape", "RoleName", $"{Unicode.Quote(name)} is no name of an IAM role.", "Give the role's name without its path, or its ARN.");
        }
    }

    internal static Task<LookupResult<NodeRole>> OfNameAsync(IAccount account, string name, CancellationToken cancellationToken) => RoleAsync(account, NameOf(name), "", cancellationToken);

    internal static Task<LookupResult<NodeRole>> OfNodeAsync(IAccount account, string node, CancellationToken cancellationToken) =>
        node.StartsWith("mi-", StringComparison.Ordinal) ? OfHybridAsync(account, node, cancellationToken) : OfInstanceAsync(account, node, cancellationToken);

    private static async Task<LookupResult<NodeRole>> OfHybridAsync(IAccount account, string node, CancellationToken cancellationToken)
    {
        var look = await account.Nodes.LookAsync(node, cancellationToken).ConfigureAwait(false);
        return look.State is not LookupState.Known ? Failed(look)
            : look.Facts.IamRole is { } role ? await RoleAsync(account, NameOf(role), $"{node} has it from its activation", cancellationToken).ConfigureAwait(false)
            : LookupResult.Missing<NodeRole>();
    }

    private static async Task<LookupResult<NodeRole>> OfInstanceAsync(IAccount account, string node, CancellationToken cancellationToken)
    {
        var instance = await account.Instances.LookAsync(node, cancellationToken).ConfigureAwait(false);
        if (instance.State is not LookupState.Known)
        {
            return Failed(instance);
        }

        if (instance.Facts.InstanceProfileArn is { } arn && Arn.Parse(arn) is { LastName: var profileName })
        {
            var profile = await account.Roles.LookAtProfileAsync(profileName, cancellationToken).ConfigureAwait(false);
            return profile.State is not LookupState.Known ? Failed(profile)
                : profile.Facts.RoleArns is [var role, ..] ? LookupResult.Known(new NodeRole(role, $"{node} has it by its instance profile {profileName}"))
                : LookupResult.Missing<NodeRole>();
        }

        var byDefault = await account.Nodes.LookAtDefaultRoleAsync(cancellationToken).ConfigureAwait(false);
        return byDefault.State is not LookupState.Known ? Failed(byDefault)
            : byDefault.Facts.RoleName is { } name ? await RoleAsync(account, NameOf(name), $"{node} has no instance profile, and has it by Default Host Management Configuration", cancellationToken).ConfigureAwait(false)
            : LookupResult.Missing<NodeRole>();
    }

    private static async Task<LookupResult<NodeRole>> RoleAsync(IAccount account, string name, string how, CancellationToken cancellationToken)
    {
        var role = await account.Roles.LookAsync(name, cancellationToken).ConfigureAwait(false);
        return role.State is LookupState.Known ? LookupResult.Known(new NodeRole(role.Facts.Arn, how)) : Failed(role);
    }

    private static LookupResult<NodeRole> Failed<T>(LookupResult<T> look)
        where T : class => look.State switch
        {
            LookupState.Denied => LookupResult.Denied<NodeRole>(look.Denial),
            LookupState.Failed => LookupResult.Failed<NodeRole>(look.Failure),
            _ => LookupResult.Missing<NodeRole>(),
        };

    // A setting, an activation and a person give the path too, or the ARN.
    private static string NameOf(string role) => role.Substring(role.LastIndexOf('/') + 1);
}
