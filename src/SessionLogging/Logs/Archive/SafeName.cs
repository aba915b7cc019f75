namespace SessionLogging.Logs.Archive;

/// <summary>Names of files and folders that every file system takes for what they are, on whichever the archive is copied to.</summary>
/// <remarks>
/// Microsoft, Naming Files, Paths, and Namespaces: devices keep their names whatever extension follows, and what ends in a dot or blank loses
/// it. NTFS and APFS take names that differ in case alone for one. HFS+ decomposes what is outside of ASCII. A name has at most 255 bytes.
/// </remarks>
internal static class SafeName
{
    // Twice in a path, with a day and an account beside them, these stay below the 260 characters of Windows.
    internal const int MostCharacters = 80;

    private const int HashCharacters = 8;
    private const string Absent = "_none";

    private static readonly Regex Reserved = new(
        "^(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])([.]|$)|^manifest-", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>The name of a folder for a value: in lower case, since folders whose names differ in case alone are one folder elsewhere.</summary>
    internal static string OfFolder(string? value) => string.IsNullOrEmpty(value) ? Absent : Of(value!.ToLowerInvariant(), value);

    /// <summary>The name of a file for a value, which keeps its case: in its folder it is alone.</summary>
    internal static string OfFile(string value) => Of(value, value);

    /// <summary>Whether a text that somebody wrote for a name is one as it is.</summary>
    internal static bool IsSafe(string name) => name.Length is > 0 and <= MostCharacters && Of(name, name) == name;

    private static string Of(string text, string value)
    {
        var name = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            name.Append(IsKept(character) ? character : '_');
        }

        ReplaceEnds(name);
        if (name.ToString() != text || name.Length > MostCharacters)
        {
            name.Length = Math.Min(name.Length, MostCharacters - HashCharacters - 1);
            name.Append('~').Append(Hash(value));
        }

        return Reserved.IsMatch(name.ToString()) ? "_" + name : name.ToString();
    }

    // A dot in front hides a name, or makes it the folder above.
    private static void ReplaceEnds(StringBuilder name)
    {
        if (name.Length > 0 && name[0] is '.')
        {
            name[0] = '_';
        }

        if (name.Length > 0 && name[name.Length - 1] is '.')
        {
            name[name.Length - 1] = '_';
        }
    }

    // What was replaced or cut is told apart by it.
    private static string Hash(string value) => Sha256.Of(Encoding.UTF8.GetBytes(value)).Substring(0, HashCharacters);

    private static bool IsKept(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' or '@' or '+' or '=' or ',';
}
