using SessionLogging.Actions.Json;
using SessionLogging.Text;

namespace SessionLogging.Actions;

/// <summary>The text that an action hands to its target, with fields in angle brackets that EventBridge fills from the event.</summary>
/// <remarks>
/// EventBridge wants a template that is no JSON object in quotes, for several lines each line in its own, and has no way to write an angle
/// bracket that begins no variable. Values of variables are put in as data: EventBridge escapes them itself.
/// </remarks>
public sealed class ActionMessage
{
    /// <summary>The longest template that PutTargets takes, in characters.</summary>
    public const int Longest = 8192;

    private static readonly Regex Bracketed = new(
        "<(?<name>[^<>]*)>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static readonly char[] LineEnds = ['\n'];

    private ActionMessage(string text) => Text = text;

    /// <summary>The text as a person writes it.</summary>
    public string Text { get; }

    /// <summary>Takes a text with fields, for example <c>&lt;event&gt; by &lt;user&gt;</c>. Everything else in it is text as it is, quotes and backslashes included.</summary>
    /// <exception cref="SessionActionException">The text names an unknown field, holds an angle bracket or a control character, is empty or too long.</exception>
    public static ActionMessage Parse(string text)
    {
        var plain = text.Replace("\r\n", "\n");
        if (plain.Trim().Length == 0)
        {
            throw SessionActionException.Invalid("MessageEmpty", "The message has no text.", "Give a text, or leave -Message out.");
        }

        if (!Unicode.IsWellFormed(plain) || plain.Any(c => char.IsControl(c) && c is not ('\n' or '\t')))
        {
            throw SessionActionException.Invalid(
                "MessageControlCharacters", "The message holds control characters or half a surrogate pair.", "Leave them out.");
        }

        RequireFields(plain);
        var message = new ActionMessage(plain);
        return message.Template(inLines: true).Length <= Longest
            ? message
            : throw SessionActionException.Invalid(
                "MessageTooLong",
                FormattableString.Invariant($"Quoted as EventBridge asks, the message would have more than {Longest:N0} characters."),
                "Shorten it.");
    }

    /// <summary>A message that a person can read: what was done, by whom and where, for the events of a filter.</summary>
    public static ActionMessage Default(SessionEventFilter filter)
    {
        var starts = filter.Events.Contains(SessionEvent.Start);
        var others = filter.Events.Any(one => one is not SessionEvent.Start);
        string?[] lines =
        [
            "Session Manager: <event> by <user>",
            filter.Outcome switch
            {
                SessionOutcome.Succeeded => "Result: succeeded",
                SessionOutcome.Denied => "Result: denied (<error>)",
                _ => "Error code (none: it succeeded): <error>",
            },
            "Session: <session>",
            others ? "Session named in the call: <named-session>" : null,
            starts ? "Target: <target>" : null,
            starts ? "Document (none: the account's preferences): <document>" : null,
            starts ? "Tunnel to host and port (none: no tunnel, or to the target itself): <host> <port>" : null,
            starts ? "Reason: <reason>" : null,
            "Time: <time>",
            "Account and Region: <account>, <region>",
        ];
        return new ActionMessage(string.Join("\n", lines.OfType<string>()));
    }

    /// <summary>Reads a template that this class wrote, or that looks like one of its own.</summary>
    /// <returns>The message's text; a template in another form as it is.</returns>
    internal static string ReadTemplate(string template)
    {
        var lines = template.Split(LineEnds).Select(line => JsonReading.Parse(line)).ToList();
        return lines.TrueForAll(line => line is { ValueKind: JsonValueKind.String })
            ? string.Join("\n", lines.Select(line => line!.Value.GetString()))
            : template;
    }

    /// <summary>The template as EventBridge takes it.</summary>
    /// <param name="inLines">Whether each line is quoted by itself, as a topic's subscribers are to see them; otherwise the whole is one JSON string.</param>
    internal string Template(bool inLines) =>
        inLines ? string.Join("\n", Text.Split(LineEnds).Select(Quoted)) : Quoted(Text);

    /// <summary>Writes the members of an <c>InputTransformer</c>.</summary>
    internal void WriteTransformer(Utf8JsonWriter json, bool inLines)
    {
        json.WriteStartObject("InputPathsMap");
        foreach (var field in MessageField.All.Where(field => Text.Contains($"<{field.Name}>")))
        {
            json.WriteString(field.Name, field.Path);
        }

        json.WriteEndObject();
        json.WriteString("InputTemplate", Template(inLines));
    }

    private static void RequireFields(string text)
    {
        foreach (Match match in Bracketed.Matches(text))
        {
            if (MessageField.Find(match.Groups["name"].Value) is null)
            {
                throw SessionActionException.Invalid(
                    "MessageFieldUnknown", $"Nothing fills {Unicode.Quote(match.Value)} in the message.", $"Use {KnownFields()}.");
            }
        }

        if (Bracketed.Replace(text, "").IndexOfAny(['<', '>']) >= 0)
        {
            throw SessionActionException.Invalid(
                "MessageAngleBracket",
                "EventBridge takes every angle bracket for that of a field, and there is no way to write one as text.",
                $"Leave '<' and '>' out, except about {KnownFields()}.");
        }
    }

    private static string Quoted(string line) => $"\"{JsonOut.Inside(line)}\"";

    private static string KnownFields() => string.Join(", ", MessageField.All.Select(field => $"<{field.Name}>"));
}

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
