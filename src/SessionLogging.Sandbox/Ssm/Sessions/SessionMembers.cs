using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Sandbox.Ssm.Sessions;

/// <summary>A session on the wire. Pages of these are what a benchmark waits for, so they are written without a tree of nodes.</summary>
internal sealed class SessionMembers
{
    private static readonly JsonSerializerOptions WithoutNulls = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    private static readonly JsonTypeInfo<IEnumerable<SessionMembers>> Page = (JsonTypeInfo<IEnumerable<SessionMembers>>)WithoutNulls.GetTypeInfo(typeof(IEnumerable<SessionMembers>));

    private readonly StoredSession _session;
    private readonly DateTimeOffset _now;

    private SessionMembers(StoredSession session, DateTimeOffset now)
    {
        _session = session;
        _now = now;
    }

    public string SessionId => _session.SessionId;

    public string? Target => _session.Target;

    public string Status => _session.StatusAt(_now);

    public double StartDate => JsonCall.Seconds(_session.StartDate);

    public double? EndDate => _session.EndDate is { } end && end <= _now ? JsonCall.Seconds(end) : null;

    public string? DocumentName => _session.DocumentName;

    public string? Owner => _session.Owner;

    public string? Reason => _session.Reason;

    public string? Details => _session.Details;

    public StoredOutputUrl? OutputUrl => _session.OutputUrl;

    public string? MaxSessionDuration => _session.MaxSessionDuration;

    public string? AccessType => _session.AccessType;

    /// <summary>A page as a member of an answer.</summary>
    public static JsonNode Of(IEnumerable<StoredSession> page, DateTimeOffset now)
        => JsonValue.Create(page.Select(session => new SessionMembers(session, now)), Page)!;
}
