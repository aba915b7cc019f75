using SessionLogging.Sandbox.Kms;

namespace SessionLogging.Sandbox.Logs;

/// <summary>Amazon CloudWatch Logs.</summary>
internal sealed class LogsService : JsonService
{
    private const int PageSize = 50;
    private const int MostEvents = 10_000;

    private static readonly MemberRule GroupName = new("logGroupName") { MinLength = 1, MaxLength = 512, Pattern = @"[\.\-_/#A-Za-z0-9]+" };
    private static readonly MemberRule GroupPrefix = GroupName with { Member = "logGroupNamePrefix" };
    private static readonly MemberRule GroupIdentifier = new("logGroupIdentifier") { MinLength = 1, MaxLength = 2048, Pattern = @"[\w#+=/:,.@-]*" };
    private static readonly MemberRule StreamName = new("logStreamName") { MinLength = 1, MaxLength = 512, Pattern = "[^:*]*" };
    private static readonly MemberRule Limit = new("limit") { Range = (1, 50) };
    private static readonly MemberRule KeyId = new("kmsKeyId") { MaxLength = 256 };
    private static readonly MemberRule Class = new("logGroupClass") { OneOf = ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"] };

    private static readonly int[] Retentions = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    public LogsService()
    {
        Add("CreateLogGroup", CreateGroup, Arn, GroupName with { Required = true }, KeyId, Class);
        Add("DeleteLogGroup", DeleteGroup, Arn, GroupName with { Required = true });
        Add("DescribeLogGroups", DescribeGroups, Arn, GroupPrefix, new("logGroupNamePattern") { MaxLength = 512, Pattern = @"[\.\-_/#A-Za-z0-9]*" }, Limit, Class);
        Add("PutRetentionPolicy", PutRetention, Arn, GroupName with { Required = true }, new("retentionInDays") { Required = true });
        Add("AssociateKmsKey", AssociateKey, Arn, GroupName, KeyId with { Required = true }, GroupIdentifier with { Member = "resourceIdentifier", Pattern = @"[\w+=/:,.@\-\*]*" });
        Add("CreateLogStream", CreateStream, Arn, GroupName with { Required = true }, StreamName with { Required = true });
        Add("DescribeLogStreams", DescribeStreams, Arn, GroupName, GroupIdentifier, StreamName with { Member = "logStreamNamePrefix" }, new("orderBy") { OneOf = ["LogStreamName", "LastEventTime"] }, Limit);
        Add("PutLogEvents", PutEvents, Arn, GroupName with { Required = true }, StreamName with { Required = true }, new("logEvents") { Required = true });
        Add("GetLogEvents", GetEvents, Arn, GroupName, GroupIdentifier, StreamName with { Required = true }, new("limit") { Range = (1, MostEvents) });
    }

    public override string Id => "CloudWatch Logs";

    public override string SigningName => "logs";

    protected override string TargetPrefix => "Logs_20140328";

    protected override ImmutableDictionary<CommonError, ErrorForm> CommonErrors { get; } = JsonErrors
        .SetItem(CommonError.Invalid, new("InvalidParameterException", 400, "A parameter is specified incorrectly."))
        .SetItem(CommonError.Internal, new("ServiceUnavailableException", 500, "The service cannot complete the request."));

    private static string Arn(JsonCall call)
        => call.Region.Arn("logs", $"log-group:{call.Value("logGroupName") ?? call.Value("logGroupNamePrefix")}:log-stream:{call.Value("logStreamName")}");

    private JsonObject? CreateGroup(JsonCall call)
    {
        var name = call.Required("logGroupName");
        if (name.StartsWith("aws/", StringComparison.OrdinalIgnoreCase))
        {
            throw Error(CommonError.Invalid, "Log groups starting with AWS/ are reserved for AWS.");
        }

        var group = new LogGroup(name, call.Region.Clock) { KmsKeyId = Key(call), Class = call.Text("logGroupClass") ?? "STANDARD" };
        if (!call.Region.LogGroups.TryAdd(group))
        {
            throw Exists("The specified log group already exists");
        }

        return null;
    }

    private JsonObject? DeleteGroup(JsonCall call)
    {
        if (!call.Region.LogGroups.Remove(call.Required("logGroupName")))
        {
            throw NoGroup();
        }

        return null;
    }

    private JsonObject DescribeGroups(JsonCall call)
    {
        var (prefix, pattern, wantedClass) = (call.Text("logGroupNamePrefix"), call.Text("logGroupNamePattern"), call.Text("logGroupClass"));
        if (prefix is not null && pattern is not null)
        {
            throw Error(CommonError.Invalid, "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }

        var identifiers = (call.Input["logGroupIdentifiers"] as JsonArray)?.Select(identifier => identifier?.ToString()).ToList();
        var groups = call.Region.LogGroups.All
            .Where(group => prefix is null || group.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Where(group => pattern is null || group.Name.Contains(pattern, StringComparison.Ordinal))
            .Where(group => wantedClass is null || group.Class == wantedClass)
            .Where(group => identifiers is null || identifiers.Contains(group.Name) || identifiers.Contains(call.Region.LogGroups.ArnOf(group)));
        return Page(call, "logGroups", groups, group => new JsonObject
        {
            ["logGroupName"] = group.Name,
            ["creationTime"] = group.Created.ToUnixTimeMilliseconds(),
            ["retentionInDays"] = group.RetentionInDays,
            ["metricFilterCount"] = 0,
            ["arn"] = call.Region.LogGroups.ArnOf(group) + ":*",
            ["storedBytes"] = group.Streams.Sum(stream => stream.Summary.Bytes),
            ["kmsKeyId"] = group.KmsKeyId,
            ["dataProtectionStatus"] = group.DataProtectionStatus,
            ["logGroupClass"] = group.Class,
            ["logGroupArn"] = call.Region.LogGroups.ArnOf(group),
        });
    }

    private JsonObject? PutRetention(JsonCall call)
    {
        var days = call.Number("retentionInDays");
        var group = Group(call);
        if (!Retentions.Contains((int)days!.Value))
        {
            throw Error(CommonError.Invalid, $"Invalid retention value. Valid values are: [{string.Join(", ", Retentions)}]");
        }

        group.RetentionInDays = (int)days.Value;
        return null;
    }

    private JsonObject? AssociateKey(JsonCall call)
    {
        Group(call).KmsKeyId = Key(call);
        return null;
    }

    private JsonObject? CreateStream(JsonCall call)
    {
        if (!Group(call).TryAddStream(call.Required("logStreamName")))
        {
            throw Exists("The specified log stream already exists");
        }

        return null;
    }

    private JsonObject DescribeStreams(JsonCall call)
    {
        var group = Group(call);
        var prefix = call.Text("logStreamNamePrefix");
        var byTime = call.Text("orderBy") == "LastEventTime";
        if (byTime && prefix is not null)
        {
            throw Error(CommonError.Invalid, "Cannot order by LastEventTime with a logStreamNamePrefix.");
        }

        var streams = group.Streams.Where(stream => prefix is null || stream.Name.StartsWith(prefix, StringComparison.Ordinal));
        if (byTime)
        {
            streams = streams.OrderBy(stream => stream.Summary.Last ?? 0);
        }

        if (call.Flag("descending"))
        {
            streams = streams.Reverse();
        }

        return Page(call, "logStreams", streams, stream =>
        {
            var summary = stream.Summary;
            return new JsonObject
            {
                ["logStreamName"] = stream.Name,
                ["creationTime"] = stream.Created.ToUnixTimeMilliseconds(),
                ["firstEventTimestamp"] = summary.First,
                ["lastEventTimestamp"] = summary.Last,
                ["lastIngestionTime"] = summary.LastIngestion,
                ["uploadSequenceToken"] = summary.Count == 0 ? null : summary.Count.ToString("D56", CultureInfo.InvariantCulture),
                ["arn"] = $"{call.Region.LogGroups.ArnOf(group)}:log-stream:{stream.Name}",
                ["storedBytes"] = 0,
            };
        });
    }

    private JsonObject PutEvents(JsonCall call)
    {
        var group = Group(call);
        return LogEventIntake.Put(group, Stream(call, group), call.Input["logEvents"], call.Region.Clock.GetUtcNow(), message => Error(CommonError.Invalid, message));
    }

    /// <summary>From <c>startTime</c> on and before <c>endTime</c>; what the group no longer keeps is not there.</summary>
    private JsonObject GetEvents(JsonCall call)
    {
        var group = Group(call);
        var kept = group.RetentionInDays is { } days ? call.Region.Clock.GetUtcNow().AddDays(-days).ToUnixTimeMilliseconds() : 0;
        var start = Math.Max(kept, call.Number("startTime") ?? 0);
        var end = call.Number("endTime") ?? long.MaxValue;
        var events = Stream(call, group).Events.Where(stored => stored.Timestamp >= start && stored.Timestamp < end).ToList();
        var page = LogEventPage.Of(events, call.Text("nextToken"), call.Flag("startFromHead"), (int)(call.Number("limit") ?? MostEvents))
            ?? throw Error(CommonError.Invalid, "The specified nextToken is invalid.");
        return new JsonObject
        {
            ["events"] = new JsonArray([.. page.Events.Select(stored => new JsonObject
            {
                ["timestamp"] = stored.Timestamp,
                ["message"] = stored.Message,
                ["ingestionTime"] = stored.IngestionTime,
            })]),
            ["nextForwardToken"] = page.ForwardToken,
            ["nextBackwardToken"] = page.BackwardToken,
        };
    }

    private JsonObject Page<T>(JsonCall call, string member, IEnumerable<T> all, Func<T, JsonObject> describe)
    {
        var (page, next) = Paging.Page(all, call.Text("nextToken"), (int)(call.Number("limit") ?? PageSize), () => Error(CommonError.Invalid, "The specified nextToken is invalid."));
        return JsonCall.Compact(new JsonObject
        {
            [member] = new JsonArray([.. page.Select(item => JsonCall.Compact(describe(item)))]),
            ["nextToken"] = next,
        });
    }

    private LogGroup Group(JsonCall call)
    {
        var name = call.Text("logGroupName") ?? call.Text("logGroupIdentifier") ?? call.Text("resourceIdentifier")
            ?? throw Error(CommonError.Invalid, "The log group must be named, by logGroupName or by its ARN.");
        var own = call.Region.Arn("logs", "log-group:");
        return call.Region.LogGroups.Find(name.StartsWith(own, StringComparison.Ordinal) ? name[own.Length..] : name) ?? throw NoGroup();
    }

    private static LogStream Stream(JsonCall call, LogGroup group)
        => group.FindStream(call.Required("logStreamName")) ?? throw new AwsServiceException("ResourceNotFoundException", 400, "The specified log stream does not exist.");

    /// <summary>The key that is named, if a log group can be encrypted with it.</summary>
    private string? Key(JsonCall call)
    {
        if (call.Text("kmsKeyId") is not { } arn)
        {
            return null;
        }

        return arn.StartsWith("arn:", StringComparison.Ordinal) && call.Region.Keys.Find(arn) is { Encrypts: true }
            ? arn
            : throw Error(CommonError.Invalid, $"The specified KMS Key Id could not be found, is not in this Region, is disabled or is not symmetric: {arn}");
    }

    private static AwsServiceException NoGroup() => new("ResourceNotFoundException", 400, "The specified log group does not exist.");

    private static AwsServiceException Exists(string message) => new("ResourceAlreadyExistsException", 400, message);
}
