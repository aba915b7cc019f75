namespace SessionLogging.Preferences.Rules;

/// <summary>The ARN of a log group, given where its name belongs.</summary>
internal static class LogGroupArn
{
    public static bool IsIn(string text) => text.StartsWith("arn:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The group's name; <see langword="null"/> where the ARN is none of a log group.</summary>
    public static string? NameIn(string text) =>
        text.Split(':') is ["arn", _, "logs", _, _, "log-group", { Length: > 0 } name, ..] ? name : null;
}
