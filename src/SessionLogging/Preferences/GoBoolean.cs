namespace SessionLogging.Preferences;

/// <summary>Booleans in strings as Go's <c>strconv.ParseBool</c>, and so the agent, reads them.</summary>
internal static class GoBoolean
{
    public static bool? Parse(string text) => text switch
    {
        "1" or "t" or "T" or "TRUE" or "true" or "True" => true,
        "0" or "f" or "F" or "FALSE" or "false" or "False" => false,
        _ => null,
    };
}
