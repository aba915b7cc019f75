namespace SessionLogging.Sessions;

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
