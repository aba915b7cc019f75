namespace SessionLogging.Preferences.Editing;

/// <summary>What deserves a word whenever a change turns certain things on or off. Said before it is made and read after it, so nothing of it is in the conditional.</summary>
internal static class ChangeRemarks
{
    private const string AgentsUser = "ssm-user";

    private static readonly Remark[] All =
    [
        new(
            "NodeUsersNotChecked",
            PreferenceSetting.RunAsEnabled,
            change => change.Begins(document => IsOn(document, PreferenceSetting.RunAsEnabled))
                || (IsOn(change.After, PreferenceSetting.RunAsEnabled) && change.Alters(PreferenceSetting.RunAsDefaultUser)),
            "Sessions are refused on every node whose operating system lacks the user, be it the default one or that of the tag SSMSessionRunAs.",
            "Try one session on a node of each kind."),
        new(
            "RunAsUserNotOnNewNodes",
            PreferenceSetting.RunAsDefaultUser,
            change => change.Begins(document => RunsAsAgentsUser(document) && IsOn(document, PreferenceSetting.RunAsEnabled)),
            $"The agent creates '{AgentsUser}' only while run as is off: on every node that is new, or has had no session before, that user is missing and every session is refused.",
            "Name a user that the image or a start-up script creates, or create this one there."),
        new(
            "RunAsUserNotOnNewNodes",
            PreferenceSetting.RunAsDefaultUser,
            change => change.Begins(RunsAsAgentsUser) && !IsOn(change.After, PreferenceSetting.RunAsEnabled),
            $"The agent creates '{AgentsUser}' only while run as is off. Once run as is on, nodes that are new lack that user and refuse every session.",
            "Name a user that the image or a start-up script creates, or create this one there."),
        new(
            "NotEverythingIsStreamed",
            PreferenceSetting.CloudWatchStreamingEnabled,
            change => change.Begins(IsStreaming),
            "Interactive and non-interactive command sessions are uploaded at their end instead, and port forwarding and SSH sessions are never logged.",
            "Streaming needs agent 3.0.356.0 or later on the nodes."),
        new(
            "StreamingTurnedOff",
            PreferenceSetting.CloudWatchStreamingEnabled,
            change => change.Ends(IsStreaming) && NamesGroup(change.After),
            "Logs are uploaded when a session ends instead of being streamed, so the log of a node that dies is lost.",
            "Use Enable-SsmCloudWatchStreaming to keep streaming."),
    ];

    internal static IEnumerable<RuleBreach> On(PreferenceDocument? before, PreferenceDocument after) =>
        from remark in All
        where remark.Applies(new Change(before, after))
        select new RuleBreach(remark.Rule, remark.Setting.Name, remark.Message, remark.Remedy);

    private static bool IsOn(PreferenceDocument document, PreferenceSetting flag) => document[flag].Flag is true;

    private static bool NamesGroup(PreferenceDocument document) => document[PreferenceSetting.CloudWatchLogGroupName].Text is { Length: > 0 };

    // Without a group the flag means nothing.
    private static bool IsStreaming(PreferenceDocument document) => NamesGroup(document) && IsOn(document, PreferenceSetting.CloudWatchStreamingEnabled);

    private static bool RunsAsAgentsUser(PreferenceDocument document) => document[PreferenceSetting.RunAsDefaultUser].Text == AgentsUser;

    private sealed record Change(PreferenceDocument? Before, PreferenceDocument After)
    {
        internal bool Begins(Func<PreferenceDocument, bool> holds) => holds(After) && !(Before is not null && holds(Before));

        internal bool Ends(Func<PreferenceDocument, bool> holds) => Before is not null && holds(Before) && !holds(After);

        internal bool Alters(PreferenceSetting setting) => After[setting].Text is { Length: > 0 } text && Before?[setting].Text != text;
    }

    private sealed record Remark(string Rule, PreferenceSetting Setting, Func<Change, bool> Applies, string Message, string Remedy);
}
