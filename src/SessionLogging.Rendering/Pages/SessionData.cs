namespace SessionLogging.Rendering.Pages;

/// <summary>The sessions as the page's script reads them: each text once, as far as they are kept in mind, and rows of numbers.</summary>
/// <remarks>
/// A row is the start and the end in milliseconds since 1970, each with the minutes that its clock is ahead of UTC, the duration in seconds,
/// and for each field the place of its text, or the text itself once there are too many to number. What HTML gives a meaning to is written as an escape.
/// </remarks>
internal sealed class SessionData
{
    /// <summary>Texts that are numbered, and so kept in mind.</summary>
    internal const int MostTexts = 50_000;

    private const int MostPending = 64 * 1024;

    private readonly PageTime _time;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<string> _texts = [""];

    private SessionData(PageTime time) => _time = time;

    /// <summary>Writes the sessions, one after another.</summary>
    internal static void Write(Stream content, IEnumerable<SessionRecord> sessions, PageTime time)
    {
        using var json = new Utf8JsonWriter(content);
        new SessionData(time).Write(json, sessions);
    }

    private void Write(Utf8JsonWriter json, IEnumerable<SessionRecord> sessions)
    {
        json.WriteStartObject();
        json.WriteBoolean("utc", _time.IsUtc);
        WriteAll(json, "fields", SessionField.All.Select(field => field.Name));
        WriteAll(json, "labels", SessionField.All.Select(field => field.Label));
        WriteAll(json, "logs", [.. LogStatusWords.All.Select(words => words.Name), LogStatusWords.NotWorkedOut]);
        WriteAll(json, "inks", [.. LogStatusWords.All.Select(words => words.Class), LogStatusWords.Of(null).Class]);
        json.WriteStartArray("rows");
        foreach (var session in sessions)
        {
            WriteRow(json, session);
            if (json.BytesPending > MostPending)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
        WriteAll(json, "texts", _texts);
        json.WriteEndObject();
    }

    private void WriteRow(Utf8JsonWriter json, SessionRecord session)
    {
        json.WriteStartArray();
        WriteTime(json, session.StartDate);
        WriteTime(json, session.EndDate);
        if (session.GetDuration() is { } duration)
        {
            json.WriteNumberValue(duration.Ticks / TimeSpan.TicksPerSecond);
        }
        else
        {
            json.WriteNullValue();
        }

        foreach (var field in SessionField.All)
        {
            WriteText(json, ShownText.Of(field.Text(session)));
        }

        json.WriteEndArray();
    }

    private void WriteTime(Utf8JsonWriter json, DateTimeOffset? time)
    {
        if (time is { } known)
        {
            json.WriteNumberValue(known.ToUnixTimeMilliseconds());
            json.WriteNumberValue((int)_time.Local(known).Offset.TotalMinutes);
        }
        else
        {
            json.WriteNullValue();
            json.WriteNumberValue(0);
        }
    }

    private void WriteText(Utf8JsonWriter json, string text)
    {
        if (_places.TryGetValue(text, out var place))
        {
            json.WriteNumberValue(place);
        }
        else if (_texts.Count < MostTexts)
        {
            _places.Add(text, _texts.Count);
            json.WriteNumberValue(_texts.Count);
            _texts.Add(text);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    private static void WriteAll(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}

/// <summary>A text of a session that the page holds: searched, and shown among its details.</summary>
/// <param name="Name">What the page's script calls it.</param>
/// <param name="Label">What people call it among the details; nothing for what only the row shows.</param>
/// <param name="Text">The text.</param>
internal sealed record SessionField(string Name, string Label, Func<SessionRecord, string?> Text)
{
    internal static IReadOnlyList<SessionField> All { get; } =
    [
        new("session", "Session", session => session.SessionId),
        new("account", "Account", session => session.AccountId),
        new("accountName", "Account's name", session => session.AccountName),
        new("region", "Region", session => session.Region),
        new("person", "Person", session => session.UserName),
        new("owner", "Identity", session => session.Owner),
        new("target", "Target", session => session.Target),
        new("targetName", "Target's name", session => session.TargetName),
        new("platform", "Platform", session => session.Platform),
        new("status", "Status", session => session.Status),
        new("document", "Document", session => session.DocumentName),
        new("type", "Type", session => session.SessionType),
        new("access", "Access", session => session.AccessType),
        new("reason", "Reason", session => session.Reason),
        new("log", "Log", session => LogStatusWords.NameOf(session.LogStatus)),
        new("logBrief", "", LogStatusWords.BriefOf),
        new("logDetail", "Why", session => session.LogDetail),
        new("observed", "Observed", session => session.ObservedAt is { } observed ? PageTime.Utc(observed) : null),
        new("s3", "Log in S3", session => NameOf(session.S3LogStatus)),
        new("s3Uri", "Place in S3", session => session.S3Uri),
        new("cloudWatch", "Log in CloudWatch Logs", session => NameOf(session.CloudWatchLogStatus)),
        new("logGroup", "Log group", session => session.LogGroupName),
        new("logStream", "Log stream", session => session.LogStreamName),
        new("source", "From", session => session.SourceIPAddress),
        new("agent", "Program", session => session.UserAgent),
        new("key", "Access key", session => session.AccessKeyId),
        new("mfa", "MFA", session => session.MfaAuthenticated switch { true => "used", false => "not used", null => session.EventTime is null ? null : "not known" }),
        new("behind", "On behalf of", session => session.OnBehalfOf),
        new("identity", "Source identity", session => session.SourceIdentity),
        new("forwarded", "Forwarded to", session => session.Host is null && session.Port is null ? null : $"{session.Host ?? "the target"}:{session.Port}"),
        new("granted", "Granted", session => session.EventTime is { } time ? PageTime.Utc(time) : null),
        new("event", "CloudTrail event", session => session.EventId),
        new("knownFrom", "Known from", session => session.KnownFrom),
        new("originDetail", "Why not from both", session => session.OriginDetail),
    ];

    private static string? NameOf(LogStatus? status) => status is { } known ? LogStatusWords.Of(known).Name : null;
}
