namespace SessionLogging.Sandbox.Wire;

/// <summary>A service of the query protocol: a form with <c>Action</c> and <c>Version</c>, answered in XML.</summary>
internal abstract class QueryService : SandboxService
{
    private static readonly ImmutableDictionary<CommonError, ErrorForm> QueryErrors = new Dictionary<CommonError, ErrorForm>
    {
        [CommonError.Unsigned] = new("MissingAuthenticationToken", 403, "Request is missing Authentication Token"),
        [CommonError.IncompleteSignature] = new("IncompleteSignature", 400, "Authorization header is not of the form AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=..."),
        [CommonError.UnknownKey] = new("InvalidClientTokenId", 403, "The security token included in the request is invalid."),
        [CommonError.WrongToken] = new("InvalidClientTokenId", 403, "The security token included in the request is invalid."),
        [CommonError.ExpiredToken] = new("ExpiredToken", 403, "The security token included in the request is expired"),
        [CommonError.WrongScope] = new("SignatureDoesNotMatch", 403, "Credential should be scoped to a valid region."),
        [CommonError.Skewed] = new("SignatureDoesNotMatch", 403, "Signature expired"),
        [CommonError.WrongSignature] = new("SignatureDoesNotMatch", 403, "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."),
        [CommonError.Denied] = new("AccessDenied", 403, "Access denied"),
        [CommonError.Throttled] = new("Throttling", 400, "Rate exceeded"),
        [CommonError.Internal] = new("InternalFailure", 500, "The request processing has failed because of an unknown error, exception or failure."),
        [CommonError.Invalid] = new("ValidationError", 400, "The input fails to satisfy the constraints."),
        [CommonError.Unreadable] = new("MalformedInput", 400, "The body is not a form."),
        [CommonError.UnknownOperation] = new("InvalidAction", 400, "The sandbox has no such operation."),
    }.ToImmutableDictionary();

    private readonly List<Operation> _operations = [];

    public override IReadOnlyCollection<Operation> Operations => _operations;

    /// <summary>The API's version, for example <c>2011-06-15</c>.</summary>
    protected abstract string Version { get; }

    /// <summary>The namespace of the service's answers.</summary>
    protected abstract XNamespace Namespace { get; }

    protected override ImmutableDictionary<CommonError, ErrorForm> CommonErrors => QueryErrors;

    /// <summary>An unsigned request has no scope: its version says whom it means.</summary>
    public override bool Claims(WireRequest request, string? scopeService)
    {
        var form = new QueryForm(request);
        return form.Value("Action") is not null && (scopeService is null ? form.Value("Version") == Version : scopeService == SigningName);
    }

    public override string NameOf(WireRequest request) => new QueryForm(request).Value("Action")!;

    public override WireResponse Refuse(AwsServiceException error, WireRequest request, string requestId)
    {
        var response = Answer(error.Status, Refused(error, requestId)) with { ErrorCode = error.Code };
        Stamp(response, requestId);
        return response;
    }

    /// <summary>Adds an operation; <paramref name="run"/> gives the elements of its result, or <see langword="null"/> where the API names none.</summary>
    protected void Add(string name, Func<Call, QueryForm, IEnumerable<XElement>?> run, Func<Call, QueryForm, string> resource, params MemberRule[] rules)
        => _operations.Add(new Operation(name, $"{SigningName}:{name}", call => Run(name, call, run, rules), call => resource(call, new QueryForm(call.Request))) { Rules = rules });

    /// <summary>An element in the service's namespace.</summary>
    protected XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    private WireResponse Run(string name, Call call, Func<Call, QueryForm, IEnumerable<XElement>?> run, MemberRule[] rules)
    {
        var form = new QueryForm(call.Request);
        if (MemberRule.Violation(rules, form) is { } violation)
        {
            throw Error(CommonError.Invalid, violation);
        }

        return Answer(200, Answered(name, run(call, form), call.RequestId));
    }

    /// <summary>An answer around the elements of its result; <see langword="null"/> where the API names none.</summary>
    protected virtual XElement Answered(string name, IEnumerable<XElement>? result, string requestId) => Element(
        name + "Response",
        result is null ? null : Element(name + "Result", result),
        Element("ResponseMetadata", Element("RequestId", requestId)));

    /// <summary>An answer that says no.</summary>
    protected virtual XElement Refused(AwsServiceException error, string requestId) => Element(
        "ErrorResponse",
        Element(
            "Error",
            Element("Type", error.Status < 500 ? "Sender" : "Receiver"),
            Element("Code", error.Code),
            Element("Message", error.Message)),
        Element("RequestId", requestId));

    private static WireResponse Answer(int status, XElement body)
        => new(status, ContentSource.Of(Encoding.UTF8.GetBytes(body.ToString(SaveOptions.DisableFormatting))))
        {
            Headers = { ["Content-Type"] = "text/xml" },
        };
}

/// <summary>The parameters of a query request, from the form in the body and from the address.</summary>
internal sealed class QueryForm : IMembers
{
    private readonly List<KeyValuePair<string, string>> _parameters;

    public QueryForm(WireRequest request)
    {
        _parameters = [.. request.Query];
        if (request.Header("Content-Type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true)
        {
            _parameters.AddRange(WireRequest.ParsePairs(request.Text, plusIsBlank: true));
        }
    }

    public string? Value(string member)
    {
        foreach (var (name, value) in _parameters)
        {
            if (name == member)
            {
                return value;
            }
        }

        // Of a list any item.
        return _parameters.FirstOrDefault(parameter => parameter.Key.StartsWith(member + ".member.", StringComparison.Ordinal)).Value;
    }

    /// <summary>A list, sent as <c>MEMBER.member.1</c> and so on.</summary>
    public IReadOnlyList<string> List(string member)
    {
        var list = new List<string>();
        while (Value($"{member}.member.{list.Count + 1}") is { } item)
        {
            list.Add(item);
        }

        return list;
    }

    /// <summary>A map, sent as <c>MEMBER.entry.1.key</c> and <c>MEMBER.entry.1.value</c> and so on.</summary>
    public IReadOnlyDictionary<string, string> Map(string member)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var number = 1; Value($"{member}.entry.{number}.key") is { } key; number++)
        {
            map[key] = Value($"{member}.entry.{number}.value") ?? "";
        }

        return map;
    }

    /// <summary>A parameter that the rules require.</summary>
    public string Required(string member) => Value(member) ?? throw new InvalidOperationException($"No rule requires {member}.");
}

/// <summary>The members of the structures of a list, by AWS's names for them: <c>Filters.1.member.key</c>.</summary>
internal sealed class ListMembers(string list, JsonArray structures) : IMembers
{
    /// <summary>AWS's sentence for what any of the structures breaks of the rules of each, or <see langword="null"/>.</summary>
    public string? Violation(IReadOnlyCollection<MemberRule> rules)
        => MemberRule.Violation(Enumerable.Range(1, structures.Count).SelectMany(number => rules.Select(rule => rule with { Member = $"{list}.{number}.member.{rule.Member}" })), this);

    public string? Value(string member)
    {
        var parts = member.Split('.');
        return structures[int.Parse(parts[1], CultureInfo.InvariantCulture) - 1]![parts[^1]]?.ToString();
    }
}
