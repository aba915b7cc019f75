using SessionLogging.Findings;
using SessionLogging.Preferences.Document;

namespace SessionLogging.Preferences.Rules;

/// <summary>The user that the agent makes by itself, and only while run as is off.</summary>
internal static class RunAsUser
{
    /// <summary>Its name.</summary>
    internal const string OfAgent = "ssm-user";

    /// <summary>What to do instead of relying on it.</summary>
    internal const string NameAnother = "Name a user that the image or a start-up script creates, or create this one there.";

    /// <summary>Run as is on, and the default user is the agent's own.</summary>
    internal static readonly Verdict NotOnNewNodes = Verdict.Warning(
        $"The agent creates '{OfAgent}' only while run as is off: on every node that is new, or has had no session before, that user is missing and every session is refused.",
        NameAnother);

    /// <summary>Whether the default user is the agent's own.</summary>
    internal static bool IsAgents(PreferenceDocument document) => document[PreferenceSetting.RunAsDefaultUser].Text == OfAgent;
}
