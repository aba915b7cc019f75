using SessionLogging.Sandbox.Events;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SessionLogging.Sandbox.CloudTrail;

/// <summary>The calls by which the generated sessions of a Region were started, oldest first; each is made when it is asked for. One in forty follows an attempt that came to nothing.</summary>
internal sealed class SessionEvents(RegionState region)
{
    private const string Console = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36";

    private static readonly string[] Programs =
    [
        Console, "aws-cli/2.17.0 md/awscrt#0.20.11 ua/2.0 os/macos#23.5.0 md/arch#arm64 lang/python#3.11.8 md/prompt#off md/command#ssm.start-session",
        "aws-cli/1.33.13 md/Botocore#1.34.131 ua/2.0 os/linux#6.1.0 md/arch#x86_64 lang/python#3.12.3", "Boto3/1.34.131 md/Botocore#1.34.131 ua/2.0 os/linux#5.10", "session-manager-gateway/4.2",
    ];

    private static readonly string[] Addresses = ["192.0.2.36", "192.0.2.138", "198.51.100.64", "198.51.100.7", "203.0.113.11", "203.0.113.40", "2001:db8:85a3::8a2e:370:7334"];

    // Every session has two places: the call that started it and, before it, the attempt.
    private const int Places = 2;
    private const int OneAttemptIn = 40;

    private readonly IReadOnlyList<GeneratedSessions> _parts = region.Sessions.GeneratedOfTheEventHistory;

    public int Count => Places * _parts.Sum(part => part.Count);

    /// <summary>The calls by which those that run on were started.</summary>
    public IEnumerable<(DateTimeOffset Time, JsonObject Record)> Running => region.Sessions.GeneratedRunning
        .Where(session => session.DocumentName != SessionWords.EcsExec)
        .Select(session => (WholeSecond(session.StartDate), Record(session, WholeSecond(session.StartDate), place: 0, isAttempt: false)));

    /// <summary>When the call of a place was made, in whole seconds.</summary>
    public DateTimeOffset TimeOf(int place)
    {
        var (part, index) = Find(place / Places);
        return WholeSecond(part.StartOf(index));
    }

    /// <summary>The record of a place; <see langword="null"/> where there is none: ECS Exec starts sessions by another call.</summary>
    public JsonObject? this[int place]
    {
        get
        {
            var isAttempt = place % Places == 0;
            if (isAttempt && place / Places % OneAttemptIn != 0)
            {
                return null;
            }

            var (part, index) = Find(place / Places);
            return part[index] is var session && session.DocumentName == SessionWords.EcsExec ? null : Record(session, WholeSecond(session.StartDate), place, isAttempt);
        }
    }

    private (GeneratedSessions Part, int Index) Find(int number)
    {
        foreach (var part in _parts)
        {
            if (number < part.Count)
            {
                return (part, number);
            }

            number -= part.Count;
        }

        throw new ArgumentOutOfRangeException(nameof(number));
    }

    private JsonObject Record(StoredSession session, DateTimeOffset time, int place, bool isAttempt)
    {
        var draw = new Draw(Draw.SeedOf(session.SessionId), place);
        var program = draw.OfSkewed(Programs);
        var address = draw.OfSkewed(Addresses);
        var record = new JsonObject
        {
            ["eventVersion"] = "1.10",
            ["userIdentity"] = Identity(session.Owner!, session.StartDate),
            ["eventTime"] = BusEvent.Time(time),
            ["eventSource"] = "ssm.amazonaws.com",
            ["eventName"] = "StartSession",
            ["awsRegion"] = region.Name,
            ["sourceIPAddress"] = address,
            ["userAgent"] = program,
        };
        if (isAttempt)
        {
            var isDenied = draw.Chance(0.6);
            record["errorCode"] = isDenied ? "AccessDenied" : "TargetNotConnected";
            record["errorMessage"] = isDenied
                ? $"User: {session.Owner} is not authorized to perform: ssm:StartSession on resource: {region.Arn("ec2", $"instance/{session.Target}")} because no identity-based policy allows the ssm:StartSession action"
                : $"{session.Target} is not connected.";
        }

        record["requestParameters"] = Request(session, ref draw);
        record["responseElements"] = isAttempt ? null : new JsonObject
        {
            ["sessionId"] = session.SessionId,
            ["tokenValue"] = "Value hidden due to security reasons.",
            ["streamUrl"] = $"wss://ssmmessages.{region.Name}.amazonaws.com/v1/data-channel/{session.SessionId}?role=publish_subscribe",
        };
        record["requestID"] = IdOf($"request {place} {session.SessionId}");
        record["eventID"] = IdOf($"event {place} {session.SessionId}");
        record["readOnly"] = false;
        record["eventType"] = "AwsApiCall";
        record["managementEvent"] = true;
        record["recipientAccountId"] = region.Account.Id;
        record["eventCategory"] = "Management";
        if (program == Console)
        {
            record["sessionCredentialFromConsole"] = "true";
        }

        return record;
    }

    private static JsonObject Request(StoredSession session, ref Draw draw)
    {
        var request = new JsonObject { ["target"] = session.Target };
        if (session.DocumentName is { } document)
        {
            request["documentName"] = document;
        }

        if (session.Reason is { } reason)
        {
            request["reason"] = reason;
        }

        switch (session.DocumentName)
        {
            case "AWS-StartPortForwardingSession":
                request["parameters"] = new JsonObject { ["portNumber"] = new JsonArray("8080"), ["localPortNumber"] = new JsonArray("18080") };
                break;
            case "AWS-StartPortForwardingSessionToRemoteHost":
                request["parameters"] = new JsonObject
                {
                    ["host"] = new JsonArray(draw.Of((string[])["orders.cluster-abc.eu-west-1.rds.amazonaws.com", "10.0.12.7"])), ["portNumber"] = new JsonArray("5432"), ["localPortNumber"] = new JsonArray("15432"),
                };
                break;
            case "AWS-StartSSHSession":
                request["parameters"] = new JsonObject { ["portNumber"] = new JsonArray("22") };
                break;
        }

        return request;
    }

    private JsonObject Identity(string owner, DateTimeOffset time)
    {
        var account = region.Account.Id;
        var name = owner[(owner.LastIndexOfAny(['/', ':']) + 1)..];
        if (owner.Contains(":assumed-role/", StringComparison.Ordinal))
        {
            var role = owner.Split('/')[1];
            var isSignOn = role == Seeds.SsoRole;
            var id = Principal.RoleId(account, role);
            var context = new JsonObject
            {
                ["sessionIssuer"] = new JsonObject
                {
                    ["type"] = "Role", ["principalId"] = id, ["arn"] = $"arn:aws:iam::{account}:role{(isSignOn ? Seeds.SsoPath : "/")}{role}", ["accountId"] = account, ["userName"] = role,
                },
                ["attributes"] = new JsonObject { ["creationDate"] = BusEvent.Time(time.AddMinutes(-20)), ["mfaAuthenticated"] = "false" },
            };
            if (role == "Admin")
            {
                context["sourceIdentity"] = name.Replace('.', '-');
            }

            var identity = new JsonObject
            {
                ["type"] = "AssumedRole", ["principalId"] = $"{id}:{name}", ["arn"] = owner, ["accountId"] = account, ["accessKeyId"] = "ASIA" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(owner)))[..16], ["sessionContext"] = context,
            };
            if (isSignOn)
            {
                identity["onBehalfOf"] = new JsonObject
                {
                    ["userId"] = IdOf(name), ["identityStoreArn"] = "arn:aws:identitystore::111122223333:identitystore/d-9067642ac7",
                };
            }

            return identity;
        }

        var isRoot = name == "root";
        var user = isRoot ? Principal.Root(account) : Principal.User(account, name);
        var told = new JsonObject
        {
            ["type"] = user.Type, ["principalId"] = user.UserId, ["arn"] = owner, ["accountId"] = account,
            ["accessKeyId"] = (isRoot ? "ASIA" : "AKIA") + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(owner)))[..16],
        };
        if (isRoot)
        {
            told["sessionContext"] = new JsonObject { ["attributes"] = new JsonObject { ["creationDate"] = BusEvent.Time(time.AddMinutes(-20)), ["mfaAuthenticated"] = "true" } };
        }
        else
        {
            told["userName"] = name;
        }

        return told;
    }

    private static string IdOf(string name) => $"{new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16))}";

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
