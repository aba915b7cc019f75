namespace SsmSessionLogging.Tests;

internal static class WildcardExtensions
{
    /// <summary>PowerShell's <c>-like</c>, which does not regard case.</summary>
    public static bool IsLike(this string text, string pattern) => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text);
}
