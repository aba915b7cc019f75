namespace SessionLogging.Sandbox.CloudTrail;

/// <summary>AWS CloudTrail: which trails there are and what they record.</summary>
internal sealed partial class CloudTrailService : JsonService
{
    // A trail's times: it began this long ago.
    private static readonly TimeSpan Age = TimeSpan.FromDays(90);

    public CloudTrailService(Cloud cloud)
    {
        RuleSets = [new("cloudtrail", () => cloud.TrailRules, rules => cloud.TrailRules = (TrailRules)rules)];
        Add("DescribeTrails", DescribeTrails, call => call.Region.Arn("cloudtrail", "trail/*"));
        Add("GetTrailStatus", GetStatus, call => Arn(call, "Name"), new MemberRule("Name") { Required = true });
        Add("GetEventSelectors", GetSelectors, call => Arn(call, "TrailName"), new MemberRule("TrailName") { Required = true });
        Add("LookupEvents", LookUp, _ => "*", new MemberRule("MaxResults") { Range = (1, EventHistory.PageSize) });
    }

    public override string Id => "CloudTrail";

    public override IReadOnlyList<RuleSet> RuleSets { get; }

    public override string SigningName => "cloudtrail";

    protected override string TargetPrefix => "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101";

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]\z", RegexOptions.NonBacktracking)]
    private static partial Regex NameForm { get; }

    private static string Arn(JsonCall call, string member)
    {
        var name = call.Value(member) ?? "*";
        return name.StartsWith("arn:", StringComparison.Ordinal) ? name : call.Region.Arn("cloudtrail", "trail/" + name);
    }

    /// <summary><see href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html"/>.</summary>
    private static JsonObject LookUp(JsonCall call)
    {
        var attributes = call.Structures("LookupAttributes").Select(each => (Key: (string?)each["AttributeKey"] ?? "", Value: (string?)each["AttributeValue"] ?? "")).ToList();
        if (attributes.Count > 1 || attributes.Any(attribute => !EventHistory.Keys.Contains(attribute.Key)))
        {
            throw new AwsServiceException("InvalidLookupAttributesException", 400, "Only one lookup attribute is allowed, and it must be one that the service knows.");
        }

        var (start, end) = (Instant(call, "StartTime", DateTimeOffset.MinValue), Instant(call, "EndTime", DateTimeOffset.MaxValue));
        if (start > end)
        {
            throw new AwsServiceException("InvalidTimeRangeException", 400, "The start time is after the end time.");
        }

        var history = call.Region.EventHistory;
        if (!history.HasRoom())
        {
            throw new AwsServiceException("ThrottlingException", 400, "Rate exceeded");
        }

        var question = new EventQuestion(attributes.FirstOrDefault().Key, attributes.FirstOrDefault().Value, start, end);
        var from = call.Text("NextToken") is not { } token ? null
            : EventPlace.Read(token, question) ?? throw new AwsServiceException("InvalidNextTokenException", 400, "Invalid NextToken.");
        var (events, next) = history.Page(question, from, (int)(call.Number("MaxResults") ?? EventHistory.PageSize));
        var answer = new JsonObject { ["Events"] = new JsonArray([.. events]) };
        if (next is not null)
        {
            answer["NextToken"] = next.TokenOf(question);
        }

        return answer;
    }

    private static DateTimeOffset Instant(JsonCall call, string member, DateTimeOffset otherwise) =>
        call.Input[member] is JsonValue value && value.TryGetValue<double>(out var seconds) ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : otherwise;

    /// <summary>Trails that were made in another Region or by the organization are told as shadows.</summary>
    private static JsonObject DescribeTrails(JsonCall call)
    {
        var (account, region, names) = (call.Region.Account.Id, call.Region.Name, call.Texts("trailNameList"));
        var withShadows = call.Input["includeShadowTrails"] is null || call.Flag("includeShadowTrails");
        var trails = call.Region.Account.Cloud.Trails.All
            .Where(trail => trail.Covers(account, region) && (withShadows || trail.HomeRegion == region && trail.Account == account))
            .Where(trail => names.Count == 0 || names.Contains(trail.Name) || names.Contains(trail.Arn));
        return new JsonObject { ["trailList"] = new JsonArray([.. trails.Select(Described)]) };
    }

    private static JsonObject Described(Trail trail) => new()
    {
        ["Name"] = trail.Name,
        ["S3BucketName"] = trail.Bucket,
        ["IncludeGlobalServiceEvents"] = trail.IsMultiRegion,
        ["IsMultiRegionTrail"] = trail.IsMultiRegion,
        ["HomeRegion"] = trail.HomeRegion,
        ["TrailARN"] = trail.Arn,
        ["LogFileValidationEnabled"] = true,
        ["HasCustomEventSelectors"] = !trail.AdvancedEventSelectors.IsEmpty || !trail.EventSelectors.SequenceEqual([new()]),
        ["HasInsightSelectors"] = false,
        ["IsOrganizationTrail"] = trail.IsOrganization,
    };

    private static JsonObject GetStatus(JsonCall call)
    {
        var trail = Find(call, "Name");
        var now = call.Region.Clock.GetUtcNow();
        var status = new JsonObject { ["IsLogging"] = trail.IsLogging, ["StartLoggingTime"] = JsonCall.Seconds(now - Age) };
        status[trail.IsLogging ? "LatestDeliveryTime" : "StopLoggingTime"] = JsonCall.Seconds(now.AddMinutes(-4));
        return status;
    }

    private static JsonObject GetSelectors(JsonCall call)
    {
        var trail = Find(call, "TrailName");
        var answer = new JsonObject { ["TrailARN"] = trail.Arn };
        if (trail.AdvancedEventSelectors.IsEmpty)
        {
            answer["EventSelectors"] = new JsonArray([.. trail.EventSelectors.Select(Told)]);
        }
        else
        {
            answer["AdvancedEventSelectors"] = new JsonArray([.. trail.AdvancedEventSelectors.Select(Told)]);
        }

        return answer;
    }

    private static JsonObject Told(EventSelector selector) => new()
    {
        ["ReadWriteType"] = selector.ReadWriteType,
        ["IncludeManagementEvents"] = selector.IncludeManagementEvents,
        ["DataResources"] = selector.Objects.IsEmpty ? new JsonArray() : new JsonArray(new JsonObject { ["Type"] = "AWS::S3::Object", ["Values"] = Texts(selector.Objects) }),
        ["ExcludeManagementEventSources"] = Texts(selector.ExcludeManagementEventSources),
    };

    private static JsonObject Told(AdvancedEventSelector selector) => new()
    {
        ["FieldSelectors"] = new JsonArray([.. selector.FieldSelectors.Select(field => new JsonObject { ["Field"] = field.Field, [field.Operator] = Texts(field.Values) })]),
    };

    private static JsonArray Texts(ImmutableArray<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    /// <summary>A name will do for a trail of the account's own that was made in the Region; a shadow wants its ARN.</summary>
    private static Trail Find(JsonCall call, string member)
    {
        var name = call.Required(member);
        var isArn = name.StartsWith("arn:", StringComparison.Ordinal);
        if (isArn && !(Wire.Arn.TryParse(name, out var arn) && arn.Service == "cloudtrail" && arn.Resource.StartsWith("trail/", StringComparison.Ordinal)))
        {
            throw new AwsServiceException("CloudTrailARNInvalidException", 400, $"The ARN {name} is not that of a trail.");
        }

        if (!isArn && !NameForm.IsMatch(name))
        {
            throw new AwsServiceException("InvalidTrailNameException", 400, "Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).");
        }

        var account = call.Region.Account.Id;
        return call.Region.Account.Cloud.Trails.Find(isArn ? name : call.Region.Arn("cloudtrail", "trail/" + name)) is { } trail && (trail.Account == account || trail.IsOrganization)
            ? trail
            : throw new AwsServiceException("TrailNotFoundException", 400, $"Unknown trail: {name} for the user: {account}");
    }
}
