namespace SessionLogging.Preferences.Rules;

/// <summary>What can be a name at all, so that AWS can be asked about it. Wider than what the rules take as a new value: what they forbid today was allowed once.</summary>
internal static class PossibleName
{
    // Buckets that were made in us-east-1 before March 2018 have up to 255 characters, capitals and underscores among them
    // (S3 User Guide, General purpose bucket naming rules).
    private static readonly Regex BucketForm = Whole(@"(?!.*\.\.)(?!\d{1,3}(\.\d{1,3}){3}\z)[A-Za-z0-9._-]{1,255}");

    private static readonly Regex LogGroupForm = Whole("[A-Za-z0-9._/#-]{1,512}");

    private static readonly Regex RoleForm = Whole("[A-Za-z0-9_+=,.@-]{1,64}");

    /// <summary>Whether a bucket can have this name.</summary>
    public static bool IsBucket(string text) => BucketForm.IsMatch(text);

    /// <summary>Whether a log group can have this name.</summary>
    public static bool IsLogGroup(string text) => LogGroupForm.IsMatch(text);

    /// <summary>Whether KMS can know a key by this id, ARN or alias.</summary>
    public static bool IsKey(string text) => !KmsKeyIdRules.Shape.IsBrokenBy(text);

    /// <summary>Whether an IAM role can have this name.</summary>
    public static bool IsRole(string text) => RoleForm.IsMatch(text);

    private static Regex Whole(string pattern) =>
        new($@"\A{pattern}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
