namespace SessionLogging.Sessions;

/// <summary>The IAM identity that started a session, read from its ARN.</summary>
/// <param name="Partition">The partition, for example <c>aws</c>.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Kind">What kind of identity it is: <c>user</c>, <c>assumed-role</c>, <c>federated-user</c>, <c>role</c>, <c>root</c> and others.</param>
/// <param name="Name">Its name in that kind, without a path.</param>
/// <param name="RoleName">The role that was assumed; <see langword="null"/> where none was.</param>
/// <param name="SessionName">The name of the role's session, with single sign-on a person's; <see langword="null"/> where no role was assumed.</param>
internal sealed record SessionOwner(string Partition, string AccountId, string Kind, string Name, string? RoleName, string? SessionName)
{
    // IAM Identity Center makes a role AWSReservedSSO_PERMISSIONSET_SUFFIX for each permission set and account, below the path aws-reserved/sso.amazonaws.com/.
    private const string ReservedRole = "AWSReservedSSO_";
    private const string ReservedPath = ":role/aws-reserved/sso.amazonaws.com/";
    private const int ReservedSuffix = 16;
    private const int Resource = 5;
    private const string AssumedRole = "assumed-role";
    private const string Role = "role";

    /// <summary>The permission set that the role stands for; <see langword="null"/> where it is not one of IAM Identity Center's.</summary>
    internal string? PermissionSet
    {
        get
        {
            if (RoleName is null || !RoleName.StartsWith(ReservedRole, StringComparison.Ordinal))
            {
                return null;
            }

            var end = RoleName.LastIndexOf('_');
            return end > ReservedRole.Length && RoleName.Length - end - 1 == ReservedSuffix && RoleName.Skip(end + 1).All(IsHexadecimal)
                ? RoleName.Substring(ReservedRole.Length, end - ReservedRole.Length)
                : null;
        }
    }

    /// <summary>Reads an ARN; some records of 2018 leave out the <c>arn:</c> at its beginning.</summary>
    /// <returns>The identity, or <see langword="null"/> for a text that is no ARN of one.</returns>
    internal static SessionOwner? Of(string? arn)
    {
        if (string.IsNullOrWhiteSpace(arn))
        {
            return null;
        }

        var parts = (arn!.StartsWith("aws", StringComparison.Ordinal) ? "arn:" + arn : arn).Split([':'], Resource + 1);
        if (parts.Length <= Resource || parts[0] != "arn" || parts[Resource].Length == 0)
        {
            return null;
        }

        var names = parts[Resource].Split('/');
        var name = names[names.Length - 1].Length > 0 ? names[names.Length - 1] : parts[Resource];
        return names switch
        {
            [AssumedRole, { Length: > 0 } role, { Length: > 0 } session] => new(parts[1], parts[4], AssumedRole, session, role, session),
            [Role, .., { Length: > 0 } role] => new(parts[1], parts[4], Role, role, role, SessionName: null),
            _ => new(parts[1], parts[4], names[0], name, RoleName: null, SessionName: null),
        };
    }

    /// <summary>Whether a pattern means an identity: its ARN, its name, the role that was assumed, by name or ARN with or without the path, the role's session as <c>ROLE/SESSION</c>, or the permission set.</summary>
    /// <param name="pattern">The pattern; <c>*</c> and <c>?</c> are wildcards, letter case does not matter.</param>
    /// <param name="arn">The identity's ARN, or what else the service told.</param>
    internal static bool IsMeant(string pattern, string arn)
    {
        if (Wildcard.Matches(pattern, arn))
        {
            return true;
        }

        if (Of(arn) is not { } owner)
        {
            return false;
        }

        return owner.Names.Any(name => Wildcard.Matches(pattern, name)) || owner.HasRole(pattern);
    }

    private IEnumerable<string> Names =>
        new[] { Name, RoleName, RoleName is null || SessionName is null ? null : $"{RoleName}/{SessionName}", PermissionSet }.OfType<string>();

    // The ARN of an assumed role leaves the role's path out, so the role's own ARN is compared without it: but that of Identity Center's roles is known.
    private bool HasRole(string pattern) =>
        RoleName is not null && Of(pattern) is { Kind: Role } role
        && Wildcard.Matches(role.Partition, Partition) && Wildcard.Matches(role.AccountId, AccountId) && Wildcard.Matches(role.Name, RoleName)
        && (PermissionSet is not null || pattern.IndexOf(ReservedPath, StringComparison.OrdinalIgnoreCase) < 0);

    private static bool IsHexadecimal(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
}

/// <summary>Who a session's owner is, in the name a person would use.</summary>
public static class OwnerName
{
    /// <summary>The name of an identity.</summary>
    /// <param name="arn">Its ARN.</param>
    /// <returns>
    /// The user's name without its path; the session's name of an assumed role, which is a person's name with single sign-on;
    /// the name of a federated user, <c>root</c>, a role or a service; a text that is no ARN as it is; <see langword="null"/> for none.
    /// </returns>
    public static string? Of(string? arn) => string.IsNullOrWhiteSpace(arn) ? null : SessionOwner.Of(arn)?.Name ?? arn;
}
