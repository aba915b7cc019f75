namespace SessionLogging.Sessions.Logging;

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
