namespace SessionLogging.Sandbox.Wire;

/// <summary>A service whose requests and answers are JSON objects, however the operation is named.</summary>
internal abstract class JsonBodyService : SandboxService
{
    protected static readonly ImmutableDictionary<CommonError, ErrorForm> JsonErrors = new Dictionary<CommonError, ErrorForm>
    {
        [CommonError.Unsigned] = new("MissingAuthenticationTokenException", 400, "Missing Authentication Token"),
        [CommonError.IncompleteSignature] = new("IncompleteSignatureException", 400, "Authorization header is not of the form AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=..."),
        [CommonError.UnknownKey] = new("UnrecognizedClientException", 400, "The security token included in the request is invalid."),
        [CommonError.WrongToken] = new("UnrecognizedClientException", 400, "The security token included in the request is invalid."),
        [CommonError.ExpiredToken] = new("ExpiredTokenException", 400, "The security token included in the request is expired"),
        [CommonError.WrongScope] = new("InvalidSignatureException", 400, "Credential should be scoped to a valid region."),
        [CommonError.Skewed] = new("InvalidSignatureException", 400, "Signature expired"),
        [CommonError.WrongSignature] = new("InvalidSignatureException", 400, "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."),
        [CommonError.Denied] = new("AccessDeniedException", 400, "Access denied"),
        [CommonError.Throttled] = new("ThrottlingException", 400, "Rate exceeded"),
        [CommonError.Internal] = new("InternalServerError", 500, "An error occurred on the server side."),
        [CommonError.Invalid] = new("ValidationException", 400, "The input fails to satisfy the constraints."),
        [CommonError.Unreadable] = new("SerializationException", 400, "The body is not a JSON object."),
        [CommonError.UnknownOperation] = new("UnknownOperationException", 400, "The sandbox has no such operation."),
    }.ToImmutableDictionary();

    private static readonly JsonSerializerOptions AsAwsWrites = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<Operation> _operations = [];

    public override IReadOnlyCollection<Operation> Operations => _operations;

    /// <summary>The type of every answer.</summary>
    protected abstract string ContentType { get; }

    protected void AddOperation(string name, Func<JsonCall, WireResponse> run, Func<JsonCall, string> resource, MemberRule[] rules)
        => _operations.Add(new Operation(name, $"{SigningName}:{name}", call => Run(call, run, rules), call => resource(Read(call))) { Rules = rules });

    protected WireResponse Answer(int status, JsonObject? body)
        => new(status, ContentSource.Of(body is null ? [] : JsonSerializer.SerializeToUtf8Bytes<JsonNode>(body, AsAwsWrites))) { Headers = { ["Content-Type"] = ContentType } };

    /// <summary>The members of a request: those in its body, where a protocol does not put some elsewhere.</summary>
    protected virtual JsonObject Members(WireRequest request)
    {
        try
        {
            var members = request.Body.Length == 0 ? [] : JsonNode.Parse(request.Body) as JsonObject;
            return members ?? throw Error(CommonError.Unreadable);
        }
        catch (JsonException)
        {
            throw Error(CommonError.Unreadable);
        }
    }

    private WireResponse Run(Call call, Func<JsonCall, WireResponse> run, MemberRule[] rules)
    {
        var input = Read(call);
        if (MemberRule.Violation(rules, input) is { } violation)
        {
            throw Error(CommonError.Invalid, violation);
        }

        return run(input);
    }

    private JsonCall Read(Call call) => new(call, Members(call.Request), this);
}

/// <summary>A call of a JSON service with its input's members.</summary>
internal sealed class JsonCall(Call call, JsonObject input, SandboxService service) : IMembers
{
    public Principal Caller => call.Caller;

    public RegionState Region => call.Region;

    public JsonObject Input => input;

    /// <summary>The request, for what is no member: a payload.</summary>
    public WireRequest Request => call.Request;

    /// <summary>A time as JSON services write it: seconds since 1970, with milliseconds.</summary>
    public static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>Without the members that have no value, as AWS writes answers.</summary>
    public static JsonObject Compact(JsonObject members)
    {
        foreach (var name in members.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            members.Remove(name);
        }

        return members;
    }

    public string? Value(string member) => input[member] switch
    {
        null => null,
        JsonValue value => value.ToString(),
        var other => other.ToJsonString(),
    };

    /// <summary>A list of structures; empty where it is not given.</summary>
    public IReadOnlyList<JsonObject> Structures(string member) => input[member] switch
    {
        null => [],
        JsonArray list when list.All(item => item is JsonObject) => [.. list.Select(item => (JsonObject)item!)],
        _ => throw service.Error(CommonError.Unreadable, $"{member} is a list of structures."),
    };

    /// <summary>A list of strings; empty where it is not given.</summary>
    public IReadOnlyList<string> Texts(string member) => input[member] switch
    {
        null => [],
        JsonArray list when list.All(item => item?.GetValueKind() == JsonValueKind.String) => [.. list.Select(item => item!.GetValue<string>())],
        _ => throw service.Error(CommonError.Unreadable, $"{member} is a list of strings."),
    };

    /// <summary>A string member, or <see langword="null"/>.</summary>
    public string? Text(string member) => input[member] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        var other => throw WrongKind(other, "String"),
    };

    /// <summary>A string member that the rules require.</summary>
    public string Required(string member) => Text(member) ?? throw new InvalidOperationException($"No rule requires {member}.");

    /// <summary>A whole number, or <see langword="null"/>.</summary>
    public long? Number(string member) => input[member] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), CultureInfo.InvariantCulture, out var number) => number,
        var other => throw WrongKind(other, "Long"),
    };

    /// <summary>Whether a boolean member is given and true.</summary>
    public bool Flag(string member) => input[member] switch
    {
        null => false,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        var other => throw WrongKind(other, "Boolean"),
    };

    private AwsServiceException WrongKind(JsonNode node, string wanted)
        => service.Error(CommonError.Unreadable, $"{node.GetValueKind().ToString().ToUpperInvariant()}_VALUE can not be converted to {wanted}");
}
