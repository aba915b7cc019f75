using SessionLogging.Actions.Json;
using SessionLogging.Preferences.Document;

namespace SessionLogging.Actions;

/// <summary>The event pattern of a rule, which says the same as a <see cref="SessionEventFilter"/>.</summary>
/// <remarks>EventBridge knows of sessions through CloudTrail: members of <c>detail</c> are those of a CloudTrail event.</remarks>
public static class SessionEventPattern
{
    /// <summary>The longest pattern that PutRule takes, in characters.</summary>
    public const int Longest = 4096;

    /// <summary>The service whose calls the pattern is about.</summary>
    internal const string EventSource = "ssm.amazonaws.com";

    /// <summary>The source of events about Systems Manager.</summary>
    internal const string Source = "aws.ssm";

    /// <summary>The kind of events that CloudTrail makes of calls.</summary>
    internal const string DetailType = "AWS API Call via CloudTrail";

    private const string Denied = "AccessDenied";

    /// <summary>Writes the pattern.</summary>
    /// <exception cref="SessionActionException">The filter breaks a rule, or the pattern is too long (<c>PatternTooLong</c>).</exception>
    public static string Write(SessionEventFilter filter)
    {
        filter.Require();
        var text = JsonOut.Object(json =>
        {
            json.WriteTexts("source", [Source]);
            json.WriteTexts("detail-type", [DetailType]);
            json.WriteStartObject("detail");
            WriteDetail(json, filter);
            json.WriteEndObject();
        });
        return text.Length <= Longest
            ? text
            : throw SessionActionException.Invalid(
                "PatternTooLong",
                FormattableString.Invariant($"The event pattern would have {text.Length:N0} characters; EventBridge takes {Longest:N0}."),
                "Name fewer users, targets or documents, or register several actions.");
    }

    /// <summary>Reads a pattern that <see cref="Write"/> wrote.</summary>
    /// <param name="pattern">The rule's pattern.</param>
    /// <param name="isExact">Whether the filter says all that the pattern says; otherwise it is the part that could be read.</param>
    /// <returns>The filter, or <see langword="null"/> where the pattern is not about sessions.</returns>
    public static SessionEventFilter? Read(string? pattern, out bool isExact)
    {
        isExact = false;
        if (JsonReading.Parse(pattern)?.Member("detail") is not { } detail || !detail.Texts("eventSource").Contains(EventSource))
        {
            return null;
        }

        var filter = ReadDetail(detail);
        isExact = filter.Events.Count == detail.Texts("eventName").Count && IsWritten(filter, pattern);
        return filter;
    }

    private static bool IsWritten(SessionEventFilter filter, string? pattern)
    {
        try
        {
            return JsonEquality.Same(Write(filter), pattern);
        }
        catch (SessionActionException)
        {
            return false;
        }
    }

    private static void WriteDetail(Utf8JsonWriter json, SessionEventFilter filter)
    {
        json.WriteTexts("eventSource", [EventSource]);
        json.WriteTexts("eventName", filter.Events.Select(SessionEvents.Operation));
        if (filter.UserArns.Count > 0)
        {
            json.WriteStartObject("userIdentity");
            json.WriteStartArray("arn");
            foreach (var arn in filter.UserArns)
            {
                WriteUser(json, arn);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        WriteParameters(json, filter);
        WriteOutcome(json, filter.Outcome);
    }

    private static void WriteUser(Utf8JsonWriter json, string arn)
    {
        if (arn is [.., '/'])
        {
            WriteMatcher(json, matcher => matcher.WriteString("prefix", arn));
        }
        else
        {
            json.WriteStringValue(arn);
        }
    }

    private static void WriteParameters(Utf8JsonWriter json, SessionEventFilter filter)
    {
        // A session of the account's preferences usually names no document at all.
        var orNone = filter.Documents.Contains(SessionDocumentName.AccountPreferences);
        if (filter.SessionTargets.Count > 0 || (filter.Documents.Count > 0 && !orNone))
        {
            json.WriteStartObject("requestParameters");
            if (filter.SessionTargets.Count > 0)
            {
                json.WriteTexts("target", filter.SessionTargets);
            }

            if (filter.Documents.Count > 0 && !orNone)
            {
                json.WriteTexts("documentName", filter.Documents);
            }

            json.WriteEndObject();
        }

        if (orNone)
        {
            json.WriteStartArray("$or");
            WriteDocument(json, () => json.WriteTexts("documentName", filter.Documents));
            WriteDocument(json, () => WriteExists(json, "documentName", exists: false));
            json.WriteEndArray();
        }
    }

    private static void WriteDocument(Utf8JsonWriter json, Action writeName)
    {
        json.WriteStartObject();
        json.WriteStartObject("requestParameters");
        writeName();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteOutcome(Utf8JsonWriter json, SessionOutcome? outcome)
    {
        if (outcome is SessionOutcome.Succeeded)
        {
            WriteExists(json, "errorCode", exists: false);
        }
        else if (outcome is SessionOutcome.Denied)
        {
            json.WriteStartArray("errorCode");
            WriteMatcher(json, matcher => matcher.WriteString("prefix", Denied));
            json.WriteEndArray();
        }
    }

    private static void WriteExists(Utf8JsonWriter json, string name, bool exists)
    {
        json.WriteStartArray(name);
        WriteMatcher(json, matcher => matcher.WriteBoolean("exists", exists));
        json.WriteEndArray();
    }

    private static void WriteMatcher(Utf8JsonWriter json, Action<Utf8JsonWriter> write)
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    }

    private static SessionEventFilter ReadDetail(JsonElement detail)
    {
        var parameters = detail.Member("requestParameters");
        var alternatives = detail.Member("$or").OneOrMany().Select(one => one.Member("requestParameters"));
        return new SessionEventFilter
        {
            Events = [.. detail.Texts("eventName").Select(SessionEvents.Named).OfType<SessionEvent>()],
            UserArns = [.. detail.Member("userIdentity")?.Member("arn").OneOrMany().Select(ReadUser).OfType<string>() ?? []],
            SessionTargets = parameters?.Texts("target") ?? [],
            Documents = [.. alternatives.Prepend(parameters).SelectMany(one => one?.Texts("documentName") ?? [])],
            Outcome = ReadOutcome(detail),
        };
    }

    private static string? ReadUser(JsonElement matcher) => matcher.ValueKind is JsonValueKind.String ? matcher.GetString() : matcher.Text("prefix");

    private static SessionOutcome? ReadOutcome(JsonElement detail) =>
        detail.Member("errorCode").OneOrMany().Select(matcher =>
            matcher.Member("exists") is { ValueKind: JsonValueKind.False } ? SessionOutcome.Succeeded
            : matcher.Text("prefix") == Denied ? SessionOutcome.Denied
            : (SessionOutcome?)null).FirstOrDefault();
}
