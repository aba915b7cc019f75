namespace SessionLogging.Sandbox.Wire;

/// <summary>A service of the protocol REST-JSON: method and path name the operation, the header <c>x-amzn-ErrorType</c> an error.</summary>
internal abstract class RestJsonService : JsonBodyService
{
    // Everything up to Denied is about who asks.
    private static readonly ImmutableDictionary<CommonError, ErrorForm> RestErrors = JsonErrors
        .ToImmutableDictionary(error => error.Key, error => error.Key <= CommonError.Denied ? error.Value with { Status = 403 } : error.Value)
        .SetItem(CommonError.Throttled, new("TooManyRequestsException", 429, "Rate exceeded"))
        .SetItem(CommonError.Internal, new("InternalServerException", 500, "An error occurred on the server side."))
        .SetItem(CommonError.UnknownOperation, new("UnknownOperationException", 404, "The sandbox has no such operation."));

    private readonly List<(RestRoute Route, string Name)> _routes = [];

    protected override string ContentType => "application/json";

    protected override ImmutableDictionary<CommonError, ErrorForm> CommonErrors => RestErrors;

    /// <summary>An unsigned request has no scope: its path says whom it means.</summary>
    public override bool Claims(WireRequest request, string? scopeService)
        => scopeService is null ? Find(request) is not null : scopeService == SigningName;

    public override string NameOf(WireRequest request)
        => _routes.Find(known => known.Route.Fits(request)).Name ?? $"{request.Method} {request.RawPath}";

    public override WireResponse Refuse(AwsServiceException error, WireRequest request, string requestId)
    {
        var response = Answer(error.Status, new JsonObject { ["message"] = error.Message }) with { ErrorCode = error.Code };
        response.Headers["x-amzn-ErrorType"] = error.Code;
        Stamp(response, requestId);
        return response;
    }

    /// <summary>Adds an operation.</summary>
    /// <param name="name">The API's name; the IAM action is the signing name and this.</param>
    /// <param name="route">Where it is.</param>
    /// <param name="run">Does it; <see langword="null"/> is an answer without a body.</param>
    /// <param name="resource">The ARN that a denial names.</param>
    /// <param name="rules">What the model demands of the members.</param>
    protected void Add(string name, RestRoute route, Func<JsonCall, JsonObject?> run, Func<JsonCall, string> resource, params MemberRule[] rules)
        => AddAnswering(name, route, call => Answer(route.Status, run(call)), resource, rules);

    /// <summary>Adds an operation whose answer is not always of one status with an object.</summary>
    protected void AddAnswering(string name, RestRoute route, Func<JsonCall, WireResponse> run, Func<JsonCall, string> resource, params MemberRule[] rules)
    {
        _routes.Add((route, name));
        AddOperation(name, run, resource, rules);
    }

    protected override JsonObject Members(WireRequest request)
    {
        var route = _routes.Find(known => known.Route.Fits(request)).Route;
        var members = route.HasPayload ? [] : base.Members(request);
        foreach (var (member, value) in route.Members(request))
        {
            members[member] = value;
        }

        return members;
    }
}

/// <summary>How a REST-JSON operation is addressed, as its model says.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path; <c>{Member}</c> stands for a segment that gives a member.</param>
internal sealed record RestRoute(string Method, string Path)
{
    private readonly string[] _segments = Path.Split('/');

    /// <summary>The status of a success.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Whether the body is a payload and holds no members.</summary>
    public bool HasPayload { get; init; }

    /// <summary>Headers that give members.</summary>
    public IReadOnlyList<(string Header, string Member)> Headers { get; init; } = [];

    public bool Fits(WireRequest request)
    {
        var path = request.RawPath.Split('/');
        return request.Method == Method && path.Length == _segments.Length && _segments.Zip(path).All(pair => IsMember(pair.First) ? pair.Second.Length > 0 : pair.First == pair.Second);
    }

    /// <summary>The members that stand in the path, the query and the headers.</summary>
    public IEnumerable<(string Member, string Value)> Members(WireRequest request)
    {
        foreach (var (segment, value) in _segments.Zip(request.RawPath.Split('/')))
        {
            if (IsMember(segment))
            {
                yield return (segment[1..^1], Uri.UnescapeDataString(value));
            }
        }

        foreach (var (name, value) in request.Query)
        {
            yield return (name, value);
        }

        foreach (var (header, member) in Headers)
        {
            if (request.Header(header) is { } value)
            {
                yield return (member, value);
            }
        }
    }

    private static bool IsMember(string segment) => segment.StartsWith('{');
}
