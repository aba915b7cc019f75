namespace SessionLogging.Accounts;

/// <summary>What a Region's name looks like. A Region becomes part of a host name, to which signed requests go: nothing else may.</summary>
public static class RegionName
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    /// <summary>Whether a text has the form of a Region's system name, for example <c>eu-west-1</c>.</summary>
    public static bool IsOne(string? text) => text is not null && Matches(text, @"\A[a-z]{2,}(-[a-z]+)+-[0-9]+\z");

    /// <summary>Whether a text stands for several Regions: <c>*</c>, or part of a name with <c>*</c> and <c>?</c>, for example <c>us-*</c>.</summary>
    internal static bool IsPattern(string text) => text.IndexOfAny(['*', '?']) >= 0 && Matches(text, @"\A[a-z0-9*?-]+\z", RegexOptions.IgnoreCase);

    /// <summary>Whether a Region is one of those that a pattern stands for.</summary>
    public static bool Fits(string region, string pattern) => Wildcard.Matches(pattern, region);

    /// <summary>The refusal of what is no Region.</summary>
    /// <param name="text">What was given.</param>
    public static ConnectionException Refused(string text) => new(
        "RegionInvalid", $"'{text}' is not a Region's name.", "Give names such as eu-west-1, or patterns such as us-* or *: every Region that is enabled in the account.");

    private static bool Matches(string text, string pattern, RegexOptions options = RegexOptions.None) =>
        Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant | options, MatchLimit);
}
