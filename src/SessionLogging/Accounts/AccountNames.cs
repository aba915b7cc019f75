namespace SessionLogging.Accounts;

/// <summary>The rules for the names of accounts that stand in values.</summary>
public static class AccountNames
{
    private static readonly char[] Braces = ['{', '}'];

    /// <summary>Refuses a name that cannot be filled in for <c>{AccountName}</c>.</summary>
    /// <param name="accountName">The name; <see langword="null"/> where it is not known.</param>
    /// <param name="accountId">The account, where it is known.</param>
    /// <exception cref="ConnectionException">The name is not known (<c>AccountNameUnknown</c>), or has braces, by which a value would become a placeholder or a reference (<c>AccountNameUnfit</c>).</exception>
    public static void Require(string? accountName, string? accountId)
    {
        if (accountName is null)
        {
            throw new ConnectionException(
                "AccountNameUnknown",
                $"A value holds {{AccountName}}, and the name of account {accountId ?? "(not known)"} is not known: nobody asked the organization.",
                "Give the accounts by -AccountId with wildcards or by -OrganizationalUnit, pipe objects with an AccountName, or write the name out.");
        }

        if (accountName.IndexOfAny(Braces) >= 0)
        {
            throw new ConnectionException(
                "AccountNameUnfit", $"A value holds {{AccountName}}, and account {accountId} is called '{ShownText.Of(accountName)}', whose braces no value takes.", "Write a name out for this account.");
        }
    }
}
