using System.Text.Json.Nodes;
using SessionLogging.Sandbox.Events;
using SessionLogging.Sandbox.State;
using SessionLogging.Sandbox.Wire;

namespace SessionLogging.Sandbox.CloudTrail;

/// <summary>A call as CloudTrail records it.</summary>
internal sealed record ApiCall
{
    /// <summary>The service, for example <c>ssm</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The operation.</summary>
    public required string Name { get; init; }

    /// <summary>What was asked, by names in camel case.</summary>
    public required JsonObject RequestParameters { get; init; }

    /// <summary>What was answered; <see langword="null"/> where nothing was but an error.</summary>
    public JsonObject? ResponseElements { get; init; }

    /// <summary>The error's code in CloudTrail's words.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What the error said.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>
    /// Makes an event of it where a trail records it there: EventBridge hears of calls only then.
    /// <see href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html"/>
    /// </summary>
    public void Record(Call call)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["eventCategory"] = "Management", ["eventSource"] = Source, ["eventName"] = Name, ["readOnly"] = "false", ["eventType"] = "AwsApiCall",
        };
        if (call.Cloud.Trails.All.Any(trail => trail.Covers(call.Account.Id, call.Region.Name) && trail.Records(fields)))
            EventBus.Put(BusEvent.Of(call.Region, $"aws.{Service}", "AWS API Call via CloudTrail", call.Cloud.Clock.GetUtcNow(), Detail(call)), call.Region);
    }

    private string Source => $"{Service}.amazonaws.com";

    /// <summary><see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html"/>.</summary>
    private JsonObject Detail(Call call)
    {
        var detail = new JsonObject
        {
            ["eventVersion"] = "1.10",
            ["userIdentity"] = Identity(call.Caller),
            ["eventTime"] = BusEvent.Time(call.Cloud.Clock.GetUtcNow()),
            ["eventSource"] = Source,
            ["eventName"] = Name,
            ["awsRegion"] = call.Region.Name,
            ["sourceIPAddress"] = "127.0.0.1",
            ["userAgent"] = call.Request.Header("User-Agent") ?? "",
        };
        if (ErrorCode is not null)
        {
            detail["errorCode"] = ErrorCode;
            detail["errorMessage"] = ErrorMessage;
        }

        detail["requestParameters"] = RequestParameters;
        detail["responseElements"] = ResponseElements;
        detail["requestID"] = call.RequestId;
        detail["eventID"] = $"{Guid.NewGuid()}";
        detail["readOnly"] = false;
        detail["eventType"] = "AwsApiCall";
        detail["managementEvent"] = true;
        detail["recipientAccountId"] = call.Account.Id;
        detail["eventCategory"] = "Management";
        return detail;
    }

    private static JsonObject Identity(Principal caller)
    {
        var (isRole, name) = caller.Arn.Split('/') is [_, var role, _] ? (true, role) : (false, caller.Arn[(caller.Arn.LastIndexOf('/') + 1)..]);
        var identity = new JsonObject
        {
            ["type"] = isRole ? "AssumedRole" : "IAMUser",
            ["principalId"] = caller.UserId,
            ["arn"] = caller.Arn,
            ["accountId"] = caller.AccountId,
        };
        if (isRole)
        {
            identity["sessionContext"] = new JsonObject
            {
                ["sessionIssuer"] = new JsonObject
                {
                    ["type"] = "Role",
                    ["principalId"] = Principal.RoleId(caller.AccountId, name),
                    ["arn"] = $"arn:aws:iam::{caller.AccountId}:role/{name}",
                    ["accountId"] = caller.AccountId,
                    ["userName"] = name,
                },
            };
        }
        else
        {
            identity["userName"] = name;
        }

        return identity;
    }
}
