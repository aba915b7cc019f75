namespace SessionLogging.Sandbox.Wire;

/// <summary>A service of the protocol JSON 1.1: <c>X-Amz-Target: PREFIX.Operation</c> and a JSON object in each direction.</summary>
internal abstract class JsonService : JsonBodyService
{
    protected override string ContentType => "application/x-amz-json-1.1";

    /// <summary>What <c>X-Amz-Target</c> begins with, for example <c>AmazonSSM</c>.</summary>
    protected abstract string TargetPrefix { get; }

    /// <summary>How the service's error shapes spell the member that holds the words.</summary>
    protected virtual string MessageMember => "message";

    protected override ImmutableDictionary<CommonError, ErrorForm> CommonErrors => JsonErrors;

    public override bool Claims(WireRequest request, string? scopeService)
        => request.Header("X-Amz-Target")?.StartsWith(TargetPrefix + ".", StringComparison.Ordinal) == true;

    public override string NameOf(WireRequest request) => request.Header("X-Amz-Target")![(TargetPrefix.Length + 1)..];

    public override WireResponse Refuse(AwsServiceException error, WireRequest request, string requestId)
    {
        var body = new JsonObject { ["__type"] = error.Code, [MessageMember] = error.Message };
        var response = Answer(error.Status, body) with { ErrorCode = error.Code };
        Stamp(response, requestId);
        return response;
    }

    /// <summary>Adds an operation.</summary>
    /// <param name="name">The API's name; the IAM action is the signing name and this.</param>
    /// <param name="run">Does it; <see langword="null"/> is an answer without a body.</param>
    /// <param name="resource">The ARN that a denial names.</param>
    /// <param name="rules">What the model demands of the members.</param>
    protected void Add(string name, Func<JsonCall, JsonObject?> run, Func<JsonCall, string> resource, params MemberRule[] rules)
        => AddOperation(name, call => Answer(200, run(call)), resource, rules);
}
