using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SessionLogging.Sandbox.Ssm.Sessions;

/// <summary>The answers about sessions.</summary>
internal static class SessionAnswers
{
    public static readonly MemberRule State = new("State") { Required = true, OneOf = ["Active", "History"] };

    public static readonly MemberRule MaxResults = new("MaxResults") { Range = (1, 200) };

    private const int PageSize = 50;

    // A prime above every window, so that counting by it visits each rank of a window once.
    private const long Stride = 2_147_483_629;

    /// <summary>The answer of DescribeSessions.</summary>
    public static JsonObject Describe(JsonCall call, SandboxService service)
    {
        var rules = call.Region.Account.Cloud.SessionRules;
        if (!call.Region.Sessions.HasRoom(rules.CallsPerSecond))
        {
            throw service.Error(CommonError.Throttled);
        }

        var filters = SessionFilters.Read(call, service, rules);
        var state = call.Required("State");
        var now = call.Region.Clock.GetUtcNow();
        var timeline = call.Region.Sessions.Timeline;
        var token = Continue(call, $"{state}\n{filters}", timeline, filters, state == "Active" ? timeline.FirstActive(now) : 0);
        var size = (int)(call.Number("MaxResults") ?? PageSize);
        var (page, next) = Page(timeline, token, rules, size, session => session.IsActiveAt(now) == (state == "Active"), session => filters.Pass(session, now));
        return JsonCall.Compact(new JsonObject { ["Sessions"] = SessionMembers.Of(page, now), ["NextToken"] = next });
    }

    private static SessionToken Continue(JsonCall call, string question, SessionTimeline timeline, SessionFilters filters, int firstOfState)
    {
        var digest = SessionToken.Digest(question);
        if (call.Text("NextToken") is { } text)
        {
            return SessionToken.Read(text) is { } token && token.Question == digest && token.Low <= token.High && token.High <= timeline.Count
                ? token
                : throw DocumentErrors.NextToken();
        }

        var (low, high) = filters.Window(timeline);
        low = Math.Max(low, firstOfState);
        return new SessionToken(digest, low, Math.Max(low, high), Given: 0);
    }

    private static (List<StoredSession> Page, string? Next) Page(
        SessionTimeline timeline, SessionToken begin, SessionRules rules, int size, Func<StoredSession, bool> isOfState, Func<StoredSession, bool> passes)
    {
        var page = new List<StoredSession>(size);
        var count = begin.High - begin.Low;
        var looked = 0;
        for (var given = begin.Given; given < count; given++)
        {
            if (page.Count == size || looked == rules.LooksPerPage)
            {
                return (page, (begin with { Given = given }).ToString());
            }

            var session = timeline[Rank(given)];
            if (!isOfState(session))
            {
                continue;
            }

            looked++;
            if (passes(session))
            {
                page.Add(session);
            }
        }

        return (page, null);

        int Rank(int given) => rules.Order == SessionOrder.NewestFirst ? begin.High - 1 - given : begin.Low + (int)(given * Stride % count);
    }
}

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
