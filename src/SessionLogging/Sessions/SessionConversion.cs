using SessionLogging.Accounts;

namespace SessionLogging.Sessions;

/// <summary>What a report says of a session before anybody looked for its log.</summary>
public static class SessionConversion
{
    /// <summary>The session's record.</summary>
    /// <param name="session">The session.</param>
    /// <param name="accountId">The account; <see langword="null"/> where STS could not be reached.</param>
    /// <param name="region">The Region's system name.</param>
    public static SessionRecord ToRecord(this Session session, string? accountId, string region) => new()
    {
        AccountId = accountId,
        Region = region,
        SessionId = session.SessionId,
        Owner = session.Owner,
        UserName = OwnerName.Of(session.Owner),
        Target = session.Target,
        Status = session.Status,
        StartDate = session.StartDate?.ToUniversalTime(),
        EndDate = session.EndDate?.ToUniversalTime(),
        DocumentName = session.DocumentName,
        Reason = session.Reason,
        AccessType = session.AccessType,
    };
}
