using SessionLogging.Text;

namespace SessionLogging.Logs.Sources;

/// <summary>What came of looking for a log at one place.</summary>
public enum LogPlaceOutcome : long
{
    /// <summary>There is nothing.</summary>
    Absent,

    /// <summary>There is no such bucket or log group.</summary>
    NoContainer,

    /// <summary>What lies there is no log: zero bytes, no event, or the agent's word that it could not make one.</summary>
    Empty,

    /// <summary>The credentials may not read it, so whether it is there is not known.</summary>
    Denied,

    /// <summary>It could not be read otherwise, so whether it is there is not known.</summary>
    Failed,
}

/// <summary>A place where a log was looked for.</summary>
/// <param name="Place">Where: <c>s3://BUCKET/KEY</c>, or <c>LOGGROUP:LOGSTREAM</c>.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Words">The same in words.</param>
public sealed record LogPlaceAttempt(string Place, LogPlaceOutcome Outcome, string Words)
{
    /// <summary>The call that failed; <see langword="null"/> where none did.</summary>
    public AwsCallException? Failure { get; init; }
}

/// <summary>A session's log is not there, or cannot be read.</summary>
public sealed class StoredLogException : SessionLoggingException
{
    private StoredLogException(string id, FailureCategory category, string sessionId, string message, string? remedy)
        : base(message)
    {
        ErrorId = id;
        Category = category;
        SessionId = sessionId;
        RecommendedAction = remedy;
    }

    /// <summary><c>LogNotFound</c>, <c>LogDenied</c>, <c>LogNotRead</c> or <c>LogChanged</c>.</summary>
    public override string ErrorId { get; }

    /// <inheritdoc/>
    public override FailureCategory Category { get; }

    /// <inheritdoc/>
    public override string? RecommendedAction { get; }

    /// <inheritdoc/>
    public override object Subject => SessionId;

    /// <summary>The session.</summary>
    public string SessionId { get; }

    /// <summary>Each place that was tried, and what came of it.</summary>
    public IReadOnlyList<LogPlaceAttempt> Attempts { get; private init; } = [];

    /// <summary>No place holds a log, as far as could be seen.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="attempts">What was tried.</param>
    /// <param name="reasons">Why there may be none, in sentences; said only where every place could be looked at.</param>
    /// <param name="advice">What to do where nothing was denied; <see langword="null"/>: nothing.</param>
    internal static StoredLogException NotFound(string sessionId, IReadOnlyList<LogPlaceAttempt> attempts, IEnumerable<string> reasons, string? advice)
    {
        var denied = attempts.FirstOrDefault(attempt => attempt.Outcome is LogPlaceOutcome.Denied);
        var failed = attempts.FirstOrDefault(attempt => attempt.Outcome is LogPlaceOutcome.Failed);
        var (id, category, remedy) =
            denied is not null ? ("LogDenied", FailureCategory.Denied, AdviceFor(denied))
            : failed is not null ? ("LogNotRead", failed.Failure?.Category ?? FailureCategory.Unavailable, failed.Failure?.RecommendedAction)
            : ("LogNotFound", FailureCategory.NotFound, advice);
        var what = (denied ?? failed) is null ? $"There is no log of the session {sessionId}." : $"The log of the session {sessionId} could not be read.";
        var tried = attempts.Select(attempt => $"{attempt.Place}: {attempt.Words}");
        return new StoredLogException(id, category, sessionId, string.Join(" ", new[] { what }.Concat(tried).Concat((denied ?? failed) is null ? reasons : [])), remedy) { Attempts = attempts };
    }

    /// <summary>An object was replaced while it was read.</summary>
    internal static StoredLogException Changed(string sessionId, string place) => new(
        "LogChanged",
        FailureCategory.Conflict,
        sessionId,
        $"The log of the session {sessionId} at {place} was replaced by another one while it was read: what was read of it is no whole log.",
        "Run the command again. A log is written once: look who else writes to the bucket.");

    private static string AdviceFor(LogPlaceAttempt denied) => denied.Failure switch
    {
        { Service: "S3", Action: "s3:GetObject" } failure =>
            $"{failure.RecommendedAction} Without s3:ListBucket on the bucket, S3 answers so for an object that is not there as well.",
        { Action: "s3:ListBucket" } failure => $"{failure.RecommendedAction} Without it S3 does not say whether the object is there.",
        var failure => failure?.RecommendedAction ?? "",
    };

    /// <summary>What a failed call at a place comes to.</summary>
    internal static LogPlaceAttempt Of(string place, AwsCallException failure) => failure switch
    {
        { Kind: AwsCallFailure.Denied } => new(place, LogPlaceOutcome.Denied, Wording.Reason(failure)) { Failure = failure },
        { Kind: AwsCallFailure.NotFound, Code: "NoSuchBucket" } => new(place, LogPlaceOutcome.NoContainer, "there is no such bucket."),
        { Kind: AwsCallFailure.NotFound, Service: "CloudWatch Logs" } when failure.Answer.Contains("log group") => new(place, LogPlaceOutcome.NoContainer, "there is no such log group."),
        { Kind: AwsCallFailure.NotFound } => new(place, LogPlaceOutcome.Absent, "it is not there."),
        { Code: "InvalidObjectState" } => new(place, LogPlaceOutcome.Failed, "it was moved to an archive class of S3 and has to be restored first (aws s3api restore-object).") { Failure = failure },
        _ => new(place, LogPlaceOutcome.Failed, failure.Message) { Failure = failure },
    };
}
