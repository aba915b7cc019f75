namespace SessionLogging.Preferences.Rules;

/// <summary>What can be a name at all, so that AWS can be asked about it. Wider than what the rules take as a new value: what they forbid today was allowed once.</summary>
internal static class PossibleName
{
    // Buckets that were made in us-east-1 before March 2018 have up to 255 characters, capitals and underscores among them
    // (S3 User Guide, General purpose bucket naming rules).
    private static readonly Regex BucketForm = Whole(@"(?!.*\.\.)(?!\d{1,3}(\.\d{1,3}){3}\z)[A-Za-z0-9._-]{1,255}");

    private static readonly Regex LogGroupForm = Whole("[A-Za-z0-9._/#-]{1,512}");

    private static readonly Regex RoleForm = Whole("[A-Za-z0-9_+=,.@-]{1,64}");

    private const string KeyId = "([0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|mrk-[0-9A-Fa-f]{32})";
    private const string KeyAlias = "alias/[A-Za-z0-9/_-]{1,250}";
    private static readonly Regex KeyForm = Whole($"({KeyId}|{KeyAlias}|arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{{12}}:(key/{KeyId}|{KeyAlias}))");

    /// <summary>Whether a bucket can have this name.</summary>
    public static bool IsBucket(string text) => BucketForm.IsMatch(text);

    /// <summary>Whether a log group can have this name.</summary>
    public static bool IsLogGroup(string text) => LogGroupForm.IsMatch(text);

    /// <summary>Whether KMS can know a key by this id, ARN or alias.</summary>
    public static bool IsKey(string text) => KeyForm.IsMatch(text);

    /// <summary>Whether an IAM role can have this name.</summary>
    public static bool IsRole(string text) => RoleForm.IsMatch(text);

    private static Regex Whole(string pattern) =>
        new($@"\A{pattern}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
}
