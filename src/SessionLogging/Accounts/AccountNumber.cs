namespace SessionLogging.Accounts;

/// <summary>What an account's id looks like.</summary>
public static class AccountNumber
{
    private const int Digits = 12;

    /// <summary>Whether a text is an account's id: twelve digits.</summary>
    public static bool IsId(string text) => text.Length == Digits && text.All(IsDigit);

    /// <summary>Whether a text stands for several accounts: <c>*</c>, or part of an id with <c>*</c> and <c>?</c>.</summary>
    internal static bool IsPattern(string text) => text.IndexOfAny(['*', '?']) >= 0 && text.All(character => IsDigit(character) || character is '*' or '?');

    /// <summary>Whether an account is one of those that a pattern stands for.</summary>
    public static bool Fits(string accountId, string pattern) => Wildcard.Matches(pattern, accountId);

    private static bool IsDigit(char character) => character is >= '0' and <= '9';
}
