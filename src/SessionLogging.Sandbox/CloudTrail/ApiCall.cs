using SessionLogging.Sandbox.Events;

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
    /// Puts it into the Region's Event history, and makes an event of it where a trail records it there: EventBridge hears of calls only then.
    /// <see href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html"/>
    /// </summary>
    public void Record(Call call)
    {
        var detail = Detail(call);
        call.Region.EventHistory.Add(detail);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["eventCategory"] = "Management", ["eventSource"] = Source, ["eventName"] = Name, ["readOnly"] = "false", ["eventType"] = "AwsApiCall",
        };
        if (call.Cloud.Trails.All.Any(trail => trail.Covers(call.Account.Id, call.Region.Name) && trail.Records(fields)))
        {
            EventBus.Put(BusEvent.Of(call.Region, $"aws.{Service}", "AWS API Call via CloudTrail", call.Cloud.Clock.GetUtcNow(), (JsonObject)detail.DeepClone()), call.Region);
        }
    }

    private string Source => $"{Service}.amazonaws.com";

    /// <summary><see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html"/>.</summary>
    private JsonObject Detail(Call call)
    {
        var detail = new JsonObject
        {
            ["eventVersion"] = "1.10",
            ["userIdentity"] = Identity(call),
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
        // As from AWS: what comes over loopback has no TLS.
        detail["tlsDetails"] = new JsonObject
        {
            ["tlsVersion"] = "TLSv1.3",
            ["cipherSuite"] = "TLS_AES_128_GCM_SHA256",
            ["clientProvidedHostHeader"] = $"{Service}.{call.Region.Name}.amazonaws.com",
        };
        return detail;
    }

    /// <summary><see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html"/>.</summary>
    private static JsonObject Identity(Call call)
    {
        var caller = call.Caller;
        var identity = new JsonObject
        {
            ["type"] = caller.Type,
            ["principalId"] = caller.UserId,
            ["arn"] = caller.Arn,
            ["accountId"] = caller.AccountId,
            ["accessKeyId"] = call.Credential.AccessKeyId,
        };
        if (caller.Type == "IAMUser")
        {
            identity["userName"] = caller.Name;
        }

        if (caller.Session is { } session)
        {
            identity["sessionContext"] = Context(session, caller.AccountId);
        }

        return identity;
    }

    private static JsonObject Context(TemporarySession session, string account)
    {
        var issuer = new JsonObject
        {
            ["type"] = session.IssuerType,
            ["principalId"] = session.IssuerId,
            ["arn"] = session.IssuerArn,
            ["accountId"] = account,
        };
        if (session.IssuerType != "Root")
        {
            issuer["userName"] = session.IssuerName;
        }

        return new JsonObject
        {
            ["sessionIssuer"] = issuer,
            ["webIdFederationData"] = new JsonObject(),
            ["attributes"] = new JsonObject
            {
                ["creationDate"] = BusEvent.Time(session.Created),
                ["mfaAuthenticated"] = session.WithMfa ? "true" : "false",
            },
        };
    }
}
