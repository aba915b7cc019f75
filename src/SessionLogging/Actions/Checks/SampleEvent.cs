using SessionLogging.Actions.Json;
using SessionLogging.Preferences.Document;

namespace SessionLogging.Actions.Checks;

/// <summary>A whole event as CloudTrail makes it of a call about a session, to try a pattern on.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Json">The event. TestEventPattern wants its id, account, source, time, region, resources and detail-type.</param>
/// <param name="IsIntended">Whether the action is for it.</param>
internal sealed record SampleEvent(string Name, string Json, bool IsIntended)
{
    private const string OtherUser = "arn:aws:iam::000000000000:user/nobody-else";
    private const string OtherTarget = "i-0ffffffffffffffff";
    private const string OtherDocument = "No-Such-Document";
    private const string DeniedCode = "AccessDeniedException";

    /// <summary>For each kind of event one that a filter is for, or is not for, and for each narrowing one that falls out.</summary>
    internal static IEnumerable<SampleEvent> For(SessionEventFilter filter, ActionPlace place)
    {
        var user = filter.UserArns is [var arn, ..] ? (arn is [.., '/'] ? arn + "somebody" : arn) : OtherUser;
        foreach (var kind in SessionEvents.All)
        {
            var call = new Call(
                kind.Operation(),
                user,
                filter.SessionTargets is [var target, ..] ? target : OtherTarget,
                filter.Documents is [var document, ..] ? document : null,
                filter.Outcome is SessionOutcome.Denied ? DeniedCode : null);
            var isIntended = filter.Events.Contains(kind);
            yield return call.As($"{call.Operation} as intended", place, isIntended);
            if (!isIntended)
            {
                continue;
            }

            if (filter.UserArns.Count > 0)
            {
                yield return (call with { User = OtherUser }).As($"{call.Operation} by somebody else", place, isIntended: false);
            }

            if (filter.SessionTargets.Count > 0)
            {
                yield return (call with { Target = OtherTarget }).As($"{call.Operation} on another target", place, isIntended: false);
            }

            if (filter.Documents.Count > 0)
            {
                yield return (call with { Document = OtherDocument }).As($"{call.Operation} with another document", place, isIntended: false);
                yield return (call with { Document = null }).As(
                    $"{call.Operation} without a document", place, filter.Documents.Contains(SessionDocumentName.AccountPreferences));
            }

            yield return (call with { Error = DeniedCode }).As($"denied {call.Operation}", place, filter.Outcome is not SessionOutcome.Succeeded);
            yield return (call with { Error = null }).As($"successful {call.Operation}", place, filter.Outcome is not SessionOutcome.Denied);
        }

        yield return new Call("SendCommand", user, OtherTarget, Document: null, Error: null).As("another call of Systems Manager", place, isIntended: false);
    }

    private sealed record Call(string Operation, string User, string Target, string? Document, string? Error)
    {
        internal SampleEvent As(string name, ActionPlace place, bool isIntended) => new(name, Json(place), isIntended);

        private string Json(ActionPlace place) => JsonOut.Object(json =>
        {
            json.WriteString("version", "0");
            json.WriteString("id", "00000000-0000-4000-8000-000000000000");
            json.WriteString("detail-type", SessionEventPattern.DetailType);
            json.WriteString("source", SessionEventPattern.Source);
            json.WriteString("account", place.AccountId);
            json.WriteString("time", "2024-10-15T21:22:09Z");
            json.WriteString("region", place.Region);
            json.WriteTexts("resources", []);
            json.WriteStartObject("detail");
            json.WriteString("eventSource", SessionEventPattern.EventSource);
            json.WriteString("eventName", Operation);
            json.WriteString("eventTime", "2024-10-15T21:22:05Z");
            json.WriteString("awsRegion", place.Region);
            json.WriteStartObject("userIdentity");
            json.WriteString("arn", User);
            json.WriteEndObject();
            if (Error is not null)
            {
                json.WriteString("errorCode", Error);
            }

            WriteParameters(json);
            json.WriteEndObject();
        });

        private void WriteParameters(Utf8JsonWriter json)
        {
            json.WriteStartObject("requestParameters");
            if (Operation != SessionEvent.Start.Operation())
            {
                json.WriteString("sessionId", "somebody-0123456789abcdef0");
            }
            else
            {
                json.WriteString("target", Target);
                if (Document is not null)
                {
                    json.WriteString("documentName", Document);
                }
            }

            json.WriteEndObject();
        }
    }
}
