namespace SessionLogging.Actions;

/// <summary>A field of a message, which EventBridge fills from the event. A field that an event does not carry stays empty.</summary>
/// <param name="Name">Its name, which stands in the message as <c>&lt;Name&gt;</c> and names EventBridge's variable.</param>
/// <param name="Path">Where the value lies in the event, as a JSON path.</param>
/// <param name="Meaning">What it is filled with.</param>
public sealed record MessageField(string Name, string Path, string Meaning)
{
    /// <summary>The fields that a message can hold.</summary>
    public static IReadOnlyList<MessageField> All { get; } =
    [
        new("event", "$.detail.eventName", "StartSession, ResumeSession or TerminateSession"),
        new("error", "$.detail.errorCode", "the error code; empty where the call succeeded"),
        new("user", "$.detail.userIdentity.arn", "the ARN of who made the call"),
        new("session", "$.detail.responseElements.sessionId", "the session's id as the call was answered; empty where it was refused"),
        new("named-session", "$.detail.requestParameters.sessionId", "the session's id as the caller named it (ResumeSession and TerminateSession)"),
        new("target", "$.detail.requestParameters.target", "the node (StartSession)"),
        new("document", "$.detail.requestParameters.documentName", "the Session document (StartSession); empty where none was named"),
        new("host", Parameter("host"), "the host behind the node that a tunnel leads to (port forwarding to a remote host)"),
        new("port", Parameter("portNumber"), "the port that a tunnel leads to (port forwarding, SSH)"),
        new("local-port", Parameter("localPortNumber"), "the port on the caller's machine that a tunnel begins at"),
        new("reason", "$.detail.requestParameters.reason", "the reason given (StartSession)"),
        new("time", "$.detail.eventTime", "when the call was made, in UTC"),
        new("address", "$.detail.sourceIPAddress", "the address that the call came from"),
        new("region", "$.region", "the Region"),
        new("account", "$.account", "the account's id"),
    ];

    internal static MessageField? Find(string name) => All.FirstOrDefault(field => field.Name == name);

    // The parameters of a Session document map names to lists of text, of which these have one item.
    private static string Parameter(string name) => $"$.detail.requestParameters.parameters.{name}[0]";
}
