using SessionLogging.Recorded;

namespace SessionLogging.Sessions.Origins;

/// <summary>What a call of StartSession tells of a session: who asked for it, from where, and for what.</summary>
public sealed record SessionOrigin
{
    /// <summary>The operation that starts sessions; services other than Systems Manager have one of the same name.</summary>
    internal const string Operation = "StartSession";

    private const string Service = "ssm.amazonaws.com";

    /// <summary>When it was called, in UTC, in whole seconds.</summary>
    public required DateTimeOffset EventTime { get; init; }

    /// <summary>The id of CloudTrail's record.</summary>
    public string? EventId { get; init; }

    /// <summary>The account in whose Event history it is.</summary>
    public string? AccountId { get; init; }

    /// <summary>The session that was granted; <see langword="null"/> where none was.</summary>
    public string? SessionId { get; init; }

    /// <summary>The ARN of the IAM identity; a service has none.</summary>
    public string? Owner { get; init; }

    /// <summary>The name of the IAM user, of the role's session, or <c>root</c>. A role session's name is its caller's own choice: <see cref="OnBehalfOf"/> and <see cref="SourceIdentity"/> rank above it.</summary>
    public string? UserName { get; init; }

    /// <summary>What the session was to go to.</summary>
    public string? Target { get; init; }

    /// <summary>The Session document that was named.</summary>
    public string? DocumentName { get; init; }

    /// <summary>Why, in the words of the caller: data, never to be run or rendered.</summary>
    public string? Reason { get; init; }

    /// <summary>Where the call came from: an IP address, a gateway's as well as a person's, or a service's name.</summary>
    public string? SourceIPAddress { get; init; }

    /// <summary>The program, as it calls itself.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The access key.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>Whether MFA was used; <see langword="null"/> where the event cannot know it.</summary>
    public bool? MfaAuthenticated { get; init; }

    /// <summary>The user of IAM Identity Center who stands behind a role's session.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>Who assumed the role, as the first one to do so had to say.</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>The remote host that a port was to be forwarded to.</summary>
    public string? Host { get; init; }

    /// <summary>The port that was to be forwarded to.</summary>
    public string? Port { get; init; }

    /// <summary>How it failed; <see langword="null"/> where it did not.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What the error said.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Whether a session was granted.</summary>
    internal bool IsGranted => ErrorCode is null && SessionId is not null;

    /// <summary>Whether DescribeSessions gave the session too.</summary>
    internal bool IsListed { get; set; }

    /// <summary>What a recorded call tells; <see langword="null"/> where it is not Session Manager's StartSession.</summary>
    /// <param name="call">The call.</param>
    /// <param name="keep">Gives one text for all that are the same, so that many origins need little memory.</param>
    internal static SessionOrigin? Of(RecordedCall call, Func<string?, string?> keep) => call.EventSource != Service || call.EventName != Operation ? null : new()
    {
        EventTime = call.EventTime,
        EventId = call.EventId,
        AccountId = keep(call.AccountId),
        SessionId = call.Answer.SessionId,
        Owner = keep(call.Caller.Arn),
        UserName = keep(CallerName.Of(call.Caller)),
        Target = keep(call.Request.Target),
        DocumentName = keep(call.Request.DocumentName),
        Reason = keep(call.Request.Reason),
        SourceIPAddress = keep(call.SourceIPAddress),
        UserAgent = keep(call.UserAgent),
        AccessKeyId = keep(call.Caller.AccessKeyId),
        MfaAuthenticated = call.Caller.MfaAuthenticated,
        OnBehalfOf = keep(call.Caller.OnBehalfOf),
        SourceIdentity = keep(call.Caller.SourceIdentity),
        Host = keep(Parameter(call, "host")),
        Port = keep(Parameter(call, "portNumber")),
        ErrorCode = keep(call.ErrorCode),
        ErrorMessage = keep(call.ErrorMessage),
    };

    /// <summary>The session as DescribeSessions would tell it, as far as the call does: no status and no end.</summary>
    internal Session AsSession() => new()
    {
        SessionId = SessionId ?? "", Owner = Owner, Target = Target, StartDate = EventTime, DocumentName = DocumentName, Reason = Reason, IsGrantedOnly = true,
    };

    private static string? Parameter(RecordedCall call, string name) =>
        call.Request.Parameters.FirstOrDefault(parameter => string.Equals(parameter.Key, name, StringComparison.OrdinalIgnoreCase)).Value is { Count: > 0 } values ? string.Join(", ", values) : null;
}

/// <summary>Keeps one text for all that are the same. Not for several threads at once.</summary>
internal sealed class SharedTexts
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    internal string? Keep(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (_texts.TryGetValue(text, out var kept))
        {
            return kept;
        }

        _texts.Add(text, text);
        return text;
    }
}
