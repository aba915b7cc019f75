using System.Management.Automation.Host;

namespace PowerShellHost;

/// <summary>What all prompts write the same way.</summary>
internal static class PromptText
{
    /// <summary>An empty line, then caption and message, as far as there are any.</summary>
    public static void WriteHeading(this PSHostUserInterface ui, string caption, string message)
    {
        ui.WriteLine();
        if (!string.IsNullOrEmpty(caption)) ui.WriteLine(caption);
        if (!string.IsNullOrEmpty(message)) ui.WriteLine(message);
    }

    /// <summary>The letter behind the ampersand of <c>&amp;Yes</c>, in capitals; empty where there is none.</summary>
    public static string HotKey(this ChoiceDescription choice)
    {
        var ampersand = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return ampersand >= 0 && ampersand + 1 < choice.Label.Length ? choice.Label.Substring(ampersand + 1, 1).ToUpperInvariant() : "";
    }

    /// <summary>The label without its ampersand.</summary>
    public static string PlainLabel(this ChoiceDescription choice) => choice.Label.Replace("&", "", StringComparison.Ordinal);
}
