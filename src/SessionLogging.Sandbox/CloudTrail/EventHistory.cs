using SessionLogging.Sandbox.Events;

namespace SessionLogging.Sandbox.CloudTrail;

/// <summary>CloudTrail's Event history of one Region: 90 days of calls that changed something, with no trail.</summary>
public sealed class EventHistory
{
    internal const int PageSize = 50;

    internal static readonly IReadOnlyList<string> Keys = ["EventId", "EventName", "ReadOnly", "Username", "ResourceType", "ResourceName", "EventSource", "AccessKeyId"];

    private static readonly TimeSpan Length = TimeSpan.FromDays(90);

    private readonly Lock _gate = new();
    private readonly List<JsonObject> _events = [];

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

    internal void Add(JsonObject detail)
    {
        lock (_gate)
        {
            _events.Add(detail);
        }
    }

    /// <summary>The events that have an attribute, or all, newest first, in the shape of LookupEvents.</summary>
    internal IReadOnlyList<(DateTimeOffset Time, JsonObject Event)> Newest(DateTimeOffset now, (string Key, string Value) attribute)
    {
        lock (_gate)
        {
            return
            [
                .. from detail in _events
                   let time = DateTimeOffset.Parse((string)detail["eventTime"]!, CultureInfo.InvariantCulture)
                   where time >= now - Length
                   let told = Told(detail, time)
                   where attribute.Key is null || (string?)told[attribute.Key] == attribute.Value
                   orderby time descending
                   select (time, told),
            ];
        }
    }

    private static JsonObject Told(JsonObject detail, DateTimeOffset time) => new()
    {
        ["EventId"] = (string?)detail["eventID"],
        ["EventName"] = (string?)detail["eventName"],
        ["ReadOnly"] = (bool?)detail["readOnly"] == true ? "true" : "false",
        ["AccessKeyId"] = (string?)detail["userIdentity"]?["accessKeyId"] ?? "",
        ["EventTime"] = time.ToUnixTimeMilliseconds() / 1000.0,
        ["EventSource"] = (string?)detail["eventSource"],
        ["Username"] = (string?)detail["userIdentity"]?["userName"] ?? "",
        ["Resources"] = new JsonArray(),
        ["CloudTrailEvent"] = detail.ToJsonString(),
    };
}

/// <summary>Where the Event history of a Region is.</summary>
public static class EventHistoryState
{
    extension(RegionState region)
    {
        /// <summary>The Region's Event history.</summary>
        public EventHistory EventHistory => region.Of(static () => new EventHistory());
    }
}
