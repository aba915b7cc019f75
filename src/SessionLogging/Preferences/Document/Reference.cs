namespace SessionLogging.Preferences.Document;

/// <summary>The references that Systems Manager fills: <c>{{parameter}}</c> of the document and <c>{{ssm:name}}</c> of Parameter Store.</summary>
internal static class Reference
{
    // A name does not begin with a period: `docker ps --format '{{.Names}}'` in a shell profile is no reference.
    private static readonly Regex Pattern = new(
        @"\{\{\s*[A-Za-z0-9_/][A-Za-z0-9_./:\-]*\s*\}\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    public static bool IsIn(string text) => Pattern.IsMatch(text);
}
