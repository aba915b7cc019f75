using SessionLogging.Sandbox.Deliveries;

namespace SessionLogging.Sandbox.Lambda;

/// <summary>AWS Lambda: functions that are there, who may invoke them, and invoking them.</summary>
internal sealed class LambdaService : RestJsonService
{
    private const string List = "/2015-03-31/functions";
    private const string Root = List + "/{FunctionName}";
    private const int PageSize = 50;

    private static readonly MemberRule FunctionNameRule = new("FunctionName")
    {
        Required = true, MinLength = 1, MaxLength = 256, Pattern = @"(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?",
    };

    private static readonly MemberRule Qualifier = new("Qualifier") { MinLength = 1, MaxLength = 128, Pattern = @"\$(LATEST(\.PUBLISHED)?)|[a-zA-Z0-9-_$]+" };
    private static readonly MemberRule StatementId = new("StatementId") { Required = true, MinLength = 1, MaxLength = 100, Pattern = "([a-zA-Z0-9-_]+)" };

    public LambdaService()
    {
        Add("ListFunctions", new("GET", List), ListFunctions, static call => call.Region.Arn("lambda", "function:*"), new("Marker"), new("MaxItems") { Range = (1, 10_000) });
        Add(
            "AddPermission",
            new("POST", Root + "/policy") { Status = 201 },
            AddPermission,
            Arn,
            FunctionNameRule,
            Qualifier,
            StatementId,
            new("Action") { Required = true, Pattern = "(lambda:[*]|lambda:[a-zA-Z]+|[*])" },
            new("Principal") { Required = true, Pattern = @"[^\s]+" },
            new("SourceArn") { Pattern = @"arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\-])+:([a-z]{2}(-gov)?-[a-z]+-\d{1})?:(\d{12})?:(.*)" },
            new("SourceAccount") { MaxLength = 12, Pattern = @"\d{12}" });
        Add("RemovePermission", new("DELETE", Root + "/policy/{StatementId}") { Status = 204 }, RemovePermission, Arn, FunctionNameRule, Qualifier, StatementId with { Pattern = "([a-zA-Z0-9-_.]+)" });
        Add("GetPolicy", new("GET", Root + "/policy"), GetPolicy, Arn, FunctionNameRule, Qualifier);
        Add("GetFunctionConfiguration", new("GET", Root + "/configuration"), GetConfiguration, Arn, FunctionNameRule, Qualifier);
        AddAnswering(
            "Invoke",
            new("POST", Root + "/invocations") { HasPayload = true, Headers = [("X-Amz-Invocation-Type", "InvocationType")] },
            Invoke,
            Arn,
            FunctionNameRule,
            Qualifier,
            new("InvocationType") { OneOf = ["Event", "RequestResponse", "DryRun"] });
    }

    public override string Id => "Lambda";

    public override string SigningName => "lambda";

    protected override ImmutableDictionary<CommonError, ErrorForm> CommonErrors => base.CommonErrors
        .SetItem(CommonError.Internal, new("ServiceException", 500, "The Lambda service encountered an internal error."));

    private static string Arn(JsonCall call) => call.Region.Arn("lambda", "function:" + FunctionName.Read(call.Value("FunctionName") ?? "*").Name);

    private static JsonObject ListFunctions(JsonCall call)
    {
        var size = call.Value("MaxItems") is { } most ? Math.Min(PageSize, int.Parse(most, CultureInfo.InvariantCulture)) : PageSize;
        var (page, next) = Paging.Page(
            call.Region.Functions.All, call.Text("Marker"), size, () => new AwsServiceException("InvalidParameterValueException", 400, "Invalid Marker"));
        return new JsonObject { ["Functions"] = new JsonArray([.. page.Select(function => Configuration(call, function, qualifier: null))]), ["NextMarker"] = next };
    }

    private static JsonObject AddPermission(JsonCall call)
    {
        var (function, qualifier) = Function(call);
        var id = call.Required("StatementId");
        var statement = Statement(call, id, function.ArnOf(qualifier)).ToJsonString();
        Change(call, function, qualifier, statements => statements.Exists(known => known.Id == id)
            ? throw new AwsServiceException("ResourceConflictException", 409, $"The statement id ({id}) provided already exists. Please provide a new statement id, or remove the existing statement.")
            : statements.Add((id, statement)));
        return new JsonObject { ["Statement"] = statement };
    }

    private static JsonObject? RemovePermission(JsonCall call)
    {
        var (function, qualifier) = Function(call);
        var id = call.Required("StatementId");
        Change(call, function, qualifier, statements => statements.FindIndex(known => known.Id == id) is >= 0 and var index
            ? statements.RemoveAt(index)
            : throw Missing($"Statement {id} is not found in resource policy."));
        return null;
    }

    private static JsonObject GetPolicy(JsonCall call)
    {
        var (function, qualifier) = Function(call);
        var policy = function.Policies.GetValueOrDefault(qualifier ?? "") ?? throw Missing("The resource you requested does not exist.");
        return new JsonObject { ["Policy"] = policy.Json, ["RevisionId"] = policy.RevisionId };
    }

    private static JsonObject GetConfiguration(JsonCall call)
    {
        var (function, qualifier) = Function(call);
        var configuration = Configuration(call, function, qualifier);
        configuration["State"] = "Active";
        configuration["LastUpdateStatus"] = "Successful";
        return configuration;
    }

    // A list says nothing of states.
    private static JsonObject Configuration(JsonCall call, LambdaFunction function, string? qualifier) => new()
    {
        ["FunctionName"] = function.Name,
        ["FunctionArn"] = function.ArnOf(qualifier),
        ["Runtime"] = "dotnet8",
        ["Role"] = $"arn:aws:iam::{call.Region.Account.Id}:role/{function.Name}",
        ["Version"] = LambdaFunction.VersionOf(qualifier),
        ["PackageType"] = "Zip",
    };

    private WireResponse Invoke(JsonCall call)
    {
        var (function, qualifier) = Function(call);
        var type = call.Text("InvocationType") ?? "RequestResponse";
        var payload = call.Request.Text;
        if (type == "DryRun")
        {
            return Answer(204, body: null);
        }

        if (payload.Length > 0 && !JsonText.TryRead(payload, out _))
        {
            throw new AwsServiceException("InvalidRequestContentException", 400, "Could not parse request body into json: Could not parse payload into json.");
        }

        call.Region.Account.Cloud.Deliveries.Add(new Delivery
        {
            Time = call.Region.Clock.GetUtcNow(),
            Account = call.Region.Account.Id,
            Region = call.Region.Name,
            Target = function.ArnOf(qualifier),
            Action = "lambda:InvokeFunction",
            As = call.Caller.Arn,
            Message = payload,
        });
        var response = type == "Event" ? Answer(202, body: null) : new WireResponse(200, ContentSource.Of("null"u8.ToArray())) { Headers = { ["Content-Type"] = ContentType } };
        response.Headers["X-Amz-Executed-Version"] = LambdaFunction.VersionOf(qualifier);
        return response;
    }

    private static JsonObject Statement(JsonCall call, string id, string resource)
    {
        var conditions = new JsonObject();
        if (call.Text("SourceAccount") is { } account)
        {
            conditions["StringEquals"] = new JsonObject { ["AWS:SourceAccount"] = account };
        }

        if (call.Text("SourceArn") is { } arn)
        {
            conditions["ArnLike"] = new JsonObject { ["AWS:SourceArn"] = arn };
        }

        return JsonCall.Compact(new JsonObject
        {
            ["Sid"] = id,
            ["Effect"] = "Allow",
            ["Principal"] = Principal(call.Required("Principal")),
            ["Action"] = call.Required("Action"),
            ["Resource"] = resource,
            ["Condition"] = conditions.Count == 0 ? null : conditions,
        });
    }

    private static JsonNode Principal(string name) => name switch
    {
        "*" => "*",
        _ when name.EndsWith(".amazonaws.com", StringComparison.Ordinal) => new JsonObject { ["Service"] = name },
        { Length: 12 } => new JsonObject { ["AWS"] = $"arn:aws:iam::{name}:root" },
        _ => new JsonObject { ["AWS"] = name },
    };

    /// <summary>Changes a policy; one without statements is none.</summary>
    private static void Change(JsonCall call, LambdaFunction function, string? qualifier, Func<ImmutableList<(string Id, string Statement)>, ImmutableList<(string Id, string Statement)>> change)
        => call.Region.Functions.Change(function.Name, known =>
        {
            var policy = known.Policies.GetValueOrDefault(qualifier ?? "");
            if (call.Text("RevisionId") is { } revision && revision != policy?.RevisionId)
            {
                throw new AwsServiceException("PreconditionFailedException", 412, "The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the latest Revision Id");
            }

            var statements = change(policy?.Statements ?? []);
            return known with
            {
                Policies = statements.IsEmpty ? known.Policies.Remove(qualifier ?? "") : known.Policies.SetItem(qualifier ?? "", new FunctionPolicy(statements)),
            };
        });

    private static (LambdaFunction Function, string? Qualifier) Function(JsonCall call)
    {
        var name = FunctionName.Read(call.Required("FunctionName"));
        var given = call.Text("Qualifier");
        if (given is not null && name.Qualifier is not null && given != name.Qualifier)
        {
            throw new AwsServiceException("InvalidParameterValueException", 400, "The derived qualifier from the function name does not match the specified qualifier.");
        }

        name = name with { Qualifier = given ?? name.Qualifier };
        return call.Region.Functions.Find(name) is { } function
            ? (function, name.Qualifier)
            : throw Missing($"Function not found: {call.Region.Arn("lambda", $"function:{name.Name}{(name.Qualifier is null ? "" : ":" + name.Qualifier)}")}");
    }

    private static AwsServiceException Missing(string message) => new("ResourceNotFoundException", 404, message);
}
