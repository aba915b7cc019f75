using SessionLogging.Preferences.Document;

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

/// <summary>A Session document of AWS's own. Nobody else can have one of its name: names beginning <c>aws</c> and <c>amazon</c> are reserved (CreateDocument, Name).</summary>
/// <param name="Name">The document's name.</param>
/// <param name="SessionType">The type of its sessions.</param>
internal sealed record KnownDocument(string Name, string SessionType)
{
    internal const string Port = "Port";
    internal const string InteractiveCommands = "InteractiveCommands";
    internal const string NonInteractiveCommands = "NonInteractiveCommands";

    /// <summary>The document of ECS Exec.</summary>
    internal const string EcsExec = "AmazonECS-ExecuteInteractiveCommand";

    /// <remarks>
    /// The names stand in the Systems Manager User Guide ("Start a session", "AWS Systems Manager Documents"), the types in its "Session document schema".
    /// Documents of AWS's that are not here, such as <c>AWS-PasswordReset</c>, are read as any other.
    /// </remarks>
    private static readonly Dictionary<string, KnownDocument> All = new KnownDocument[]
    {
        new("AWS-StartPortForwardingSession", Port),
        new("AWS-StartPortForwardingSessionToRemoteHost", Port),
        new("AWS-StartPortForwardingSessionToSocket", Port),
        new("AWS-StartSSHSession", Port),
        new("AWS-StartInteractiveCommand", InteractiveCommands),
        new("AWS-StartNonInteractiveCommand", NonInteractiveCommands),
        new(EcsExec, InteractiveCommands),
    }.ToDictionary(document => document.Name);

    /// <summary>The document of this name, or of this ARN without an account; <see langword="null"/> where it is not a known one of AWS's.</summary>
    internal static KnownDocument? Find(string nameOrArn)
    {
        var name = nameOrArn.Substring(nameOrArn.LastIndexOf('/') + 1);
        return All.TryGetValue(name, out var document) ? document : null;
    }
}
