namespace SessionLogging.Sessions;

/// <summary>What sessions are grouped by.</summary>
public enum SessionGrouping
{
    /// <summary>The ARN of the identity.</summary>
    Owner,

    /// <summary>The identity's name.</summary>
    UserName,

    /// <summary>The node.</summary>
    Target,

    /// <summary>The Session document.</summary>
    Document,

    /// <summary>The day of the start, <c>yyyy-MM-dd</c>, in a time zone.</summary>
    Day,

    /// <summary>The hour of the day of the start, <c>00</c> to <c>23</c>, in a time zone.</summary>
    Hour,

    /// <summary>The session's status.</summary>
    Status,

    /// <summary>What became of the log.</summary>
    LogStatus,

    /// <summary>The account.</summary>
    AccountId,

    /// <summary>The Region.</summary>
    Region,

    /// <summary>What became of the log in S3.</summary>
    S3LogStatus,

    /// <summary>What became of the log in CloudWatch Logs.</summary>
    CloudWatchLogStatus,

    /// <summary>Why it cannot be told what became of the log; sessions of which it can are those without a key.</summary>
    UnknownReason,

    /// <summary>The name of the role that was assumed.</summary>
    Role,

    /// <summary>The name of the IAM Identity Center permission set.</summary>
    PermissionSet,

    /// <summary>The account's name, where its organisation was asked for it.</summary>
    AccountName,

    /// <summary>Who knows of the session: Session Manager's list, CloudTrail's Event history, or both. Without -IncludeOrigin nobody compared them.</summary>
    Source,

    /// <summary>Why one of the two does not know of the session; those that both know are those without a key.</summary>
    SourceReason,

    /// <summary>The network that StartSession was called from: of an IPv4 address its first three numbers (<c>192.0.2.0/24</c>), of an IPv6 address its first 48 bits, else the name that the call has in its place.</summary>
    SourceNetwork,

    /// <summary>The program that called StartSession, without what it says of its system: <c>aws-cli/2.31.0</c>.</summary>
    UserAgent,

    /// <summary>Whether the caller had used a second factor; those of which the call does not tell are those without a key.</summary>
    MfaAuthenticated,

    /// <summary>The person of IAM Identity Center behind the role.</summary>
    OnBehalfOf,

    /// <summary>Whether a reason was given.</summary>
    HasReason,
}

/// <summary>Figures of the sessions that have something in common.</summary>
public sealed record SessionSummary
{
    private readonly LogFigures _logs;
    private readonly TimeSpan _total;
    private readonly TimeSpan? _longest;

    internal SessionSummary(LogFigures logs, TimeSpan total, TimeSpan? longest) => (_logs, _total, _longest) = (logs, total, longest);

    /// <summary>What they have in common; <see langword="null"/> for those of which it is not known, and for the total of all. Of several keys, the values one after another.</summary>
    public required string? Key { get; init; }

    /// <summary>The same by what was grouped by, for example <c>Day</c>; empty for the total of all.</summary>
    public required IReadOnlyDictionary<string, string?> Keys { get; init; }

    /// <summary>How many sessions.</summary>
    public required long Count { get; init; }

    /// <summary>How long they lasted together, <c>[d.]hh:mm:ss</c>; sessions that run do not count. In PowerShell it is a TimeSpan, as <see cref="SessionRecord.Duration"/> is.</summary>
    public string TotalDuration => _total.ToString("c");

    /// <summary>How long the longest lasted, <c>[d.]hh:mm:ss</c>; <see langword="null"/> where none has ended. In PowerShell it is a TimeSpan, as <see cref="SessionRecord.Duration"/> is.</summary>
    public string? LongestDuration => _longest?.ToString("c");

    /// <summary>How long they lasted together; sessions that run do not count.</summary>
    public TimeSpan GetTotalDuration() => _total;

    /// <summary>How long the longest lasted; <see langword="null"/> where none has ended.</summary>
    public TimeSpan? GetLongestDuration() => _longest;

    /// <summary>When the first started, in UTC.</summary>
    public required DateTimeOffset? FirstStart { get; init; }

    /// <summary>When the last started, in UTC.</summary>
    public required DateTimeOffset? LastStart { get; init; }

    /// <summary>Sessions whose log was seen, in one destination at least.</summary>
    public long Found => _logs.Found;

    /// <summary>Those of <see cref="Found"/> whose log is missing or empty in the other destination.</summary>
    public required long HalfLost { get; init; }

    /// <summary>Sessions whose log may still come.</summary>
    public long Pending => _logs.Pending;

    /// <summary>Sessions whose log should be there; nobody looked.</summary>
    public long Expected => _logs.Expected;

    /// <summary>Sessions of which it cannot be told, or was not worked out.</summary>
    public long Unknown => _logs.Unknown;

    /// <summary>Sessions where what was found is no log, and no other destination has one.</summary>
    public long Empty => _logs.Empty;

    /// <summary>Sessions whose log was looked for and is not there.</summary>
    public long Missing => _logs.Missing;

    /// <summary>Sessions of a kind that is never logged.</summary>
    public long NotLoggable => _logs.NotLoggable;

    /// <summary>Sessions for which no destination was named.</summary>
    public long NotConfigured => _logs.NotConfigured;

    /// <summary>The same in S3 alone.</summary>
    public required LogFigures S3 { get; init; }

    /// <summary>The same in CloudWatch Logs alone.</summary>
    public required LogFigures CloudWatch { get; init; }

    /// <summary>Why it cannot be told of the <see cref="Unknown"/> ones, the most frequent reason first.</summary>
    public required IReadOnlyList<UnknownReason> UnknownReasons { get; init => field = new PlainList<UnknownReason>(value); }
}

/// <summary>How many sessions have each log status in one destination. They add up to the sessions.</summary>
public sealed record LogFigures
{
    internal const int Statuses = (int)LogStatus.NotConfigured + 1;

    private readonly long[] _counts;

    internal LogFigures(IEnumerable<long> counts) => _counts = [.. counts];

    /// <summary>Where a status is counted; one that was not worked out counts as unknown.</summary>
    internal static int PlaceOf(LogStatus? status) => (int)(status ?? LogStatus.Unknown);

    /// <summary>Sessions whose log was seen.</summary>
    public long Found => _counts[(int)LogStatus.Found];

    /// <summary>Sessions whose log may still come.</summary>
    public long Pending => _counts[(int)LogStatus.Pending];

    /// <summary>Sessions whose log should be there; nobody looked.</summary>
    public long Expected => _counts[(int)LogStatus.Expected];

    /// <summary>Sessions of which it cannot be told, or was not worked out.</summary>
    public long Unknown => _counts[(int)LogStatus.Unknown];

    /// <summary>Sessions where what was found is no log.</summary>
    public long Empty => _counts[(int)LogStatus.Empty];

    /// <summary>Sessions whose log was looked for and is not there.</summary>
    public long Missing => _counts[(int)LogStatus.Missing];

    /// <summary>Sessions with nothing to log there.</summary>
    public long NotLoggable => _counts[(int)LogStatus.NotLoggable];

    /// <summary>Sessions for which no such destination was named.</summary>
    public long NotConfigured => _counts[(int)LogStatus.NotConfigured];
}

/// <summary>Why the log status of sessions is unknown.</summary>
/// <param name="Reason">The reason, without what belongs to one session alone.</param>
/// <param name="Count">How many sessions it holds for.</param>
public sealed record UnknownReason(string Reason, long Count)
{
    internal const string NotWorkedOut = "The log status was not worked out.";
    internal const string NotRecorded = "The reason was not recorded.";

    /// <summary>The reason of one session; <see langword="null"/> where its log status is known.</summary>
    internal static string? Of(SessionRecord session) => session.LogStatus switch
    {
        null => NotWorkedOut,
        LogStatus.Unknown => session.UnknownReason ?? NotRecorded,
        _ => null,
    };
}
