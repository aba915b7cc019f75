using SessionLogging.Recorded;
using SessionLogging.Sessions.Reading;

namespace SessionLogging.Sessions.Origins;

/// <summary>How an attempt to start a session ended.</summary>
public enum AttemptOutcome : long
{
    /// <summary>The caller was not allowed to.</summary>
    Denied,

    /// <summary>It came to nothing for another reason, for example since the target was not connected.</summary>
    Failed,
}

/// <summary>Which attempts are asked for.</summary>
public enum AttemptSelection : long
{
    /// <summary>All that came to nothing.</summary>
    All,

    /// <summary>Those that were not allowed.</summary>
    Denied,

    /// <summary>Those that came to nothing for another reason.</summary>
    Failed,
}

/// <summary>A call of StartSession that came to nothing, as CloudTrail has recorded it.</summary>
public sealed record SessionAttempt
{
    // Services write the same refusal in several ways: AccessDenied, AccessDeniedException, Client.UnauthorizedOperation.
    private static readonly string[] Denials = ["AccessDenied", "UnauthorizedOperation", "Client.UnauthorizedOperation", "Client.UnauthorizedAccess", "NotAuthorized"];

    /// <summary>The account; <see langword="null"/> where STS could not be reached and CloudTrail does not say it.</summary>
    public string? AccountId { get; init; }

    /// <summary>The account's name, where its organisation was asked for it.</summary>
    public string? AccountName { get; init; }

    /// <summary>The Region's system name.</summary>
    public required string Region { get; init; }

    /// <summary>When it was made, in UTC, in whole seconds.</summary>
    public required DateTimeOffset EventTime { get; init; }

    /// <summary>How it ended.</summary>
    public required AttemptOutcome Outcome { get; init; }

    /// <summary>The error's code, in CloudTrail's words; <see langword="null"/> where neither a session nor an error was recorded.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What the error said.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The ARN of the IAM identity; a service has none.</summary>
    public string? Owner { get; init; }

    /// <summary>The name of the IAM user, of the role's session, or <c>root</c>. A role session's name is its caller's own choice.</summary>
    public string? UserName { get; init; }

    /// <summary>The user of IAM Identity Center who stands behind a role's session.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>Who assumed the role, as the first one to do so had to say.</summary>
    public string? SourceIdentity { get; init; }

    /// <summary>Where it came from: an IP address, a gateway's as well as a person's, or a service's name.</summary>
    public string? SourceIPAddress { get; init; }

    /// <summary>The program, as it calls itself.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The access key.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>Whether MFA was used; <see langword="null"/> where that is not known.</summary>
    public bool? MfaAuthenticated { get; init; }

    /// <summary>What the session was to go to, as it was asked for.</summary>
    public string? Target { get; init; }

    /// <summary>The Session document that was named.</summary>
    public string? DocumentName { get; init; }

    /// <summary>The remote host that a port was to be forwarded to.</summary>
    public string? Host { get; init; }

    /// <summary>The port that was to be forwarded to.</summary>
    public string? Port { get; init; }

    /// <summary>Why, in the words of the caller: data, never to be run or rendered.</summary>
    public string? Reason { get; init; }

    /// <summary>The id of CloudTrail's record.</summary>
    public string? EventId { get; init; }

    /// <summary>How a call with such an error ended.</summary>
    internal static AttemptOutcome OutcomeOf(string? errorCode) =>
        errorCode is not null && Denials.Any(denial => errorCode.StartsWith(denial, StringComparison.OrdinalIgnoreCase)) ? AttemptOutcome.Denied : AttemptOutcome.Failed;

    internal static SessionAttempt Of(SessionOrigin origin, string? accountId, string? accountName, string region) => new()
    {
        AccountId = accountId ?? origin.AccountId,
        AccountName = accountName,
        Region = region,
        EventTime = origin.EventTime,
        Outcome = OutcomeOf(origin.ErrorCode),
        ErrorCode = origin.ErrorCode,
        ErrorMessage = origin.ErrorMessage,
        Owner = origin.Owner,
        UserName = origin.UserName,
        OnBehalfOf = origin.OnBehalfOf,
        SourceIdentity = origin.SourceIdentity,
        SourceIPAddress = origin.SourceIPAddress,
        UserAgent = origin.UserAgent,
        AccessKeyId = origin.AccessKeyId,
        MfaAuthenticated = origin.MfaAuthenticated,
        Target = origin.Target,
        DocumentName = origin.DocumentName,
        Host = origin.Host,
        Port = origin.Port,
        Reason = origin.Reason,
        EventId = origin.EventId,
    };
}

/// <summary>The attempts to start sessions in one account and Region that came to nothing, out of CloudTrail's Event history.</summary>
/// <param name="account">The account in a Region.</param>
/// <param name="accountId">Its id; <see langword="null"/> where it is not known.</param>
/// <param name="history">The Event history; the account's where none is given.</param>
public sealed class SessionAttempts(IAccount account, string? accountId, CallHistory? history = null)
{
    private readonly CallHistory _history = history ?? new CallHistory(account, accountId);

    /// <summary>Reads them.</summary>
    /// <param name="outcome">Which.</param>
    /// <param name="selection">By whom and to what.</param>
    /// <param name="window">When they were made.</param>
    /// <param name="take">Takes them as they come, page by page; a page's newest first.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>What was covered. A failure for good is told there, and not thrown.</returns>
    /// <exception cref="ReportRequestException">By the service's clock the window is too old or has not begun.</exception>
    public Task<CallHistoryReach> ReadAsync(
        AttemptSelection outcome, SessionSelection selection, ReportWindow window, Action<IReadOnlyList<SessionAttempt>> take, CancellationToken cancellationToken) => _history.ReadAsync(
        SessionOrigin.Operation,
        window,
        calls =>
        {
            var attempts = calls.Select(call => SessionOrigin.Of(call, static text => text)).OfType<SessionOrigin>()
                .Where(origin => !origin.IsGranted && origin.EventTime >= window.After && (window.IsOpen || origin.EventTime < window.Before) && selection.Takes(origin.AsSession()))
                .Select(origin => SessionAttempt.Of(origin, accountId, account.Connection.AccountName, account.Region))
                .Where(attempt => outcome is AttemptSelection.All || attempt.Outcome is AttemptOutcome.Denied == outcome is AttemptSelection.Denied)
                .ToList();
            if (attempts.Count > 0)
            {
                take(attempts);
            }
        },
        cancellationToken);
}
