using SessionLogging.Sessions;

namespace SessionLogging.Logs.Following;

/// <summary>Takes what logs that are followed give. Accounts and Regions are followed side by side, so it is called from several threads.</summary>
public interface ILogFollowListener
{
    /// <summary>Lines of one session, in their order. What follows can mark them no more, as it would those of a log that is read when it is whole.</summary>
    void OnLines(SessionRecord session, IReadOnlyList<SessionLogLine> lines);

    /// <summary>Part of a log cannot be read; the rest is.</summary>
    void OnProblem(SessionRecord session, SessionLogFormatException problem);

    /// <summary>More sessions are followed in a Region than the service's quota lets through at once: lines come so late.</summary>
    void OnDelay(string region, int sessions, TimeSpan delay);

    /// <summary>Nothing could be read in a Region for some time; it is tried again.</summary>
    void OnTrouble(string region, AwsCallException failure);

    /// <summary>A session is followed no longer: it has ended, and nothing has come for a while. That says nothing of what the node did not upload.</summary>
    void OnEnded(SessionRecord session, bool hadOutput);

    /// <summary>A session cannot be followed, or not any longer.</summary>
    void OnFailure(SessionRecord session, SessionLoggingException failure);
}

/// <summary>How logs are followed.</summary>
public sealed record LogFollowOptions
{
    /// <summary>How they are decoded; <see cref="SessionLogOptions.Tail"/>: only so many lines of what is there at first.</summary>
    public SessionLogOptions Reading { get; init; } = new();

    /// <summary>How long they are followed at most; <see langword="null"/>: until the sessions have ended.</summary>
    public TimeSpan? Timeout { get; init; }
}
