using SessionLogging.Accounts;
using SessionLogging.Sandbox.Events;
using SessionLogging.Sandbox.Faults;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SessionLogging.Sandbox.CloudTrail;

/// <summary>CloudTrail's Event history of one Region: 90 days of calls that changed something, with no trail. What is generated of the sessions' calls is made while it is read.</summary>
public sealed class EventHistory
{
    internal const int PageSize = 50;

    internal static readonly IReadOnlyList<string> Keys = ["EventId", "EventName", "ReadOnly", "Username", "ResourceType", "ResourceName", "EventSource", "AccessKeyId"];

    internal static readonly TimeSpan Length = TimeSpan.FromDays(90);

    private readonly Lock _gate = new();
    private readonly RegionState _region;
    private readonly Quota _quota;
    private readonly List<(DateTimeOffset Time, JsonObject Record)> _records = [];
    private IReadOnlyList<(DateTimeOffset Time, JsonObject Record)>? _sorted;
    private IReadOnlyList<StoredSession>? _sortedWith;

    internal EventHistory(RegionState region)
    {
        _region = region;
        _quota = new Quota(region.Clock);
    }

    /// <summary>Arranges a record, as it stands in CloudTrail.</summary>
    /// <param name="record">The record. It is told by its <c>eventTime</c>.</param>
    public void Put(JsonObject record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Add(record);
    }

    /// <summary>Arranges a call on a document that somebody made.</summary>
    /// <param name="eventName">The operation, for example <c>UpdateDocument</c>.</param>
    /// <param name="time">When.</param>
    /// <param name="document">The document's name.</param>
    /// <param name="userAgent">The program.</param>
    /// <param name="roleArn">The role in which it was made; a user's where not given.</param>
    /// <param name="invokedBy">The service that made it in its caller's name.</param>
    public void Put(string eventName, DateTimeOffset time, string document, string userAgent, string? roleArn = null, string? invokedBy = null)
    {
        var identity = new JsonObject { ["type"] = roleArn is null ? "IAMUser" : "AssumedRole" };
        if (roleArn is not null)
        {
            identity["sessionContext"] = new JsonObject { ["sessionIssuer"] = new JsonObject { ["type"] = "Role", ["arn"] = roleArn } };
        }

        if (invokedBy is not null)
        {
            identity["invokedBy"] = invokedBy;
        }

        Add(new JsonObject
        {
            ["userIdentity"] = identity,
            ["eventTime"] = BusEvent.Time(time),
            ["eventSource"] = "ssm.amazonaws.com",
            ["eventName"] = eventName,
            ["userAgent"] = userAgent,
            ["requestParameters"] = new JsonObject { ["name"] = document },
            ["eventID"] = $"{Guid.NewGuid()}",
            ["readOnly"] = false,
        });
    }

    /// <summary>Whether the account's quota has room for one more call.</summary>
    internal bool HasRoom() => !_region.Account.Cloud.TrailRules.HasQuota || _quota.HasRoom(ServiceQuota.LookupEvents.PerSecond);

    internal void Add(JsonObject record)
    {
        var time = DateTimeOffset.Parse((string)record["eventTime"]!, CultureInfo.InvariantCulture);
        lock (_gate)
        {
            _records.Add((time, record));
            _sorted = null;
        }
    }

    /// <summary>A page of the events that a question means, in the shape of LookupEvents.</summary>
    /// <param name="question">Which.</param>
    /// <param name="from">Where the page before ended; <see langword="null"/> for the first.</param>
    /// <param name="size">The most that it holds.</param>
    internal (IReadOnlyList<JsonObject> Events, EventPlace? Next) Page(EventQuestion question, EventPlace? from, int size)
    {
        var page = new List<JsonObject>(size);
        foreach (var (place, told) in From(question, from))
        {
            if (page.Count == size)
            {
                return (page, place);
            }

            page.Add(told);
        }

        return (page, null);
    }

    private IEnumerable<(EventPlace Place, JsonObject Told)> From(EventQuestion question, EventPlace? from) =>
        _region.Account.Cloud.TrailRules.Order is EventOrder.NewestFirst ? Found(question, from) : Shuffled(question, from);

    private IEnumerable<(EventPlace Place, JsonObject Told)> Found(EventQuestion question, EventPlace? from)
    {
        var now = _region.Clock.GetUtcNow();
        var delay = _region.Account.Cloud.TrailRules.DeliveryDelay;
        return Merged(Records(), new SessionEvents(_region), from)
            .Where(each => each.Time >= now - Length && each.Time + delay <= now && question.Spans(each.Time))
            .Select(each => (each.Place, Told: each.Made() is { } record ? Told(record, each.Time) : null))
            .Where(each => each.Told is not null && question.Means(each.Told))
            .Select(each => (each.Place, each.Told!));
    }

    // The whole list is laid out anew for each page: places are then those in it.
    private IEnumerable<(EventPlace Place, JsonObject Told)> Shuffled(EventQuestion question, EventPlace? from) => Found(question, from: null).Select(each => each.Told)
        .OrderBy(told => Draw.SeedOf($"{told["EventId"]}")).Select((told, index) => (new EventPlace(index, 0), told)).Skip(from?.Record ?? 0);

    private IReadOnlyList<(DateTimeOffset Time, JsonObject Record)> Records()
    {
        lock (_gate)
        {
            if (_sorted is null || _sortedWith != _region.Sessions.GeneratedRunning)
            {
                _sortedWith = _region.Sessions.GeneratedRunning;
                _sorted = [.. new SessionEvents(_region).Running.Concat(_records).OrderBy(each => each.Time)];
            }

            return _sorted;
        }
    }

    // Both from their newest end; a place counts from the oldest, so that what comes anew moves none.
    private static IEnumerable<(EventPlace Place, DateTimeOffset Time, Func<JsonObject?> Made)> Merged(
        IReadOnlyList<(DateTimeOffset Time, JsonObject Record)> records, SessionEvents sessions, EventPlace? from)
    {
        var (record, session) = (from?.Record ?? records.Count - 1, from?.Session ?? sessions.Count - 1);
        while (record >= 0 || session >= 0)
        {
            var place = new EventPlace(record, session);
            if (session < 0 || (record >= 0 && records[record].Time >= sessions.TimeOf(session)))
            {
                var made = records[record--];
                yield return (place, made.Time, () => made.Record);
            }
            else
            {
                var index = session--;
                yield return (place, sessions.TimeOf(index), () => sessions[index]);
            }
        }
    }

    private static JsonObject Told(JsonObject record, DateTimeOffset time) => new()
    {
        ["EventId"] = (string?)record["eventID"],
        ["EventName"] = (string?)record["eventName"],
        ["ReadOnly"] = (bool?)record["readOnly"] == true ? "true" : "false",
        ["AccessKeyId"] = (string?)record["userIdentity"]?["accessKeyId"] ?? "",
        ["EventTime"] = time.ToUnixTimeMilliseconds() / 1000.0,
        ["EventSource"] = (string?)record["eventSource"],
        ["Username"] = NameOf(record["userIdentity"]),
        ["Resources"] = new JsonArray(),
        ["CloudTrailEvent"] = record.ToJsonString(),
    };

    // A user's name, or that of a role's session.
    private static string NameOf(JsonNode? identity) => (string?)identity?["userName"] ?? ((string?)identity?["principalId"])?.Split(':') switch
    {
        [_, var session] => session,
        _ => "",
    };
}

/// <summary>Where in the Event history a page begins.</summary>
/// <param name="Record">Among the calls that were made or arranged.</param>
/// <param name="Session">Among those that are generated.</param>
internal sealed record EventPlace(int Record, int Session)
{
    /// <summary>The token that stands for it in a listing of a question; it is good for no other.</summary>
    public string TokenOf(EventQuestion question) => Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{question.Digest} {Record} {Session}")));

    /// <summary>Reads a token, or <see langword="null"/> where it is none of this question.</summary>
    public static EventPlace? Read(string token, EventQuestion question)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            && Encoding.ASCII.GetString(bytes, 0, length).Split(' ') is [var digest, var record, var session]
            && digest == question.Digest
            && int.TryParse(record, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(session, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var second)
                ? new EventPlace(first, second)
                : null;
    }
}

/// <summary>What LookupEvents is asked.</summary>
/// <param name="Key">The attribute; <see langword="null"/>: none.</param>
/// <param name="Value">What it is to be.</param>
/// <param name="Start">Events of then or later.</param>
/// <param name="End">Events of then or earlier.</param>
internal sealed record EventQuestion(string? Key, string? Value, DateTimeOffset Start, DateTimeOffset End)
{
    public string Digest => SessionToken.Digest(string.Create(CultureInfo.InvariantCulture, $"{Key} {Value} {Start:O} {End:O}"));

    public bool Spans(DateTimeOffset time) => time >= Start && time <= End;

    public bool Means(JsonObject told) => Key is null || (string?)told[Key] == Value;
}

/// <summary>In what order LookupEvents gives events. AWS has the newest first.</summary>
public enum EventOrder
{
    /// <summary>By time, newest first.</summary>
    NewestFirst,

    /// <summary>In no order, the same for every page of a listing.</summary>
    Shuffled,
}

/// <summary>How CloudTrail's Event history behaves. Also <c>/_sandbox/rules/cloudtrail</c>.</summary>
public sealed record TrailRules
{
    /// <summary>Whether calls of LookupEvents beyond two a second are throttled, by the sandbox's clock.</summary>
    public bool HasQuota { get; init; }

    /// <summary>How long after a call it is found; from AWS about five minutes.</summary>
    public TimeSpan DeliveryDelay { get; init; }

    /// <summary>The order.</summary>
    public EventOrder Order { get; init; }
}

/// <summary>Where the Event history of a Region is.</summary>
public static class EventHistoryState
{
    extension(RegionState region)
    {
        /// <summary>The Region's Event history.</summary>
        public EventHistory EventHistory => region.Of(() => new EventHistory(region));
    }
}

/// <summary>What the Event history adds to the whole sandbox.</summary>
public static class EventHistoryCloud
{
    extension(Cloud cloud)
    {
        /// <summary>How the Event history behaves from now on.</summary>
        public TrailRules TrailRules
        {
            get => cloud.Of(static () => new Holder()).Rules;
            set => cloud.Of(static () => new Holder()).Rules = value;
        }
    }

    private sealed class Holder
    {
        public TrailRules Rules { get; set; } = new();
    }
}
