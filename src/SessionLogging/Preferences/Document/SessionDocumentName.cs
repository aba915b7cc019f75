using SessionLogging.Text;

namespace SessionLogging.Preferences.Document;

/// <summary>The names of Session documents.</summary>
public static class SessionDocumentName
{
    /// <summary>The document that holds an account's preferences in a Region.</summary>
    public const string AccountPreferences = "SSM-SessionManagerRunShell";

    /// <summary>Lets pass what can be read: a name, or the ARN of a shared document.</summary>
    /// <param name="name">The name or ARN.</param>
    /// <exception cref="PreferenceRuleException">It is neither (<c>DocumentNameCharacters</c>).</exception>
    public static void RequireReadable(string name)
    {
        if (!IsArn(name))
        {
            RequireCharacters(name);
        }
    }

    /// <summary>Lets pass what can be changed: a name of the account's own.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="PreferenceRuleException">It is an ARN (<c>DocumentNameIsArn</c>), or no name (<c>DocumentNameCharacters</c>).</exception>
    public static void RequireChangeable(string name)
    {
        if (IsArn(name))
        {
            throw new PreferenceRuleException(
                "DocumentNameIsArn",
                "DocumentName",
                $"{Unicode.Quote(name)} is the ARN of a document, which can be read; documents are changed by name in their own account and Region.",
                "Give the document's name, with credentials of its account.");
        }

        RequireCharacters(name);
    }

    private static void RequireCharacters(string name)
    {
        if (name.Length is >= 3 and <= 128 && name.All(IsAllowed))
        {
            return;
        }

        throw new PreferenceRuleException(
            "DocumentNameCharacters",
            "DocumentName",
            $"A document's name has 3 to 128 characters of A-Z, a-z, 0-9 and _ - .; {Unicode.Quote(name)} has not.",
            $"Give a document's name, or leave it out for '{AccountPreferences}'.");
    }

    private static bool IsArn(string name) => name.StartsWith("arn:", StringComparison.Ordinal);

    private static bool IsAllowed(char c) =>
        c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-' or '.';
}
