namespace SessionLogging.Preferences.Document;

/// <summary>The key under which the agent puts a session's log into the bucket.</summary>
/// <remarks>The agent joins prefix and file name by Go's <c>path.Join</c>, which cleans the result.</remarks>
public static class SessionLogKey
{
    /// <summary>The longest key that S3 takes, in UTF-8 bytes.</summary>
    public const int LongestKey = 1024;

    /// <summary>The key of one session's log, for example <c>logs/jdoe-0123456789abcdef0.log</c>.</summary>
    /// <param name="prefix">The key prefix of the preferences, which may be empty.</param>
    /// <param name="sessionId">The session's id, from which the agent drops colons.</param>
    public static string For(string prefix, string sessionId)
    {
        var file = sessionId.Replace(":", "") + ".log";
        return Clean(prefix.Length == 0 ? file : $"{prefix}/{file}");
    }

    // Go's path.Clean: no empty and no '.' elements, each '..' takes the element before it, none is left after a leading '/'.
    private static string Clean(string path)
    {
        var rooted = path[0] == '/';
        var elements = new List<string>();
        foreach (var element in path.Split('/'))
        {
            if (element is "" or ".")
            {
                continue;
            }

            if (element is not "..")
            {
                elements.Add(element);
            }
            else if (elements.Count > 0 && elements[elements.Count - 1] is not "..")
            {
                elements.RemoveAt(elements.Count - 1);
            }
            else if (!rooted)
            {
                elements.Add(element);
            }
        }

        var joined = string.Join("/", elements);
        return rooted ? $"/{joined}" : joined.Length == 0 ? "." : joined;
    }
}
