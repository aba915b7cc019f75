using SessionLogging.Sandbox.CloudTrail;
using SessionLogging.Sandbox.Ssm.Nodes;

namespace SessionLogging.Sandbox.Ssm.Sessions;

/// <summary>The operations that start, resume and end sessions.</summary>
internal static class SessionCalls
{
    public static readonly MemberRule SessionId = new("SessionId") { Required = true, MinLength = 1, MaxLength = 96 };

    public static readonly MemberRule[] StartRules =
    [
        new("Target") { Required = true, MinLength = 1, MaxLength = 400 },
        new("DocumentName") { Pattern = @"^[a-zA-Z0-9_\-.:/]{3,128}$" },
        new("Reason") { MinLength = 1, MaxLength = 256, Pattern = "^.{1,256}$" },
    ];

    private const string IdCharacters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const int IdLength = 26;

    private static readonly HashSet<string> Recorded = new(StringComparer.Ordinal) 
    {
        "StartSession", "ResumeSession", "TerminateSession", "CreateDocument", "UpdateDocument", "UpdateDocumentDefaultVersion", "DeleteDocument",
    };

    public static JsonObject Start(JsonCall call)
    {
        var target = call.Required("Target");
        if (call.Region.Nodes.All.FirstOrDefault(node => node.InstanceId == target) is not { PingStatus: "Online" })
        {
            throw new AwsServiceException("TargetNotConnected", 400, $"{target} is not connected.");
        }

        var document = call.Text("DocumentName");
        if (document is not null && call.Region.Documents.Readable(document).DocumentType != "Session")
        {
            throw new AwsServiceException("InvalidDocument", 400, $"Document type of {document} is not supported: it must be Session.");
        }

        var session = new StoredSession
        {
            SessionId = $"{call.Caller.Name}-{RandomNumberGenerator.GetString(IdCharacters, IdLength)}",
            StartDate = call.Region.Clock.GetUtcNow(),
            Target = target,
            Owner = call.Caller.Arn,
            DocumentName = document,
            Reason = call.Text("Reason"),
            OutputUrl = new StoredOutputUrl(),
            AccessType = "Standard",
        };
        call.Region.Sessions.Add(session);
        return Opened(call, session.SessionId);
    }

    public static JsonObject Resume(JsonCall call)
    {
        var id = call.Required("SessionId");
        return call.Region.Sessions.Change(id, session => session with { Status = null })
            ? Opened(call, id)
            : throw new AwsServiceException("DoesNotExistException", 400, $"Session {id} does not exist or is not active.");
    }

    /// <summary>A session that has ended, or never was, is as good as terminated.</summary>
    public static JsonObject Terminate(JsonCall call)
    {
        var id = call.Required("SessionId");
        var now = call.Region.Clock.GetUtcNow();
        call.Region.Sessions.Change(id, session => session with { Status = null, EndDate = now });
        return new JsonObject { ["SessionId"] = id };
    }

    /// <summary>The ARN that a refusal to start names.</summary>
    public static string TargetArn(JsonCall call)
    {
        var target = call.Value("Target") ?? "*";
        return target.StartsWith("i-", StringComparison.Ordinal) ? call.Region.Arn("ec2", "instance/" + target) : call.Region.Arn("ssm", "managed-instance/" + target);
    }

    /// <summary>The ARN that a refusal to resume or terminate names.</summary>
    public static string SessionArn(JsonCall call) => call.Region.Arn("ssm", "session/" + (call.Value("SessionId") ?? "*"));

    /// <summary>Lets CloudTrail record a call of these operations, whatever became of it.</summary>
    public static void Record(Operation operation, Call call, WireResponse response)
    {
        if (!Recorded.Contains(operation.Name) || JsonText.Object(call.Request.Text) is not { } input)
        {
            return;
        }

        var answer = JsonText.Object(response.Text) ?? [];
        var failed = response.ErrorCode is not null;
        new ApiCall
        {
            Service = "ssm",
            Name = operation.Name,
            RequestParameters = Camel(input),
            ResponseElements = failed ? null : Hidden((JsonObject)Deep(answer)!),
            ErrorCode = response.ErrorCode == "AccessDeniedException" ? "AccessDenied" : response.ErrorCode,
            ErrorMessage = failed ? answer["Message"]?.ToString() : null,
        }.Record(call);
    }

    private static JsonObject Opened(JsonCall call, string id) => new()
    {
        ["SessionId"] = id,
        ["TokenValue"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(120)),
        ["StreamUrl"] = $"wss://ssmmessages.{call.Region.Name}.amazonaws.com/v1/data-channel/{id}?role=publish_subscribe&cell-number={CellNumber()}",
    };

    /// <summary>Base64 as the service puts it into the address, plus signs and slashes included.</summary>
    private static string CellNumber() => Convert.ToBase64String([0, 1, 0, 1, .. RandomNumberGenerator.GetBytes(101)]);

    private static JsonObject Camel(JsonObject members)
        => new(members.Select(member => KeyValuePair.Create(char.ToLowerInvariant(member.Key[0]) + member.Key[1..], member.Value?.DeepClone())));

    // What is answered is told in camel case all through; the names in what was asked may be the caller's.
    private static JsonNode? Deep(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(char.ToLowerInvariant(member.Key[0]) + member.Key[1..], Deep(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Deep)]),
        _ => node?.DeepClone(),
    };

    private static JsonObject Hidden(JsonObject elements)
    {
        if (elements.ContainsKey("tokenValue"))
        {
            elements["tokenValue"] = "Value hidden due to security reasons.";
        }

        return elements;
    }
}
