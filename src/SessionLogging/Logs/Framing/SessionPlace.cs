using SessionLogging.Actions;

namespace SessionLogging.Logs.Framing;

/// <summary>Which session a log is of, as paths tell that name it.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Target">The managed node.</param>
internal sealed record SessionPlace(string? SessionId, string? Target)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Where the agent keeps a session: /var/lib/amazon/ssm/NODE/session/orchestration/SESSION/, on Windows below InstanceData
    // (appconfig constants_unix.go and constants_windows.go of amazon-ssm-agent).
    private static readonly Regex OnNode = new(
        @"[/\\](ssm|InstanceData)[/\\](?<node>[^/\\]+)[/\\]session[/\\]orchestration[/\\](?<session>[^/\\]+)[/\\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    // The object's key ends in SESSION.log; ids end in 17 hexadecimal digits or 26 letters and digits.
    private static readonly Regex Named = new(
        @"^(?<session>[^/\\]+-([0-9a-f]{17}|(?=[a-z]*[0-9])[0-9a-z]{26}))(?![0-9a-z])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    /// <summary>Nothing is known.</summary>
    internal static SessionPlace Unknown { get; } = new(null, null);

    /// <summary>What a line of a log says that names the session's folder on the node.</summary>
    internal static SessionPlace Of(string line) =>
        OnNode.Match(line) is { Success: true } match ? Shown(match.Groups["session"].Value, match.Groups["node"].Value) : Unknown;

    /// <summary>What a file's path says: a copy of the node's folders, else a name as the object in S3 has it.</summary>
    internal static SessionPlace OfFile(string path) =>
        Of(path) is { SessionId: not null } onNode ? onNode
            : Named.Match(Path.GetFileName(path)) is { Success: true } match ? Shown(match.Groups["session"].Value, null) : Unknown;

    /// <summary>What is known of a log before it is read.</summary>
    /// <param name="source">Where it is.</param>
    /// <param name="sessionId">The session, where somebody knows it.</param>
    internal static SessionPlace OfSource(string source, string? sessionId) => sessionId is null ? OfFile(source) : Shown(sessionId, null);

    /// <summary>The account in the ARN of who started a session; who does so has an identity of the session's account, since StartSession names no other.</summary>
    internal static string? AccountIn(string owner) => Arn.Parse(owner) is { AccountId: { Length: 12 } account } && account.All(digit => digit is >= '0' and <= '9') ? account : null;

    /// <summary>This, and what it does not say from another.</summary>
    internal SessionPlace Or(SessionPlace other) => SessionId is null ? other : this;

    // What a log or a name says may hold anything, and is no id then.
    private static SessionPlace Shown(string session, string? node) => new(ShownText.Of(session), node is null ? null : ShownText.Of(node));
}
