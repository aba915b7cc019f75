using SessionLogging.Sessions;

namespace SessionLogging.Rendering.Files;

/// <summary>What tells one session from another: ids are unique within an account and Region.</summary>
internal readonly record struct SessionKey(string AccountId, string Region, string SessionId)
{
    internal static SessionKey Of(SessionRecord session) => new(session.AccountId ?? "", session.Region, session.SessionId);
}
