namespace SessionLogging.Checks;

/// <summary>The finding for a destination that is not there: where encryption is required the agent cannot see that it is encrypted and refuses every session, otherwise it uploads into the void.</summary>
internal static class NoDestination
{
    internal static Finding Of(string destination, string rule, bool mustBeEncrypted, string what, string remediation) => Finding.Of(
        destination,
        rule,
        mustBeEncrypted ? FindingImpact.SessionsRefused : FindingImpact.LogsLost,
        what + (mustBeEncrypted
            ? "; encryption is required, so the agent refuses every session"
            : "; the logs of all sessions are lost without a word"),
        remediation);
}
