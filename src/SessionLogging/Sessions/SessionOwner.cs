namespace SessionLogging.Sessions;

/// <summary>Who started a session.</summary>
public static class SessionOwner
{
    /// <summary>The last name in an IAM ARN: the IAM user, the role session (which single sign-on names after its user), the federated user, or <c>root</c>.</summary>
    /// <param name="arn">The ARN, for example <c>arn:aws:sts::111122223333:assumed-role/Admin/jdoe</c>.</param>
    /// <returns>The name, or <see langword="null"/> where there is no ARN.</returns>
    public static string? UserName(string? arn) =>
        string.IsNullOrEmpty(arn) ? null : arn!.Substring(arn.LastIndexOfAny(['/', ':']) + 1);
}
