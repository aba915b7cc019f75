namespace SessionLogging.Sessions;

/// <summary>Who a session's owner is, in the name a person would use.</summary>
public static class OwnerName
{
    private const int Resource = 5;

    /// <summary>The name of an identity.</summary>
    /// <param name="arn">Its ARN.</param>
    /// <returns>
    /// The user's name without its path; the session's name of an assumed role, which is a person's name with single sign-on;
    /// the name of a federated user, <c>root</c>, a role or a service; a text that is no ARN as it is; <see langword="null"/> for none.
    /// </returns>
    public static string? Of(string? arn)
    {
        if (string.IsNullOrWhiteSpace(arn))
            return null;
        var parts = arn!.Split([':'], Resource + 1);
        if (parts.Length <= Resource || parts[0] != "arn" || parts[Resource].Length == 0)
            return arn;

        var resource = parts[Resource];
        var name = resource.Substring(resource.LastIndexOf('/') + 1);
        return name.Length > 0 ? name : resource;
    }
}
