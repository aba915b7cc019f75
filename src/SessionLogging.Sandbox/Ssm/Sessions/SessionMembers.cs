using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Sandbox.Ssm.Sessions;

/// <summary>A session on the wire. Pages of these are what a benchmark waits for, so they are written without a tree of nodes. What is not there is left out, as AWS does: said by attributes, since the options are those of whoever writes the answer.</summary>
internal sealed class SessionMembers
{
    private static readonly JsonTypeInfo<IEnumerable<SessionMembers>> Page = (JsonTypeInfo<IEnumerable<SessionMembers>>)
        new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() }.GetTypeInfo(typeof(IEnumerable<SessionMembers>));

    private readonly StoredSession _session;
    private readonly DateTimeOffset _now;

    private SessionMembers(StoredSession session, DateTimeOffset now)
    {
        _session = session;
        _now = now;
    }

    public string SessionId => _session.SessionId;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Target => _session.Target;

    public string Status => _session.StatusAt(_now);

    public double StartDate => JsonCall.Seconds(_session.StartDate);

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? EndDate => _session.EndDate is { } end && end <= _now ? JsonCall.Seconds(end) : null;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DocumentName => _session.DocumentName;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Owner => _session.Owner;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason => _session.Reason;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Details => _session.Details;

    /// <summary>A session that runs has an empty one; one that ended has none, or one that says something.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StoredOutputUrl? OutputUrl => _session.OutputUrl == new StoredOutputUrl() && !_session.IsActiveAt(_now) ? null : _session.OutputUrl;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MaxSessionDuration => _session.MaxSessionDuration;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AccessType => _session.AccessType;

    /// <summary>A page as a member of an answer.</summary>
    public static JsonNode Of(IEnumerable<StoredSession> page, DateTimeOffset now)
        => JsonValue.Create(page.Select(session => new SessionMembers(session, now)), Page)!;
}
