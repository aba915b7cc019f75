using SessionLogging.Text;

namespace SessionLogging.Sessions;

/// <summary>One session of the report, and what became of its log.</summary>
public sealed record SessionRecord
{
    /// <summary>How long after a session's end its log may still come: long enough for Windows, and for CloudWatch to show it.</summary>
    internal static readonly TimeSpan UploadTime = TimeSpan.FromHours(1);

    private static readonly string[] BeforeLog =
    [
        nameof(AccountId), nameof(Region), nameof(SessionId), nameof(Owner), nameof(UserName), nameof(Target), nameof(TargetName), nameof(Platform),
        nameof(Status), nameof(StartDate), nameof(EndDate), nameof(Duration), nameof(DocumentName), nameof(SessionType), nameof(Reason), nameof(AccessType),
    ];

    private static readonly string[] OfLog =
    [
        nameof(LogStatus), nameof(LogDetail), nameof(S3LogStatus), nameof(S3Uri), nameof(CloudWatchLogStatus), nameof(LogGroupName), nameof(LogStreamName),
        nameof(UnknownReason),
    ];

    private static readonly string[] AfterLog = [nameof(ObservedAt), nameof(RoleName), nameof(PermissionSet), nameof(AccountName)];

    private static readonly string[] OfOrigin =
    [
        nameof(KnownFrom), nameof(OriginDetail), nameof(EventTime), nameof(EventId), nameof(SourceIPAddress), nameof(UserAgent), nameof(AccessKeyId), nameof(MfaAuthenticated),
        nameof(OnBehalfOf), nameof(SourceIdentity), nameof(Host), nameof(Port),
    ];

    private static readonly RecordField<SessionRecord>[] LogFields = Array.ConvertAll(OfLog, RecordField<SessionRecord>.Of);

    private static readonly RecordField<SessionRecord>[] OriginFields = Array.ConvertAll(OfOrigin, RecordField<SessionRecord>.Of);

    /// <summary>A record's fields, in the order in which they stand in files.</summary>
    internal static IReadOnlyList<RecordField<SessionRecord>> Fields { get; } =
        [.. BeforeLog.Select(RecordField<SessionRecord>.Of), .. LogFields, .. AfterLog.Select(RecordField<SessionRecord>.Of), .. OriginFields];

    /// <summary>The account; <see langword="null"/> where STS could not be reached.</summary>
    public string? AccountId { get; init; }

    /// <summary>The Region's system name.</summary>
    public required string Region { get; init; }

    /// <summary>The session's id.</summary>
    public required string SessionId { get; init; }

    /// <summary>The ARN of the IAM identity that started it.</summary>
    public string? Owner { get; init; }

    /// <summary>The name of the IAM user, of the role session, of the single sign-on user, or <c>root</c>, from <see cref="Owner"/>.</summary>
    public string? UserName { get; init; }

    /// <summary>The name of the role that was assumed, from <see cref="Owner"/>; <see langword="null"/> where none was.</summary>
    public string? RoleName => SessionOwner.Of(Owner)?.RoleName;

    /// <summary>The name of the IAM Identity Center permission set, from <see cref="Owner"/>; <see langword="null"/> where it was none.</summary>
    public string? PermissionSet => SessionOwner.Of(Owner)?.PermissionSet;

    /// <summary>The node, or what else the session went to.</summary>
    public string? Target { get; init; }

    /// <summary>The node's name, where it was asked for.</summary>
    public string? TargetName { get; init; }

    /// <summary>The node's platform, where it was asked for.</summary>
    public string? Platform { get; init; }

    /// <summary>The session's status, in the service's words.</summary>
    public string? Status { get; init; }

    /// <summary>When it started, in UTC; when it was granted, where <see cref="KnownFrom"/> is <c>StartSession</c>.</summary>
    public DateTimeOffset? StartDate { get; init; }

    /// <summary>When it ended, in UTC; <see langword="null"/> while it runs.</summary>
    public DateTimeOffset? EndDate { get; init; }

    /// <summary>How long it lasted, <c>[d.]hh:mm:ss</c>; <see langword="null"/> while it runs. In PowerShell it is the TimeSpan of <see cref="GetDuration"/>, and this what ConvertTo-Json writes.</summary>
    public string? Duration => GetDuration()?.ToString("c");

    /// <summary>How long it lasted; <see langword="null"/> while it runs.</summary>
    public TimeSpan? GetDuration() => EndDate - StartDate;

    /// <summary>The Session document that it used.</summary>
    public string? DocumentName { get; init; }

    /// <summary><c>Standard_Stream</c>, <c>InteractiveCommands</c>, <c>NonInteractiveCommands</c>, <c>Port</c>; <see langword="null"/> where it is not known.</summary>
    public string? SessionType { get; init; }

    /// <summary>Why it was started, in the words of its owner: data, never to be run or rendered.</summary>
    public string? Reason { get; init; }

    /// <summary><c>Standard</c> or <c>JustInTime</c>.</summary>
    public string? AccessType { get; init; }

    /// <summary>The best of the two destinations' statuses; <see langword="null"/> where it was not worked out.</summary>
    public LogStatus? LogStatus { get; init; }

    /// <summary>Why, in words.</summary>
    public string? LogDetail { get; init; }

    /// <summary>Why the status is <see cref="Sessions.LogStatus.Unknown"/>, without what belongs to this session alone: the same for all that it holds for. Otherwise <see langword="null"/>.</summary>
    public string? UnknownReason { get; init; }

    /// <summary>What became of the log in S3.</summary>
    public LogStatus? S3LogStatus { get; init; }

    /// <summary>Where the log is, or should be: <c>s3://bucket/key</c>.</summary>
    public string? S3Uri { get; init; }

    /// <summary>What became of the log in CloudWatch Logs.</summary>
    public LogStatus? CloudWatchLogStatus { get; init; }

    /// <summary>The log group where it is, or should be.</summary>
    public string? LogGroupName { get; init; }

    /// <summary>The log stream where it is, or should be: the session's id.</summary>
    public string? LogStreamName { get; init; }

    /// <summary>When this was observed, by the service's clock, in UTC; <see langword="null"/> where that was not recorded.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>The account's name, where its organisation was asked for it.</summary>
    public string? AccountName { get; init; }

    /// <summary>
    /// What it is known from: <c>Both</c>, <c>DescribeSessions</c>, or <c>StartSession</c>, CloudTrail's record of the call, alone: it was granted, and whether it
    /// was connected and how it ended is not known. <see langword="null"/> where the two were not compared.
    /// </summary>
    public string? KnownFrom { get; init; }

    /// <summary>Why it is not known from both; the same words for all that they hold for.</summary>
    public string? OriginDetail { get; init; }

    /// <summary>When StartSession was called, in UTC, in whole seconds.</summary>
    public DateTimeOffset? EventTime { get; init; }

    /// <summary>The id of CloudTrail's record of that call.</summary>
    public string? EventId { get; init; }

    /// <summary>Where the call came from: an IP address, a gateway's as well as a person's, or a service's name.</summary>
    public string? SourceIPAddress { get; init; }

    /// <summary>The program that made it, as it calls itself.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The access key that it was made with.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>Whether MFA was used; <see langword="null"/> where that is not known: of roles, federated users and those of IAM Identity Center unless CloudTrail says that it was.</summary>
    public bool? MfaAuthenticated { get; init; }

    /// <summary>The user of IAM Identity Center who stands behind a role's session: unlike the session's name not the caller's own choice.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>Who assumed the role, as the first one to do so had to say and nobody after could change.</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>The remote host that a port was forwarded to.</summary>
    public string? Host { get; init; }

    /// <summary>The port that was forwarded to.</summary>
    public string? Port { get; init; }

    /// <summary>Whether the log was found in one destination and is missing or empty in the other.</summary>
    internal bool IsHalfLost => LogStatus is Sessions.LogStatus.Found
        && (S3LogStatus is Sessions.LogStatus.Missing or Sessions.LogStatus.Empty || CloudWatchLogStatus is Sessions.LogStatus.Missing or Sessions.LogStatus.Empty);

    // Nothing was worked out; it was worked out; somebody looked.
    private int LogKnowledge => LogStatus is null ? 0
        : new[] { LogStatus, S3LogStatus, CloudWatchLogStatus }.Any(status => status is Sessions.LogStatus.Found or Sessions.LogStatus.Empty or Sessions.LogStatus.Missing) ? 2
        : 1;

    /// <summary>This record, with what another one of the same session says of the log where that rests on more: on looking, and not only on preferences; and of its origin, where this one does not say it.</summary>
    /// <remarks>
    /// A later report that does not look must not take away what a look has shown, and one that knows a session from CloudTrail alone not how it went. Where both say when they were observed, the later observation
    /// tells how the session went, whichever of the two was added last.
    /// </remarks>
    public SessionRecord KeepingLogOf(SessionRecord older) => older.ObservedAt > ObservedAt ? older.Knowing(this) : Knowing(older);

    private SessionRecord Knowing(SessionRecord other) => (KnownFrom, other.KnownFrom) switch
    {
        (Sessions.KnownFrom.StartSession, not Sessions.KnownFrom.StartSession) => other.WithLogOf(this).WithOriginOf(this),
        (null, not null) or (Sessions.KnownFrom.DescribeSessions, Sessions.KnownFrom.Both or Sessions.KnownFrom.StartSession) => WithLogOf(other).WithOriginOf(other),
        _ => WithLogOf(other),
    };

    // Of a session that one of them lists, both are known then.
    private SessionRecord WithOriginOf(SessionRecord other)
    {
        var kept = this with { };
        Array.ForEach(OriginFields, field => field.Copy(other, kept));
        return other.KnownFrom is Sessions.KnownFrom.StartSession && KnownFrom is not Sessions.KnownFrom.StartSession
            ? kept with { KnownFrom = Sessions.KnownFrom.Both, OriginDetail = null }
            : kept;
    }

    private SessionRecord WithLogOf(SessionRecord older)
    {
        if (older.LogKnowledge <= LogKnowledge)
        {
            return this;
        }

        var kept = this with { SessionType = older.SessionType ?? SessionType };
        Array.ForEach(LogFields, field => field.Copy(older, kept));
        return kept;
    }

    /// <summary>What the texts of a file's row say of the log of a session, and nothing else of it; a word that is no status is none.</summary>
    /// <param name="session">The session.</param>
    /// <param name="textOf">The text of a field, by its name; <see langword="null"/> where it is empty.</param>
    public static SessionRecord LogIn(SessionRecord session, Func<string, string?> textOf)
    {
        var log = new SessionRecord { Region = session.Region, SessionId = session.SessionId, SessionType = textOf(nameof(SessionType)) };
        Array.ForEach(LogFields, field => field.Parse(textOf(field.Name), log));
        foreach (var field in session.KnownFrom is Sessions.KnownFrom.StartSession ? Fields : OriginFields)
        {
            field.Parse(textOf(field.Name), log);
        }

        return log;
    }

    /// <summary>This record as far as it still holds at another time: what was to come then need not have come, and nobody has looked since.</summary>
    /// <param name="now">The time that it is judged at.</param>
    /// <returns>The record, a status <see cref="LogStatus.Pending"/> that is older than a log takes to come made <see cref="LogStatus.Unknown"/>.</returns>
    public SessionRecord AsOf(DateTimeOffset now)
    {
        if (!new[] { LogStatus, S3LogStatus, CloudWatchLogStatus }.Any(status => status is Sessions.LogStatus.Pending)
            || (ObservedAt ?? EndDate ?? StartDate) is not { } observed || now - observed < UploadTime)
        {
            return this;
        }

        var (s3, cloudWatch) = (Aged(S3LogStatus), Aged(CloudWatchLogStatus));
        var best = s3 is null || cloudWatch is null ? Aged(LogStatus) : s3 < cloudWatch ? s3 : cloudWatch;
        var when = ObservedAt is { } known ? $"last observed, on {Wording.Instant(known)}" : "observed, at a time that was not recorded";
        return this with
        {
            LogStatus = best,
            S3LogStatus = s3,
            CloudWatchLogStatus = cloudWatch,
            LogDetail = $"It was pending when {when}, and nobody has looked since. What was said then: {LogDetail}",
            UnknownReason = best is Sessions.LogStatus.Unknown ? "It was pending when last observed, and nobody has looked since." : UnknownReason,
        };
    }

    private static LogStatus? Aged(LogStatus? status) => status is Sessions.LogStatus.Pending ? Sessions.LogStatus.Unknown : status;

    /// <summary>The run of a report that gave it.</summary>
    internal ReportRun? Run { get; init; }
}

/// <summary>What a session is known from.</summary>
public static class KnownFrom
{
    /// <summary>Session Manager lists it, and CloudTrail has the call that started it.</summary>
    public const string Both = "Both";

    /// <summary>Session Manager lists it, and CloudTrail's Event history has no such call.</summary>
    public const string DescribeSessions = "DescribeSessions";

    /// <summary>CloudTrail has the call that granted it, and Session Manager does not list it.</summary>
    public const string StartSession = "StartSession";
}
