using SessionLogging.Accounts;
using SessionLogging.Preferences;

namespace SessionLogging.Sessions.Logging;

/// <summary>What decides whether and how a session is logged, as far as the session itself tells it.</summary>
internal enum LoggedBy
{
    /// <summary>The account's preferences.</summary>
    AccountPreferences,

    /// <summary>The document that the session named.</summary>
    NamedDocument,

    /// <summary>A document of AWS's that says nothing about logging.</summary>
    AwsDocument,

    /// <summary>The configuration of an ECS cluster.</summary>
    EcsCluster,
}

/// <summary>The kind of a session.</summary>
/// <param name="LoggedBy">What decides about its logging.</param>
/// <param name="DocumentName">The document that decides, or that the session named.</param>
/// <param name="SessionType">The session's type, where the document's name tells it.</param>
internal sealed record SessionKind(LoggedBy LoggedBy, string DocumentName, string? SessionType)
{
    internal static SessionKind Of(Session session)
    {
        var name = session.DocumentName ?? "";
        var known = KnownDocument.Find(name);
        if (known?.SessionType is KnownDocument.Port)
        {
            return new SessionKind(LoggedBy.AwsDocument, known.Name, known.SessionType);
        }

        if (known?.Name is KnownDocument.EcsExec || IsInContainer(session))
        {
            return new SessionKind(LoggedBy.EcsCluster, KnownDocument.EcsExec, KnownDocument.InteractiveCommands);
        }

        if (name is "" or SessionDocumentName.AccountPreferences)
        {
            return new SessionKind(LoggedBy.AccountPreferences, SessionDocumentName.AccountPreferences, SessionType: null);
        }

        return known is null
            ? new SessionKind(LoggedBy.NamedDocument, name, SessionType: null)
            : new SessionKind(LoggedBy.AwsDocument, known.Name, known.SessionType);
    }

    private static bool IsInContainer(Session session) =>
        session.Target?.StartsWith("ecs:", StringComparison.Ordinal) is true
        || session.SessionId.StartsWith("ecs-execute-command-", StringComparison.Ordinal);
}
