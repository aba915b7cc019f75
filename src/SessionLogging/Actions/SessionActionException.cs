namespace SessionLogging.Actions;

/// <summary>An action could not be registered, changed, found or removed; the message says what stands now.</summary>
public sealed class SessionActionException : SessionLoggingException
{
    internal SessionActionException(
        string errorId, FailureCategory category, string? actionName, string message, string remedy, SessionLoggingException? cause = null)
        : base(category, message, remedy, actionName, cause) => (ErrorId, ActionName) = (errorId, actionName);

    /// <summary>A stable name: that of the rule that the input breaks (for example <c>TopicIsFifo</c>), <c>ActionNotFound</c>, <c>ForeignRule</c>, <c>ManagedRule</c>, <c>ForeignTargets</c>, <c>TopicPolicyUnreadable</c>, <c>PolicyOverwritten</c>, <c>ActionIncomplete</c>, that of a finding on the target (for example <c>TopicMissing</c>), or that of the call that failed.</summary>
    public override string ErrorId { get; }

    /// <summary>The action's name; <see langword="null"/> where none is concerned.</summary>
    public string? ActionName { get; }

    /// <summary>What the command made or removed and could not take back, one thing each. Empty where nothing remained.</summary>
    public IReadOnlyList<string> Remains { get; init; } = [];

    internal static SessionActionException Invalid(string rule, string message, string remedy) =>
        new(rule, FailureCategory.InvalidInput, actionName: null, message, remedy);
}
