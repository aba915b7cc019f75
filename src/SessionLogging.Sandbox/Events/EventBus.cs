using SessionLogging.Sandbox.Deliveries;

namespace SessionLogging.Sandbox.Events;

/// <summary>The default event bus: holds an event against every rule and sends it to the targets of those that match.</summary>
internal static class EventBus
{
    public static void Put(JsonObject happened, RegionState region)
    {
        foreach (var rule in region.EventRules.All.Where(rule => rule.Matches(happened)))
        {
            foreach (var target in rule.Targets.Values)
            {
                Deliver(happened, region, rule, target);
            }
        }
    }

    private static void Deliver(JsonObject happened, RegionState region, EventRule rule, EventTarget target)
    {
        if (!Arn.TryParse(target.Arn, out var arn) || TargetKinds.Of(arn) is not { } kind)
        {
            throw new InvalidOperationException($"PutTargets let {target.Arn} through.");
        }

        var ruleArn = region.EventRules.ArnOf(rule);
        var members = target.Members;
        var input = TargetInput.Of(members, happened, new RuleNames(rule.Name, ruleArn), region.Clock.GetUtcNow());
        var shot = new TargetShot(region.Account.Cloud, arn, members, ruleArn, region.Account.Id);
        var problem = kind.Send(shot, input, out var message);
        region.Account.Cloud.Deliveries.Add(new Delivery
        {
            Time = region.Clock.GetUtcNow(),
            Account = region.Account.Id,
            Region = region.Name,
            Rule = ruleArn,
            TargetId = target.Id,
            Target = target.Arn,
            Action = kind.Action,
            As = members["RoleArn"]?.ToString(),
            Message = message,
            Problem = problem,
        });
    }
}

/// <summary>Events as the default bus of an account in a Region has them: <see href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html"/>.</summary>
internal static class BusEvent
{
    /// <summary>What every event has.</summary>
    public static readonly string[] Fields = ["id", "detail-type", "source", "account", "time", "region", "resources"];

    public static JsonObject Of(RegionState region, string source, string detailType, DateTimeOffset time, JsonObject detail, IEnumerable<string>? resources = null) => new()
    {
        ["version"] = "0",
        ["id"] = $"{Guid.NewGuid()}",
        ["detail-type"] = detailType,
        ["source"] = source,
        ["account"] = region.Account.Id,
        ["time"] = Time(time),
        ["region"] = region.Name,
        ["resources"] = new JsonArray([.. (resources ?? []).Select(resource => JsonValue.Create(resource))]),
        ["detail"] = detail,
    };

    /// <summary>A time as events tell it.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>An entry of PutEvents: it fails by itself, or becomes an event.</summary>
internal static class BusEntry
{
    private static readonly string[] Demanded = ["Source", "DetailType", "Detail"];

    /// <summary>The answer's entry, once the event is delivered or refused.</summary>
    public static JsonObject Put(JsonObject entry, RegionState region)
    {
        if (Demanded.FirstOrDefault(member => string.IsNullOrEmpty(entry[member]?.ToString())) is { } missing)
        {
            return Failed("InvalidArgument", $"Parameter {missing} is not valid. Reason: {missing} is a required argument.");
        }

        var source = $"{entry["Source"]}";
        if (source.StartsWith("aws.", StringComparison.OrdinalIgnoreCase))
        {
            return Failed("NotAuthorizedForSourceException", "Not authorized for the source.");
        }

        if (entry["EventBusName"]?.ToString() is { } bus && bus != "default" && bus != region.Arn("events", "event-bus/default"))
        {
            return Failed("ResourceNotFoundException", $"Event bus {bus} does not exist.");
        }

        if (JsonText.Object($"{entry["Detail"]}") is not { } detail)
        {
            return Failed("MalformedDetail", "Detail is malformed.");
        }

        var time = entry["Time"]?.GetValueKind() == JsonValueKind.Number ? DateTimeOffset.FromUnixTimeMilliseconds((long)(entry["Time"]!.GetValue<double>() * 1000)) : region.Clock.GetUtcNow();
        var put = BusEvent.Of(region, source, $"{entry["DetailType"]}", time, detail, (entry["Resources"] as JsonArray)?.Select(resource => $"{resource}"));
        EventBus.Put(put, region);
        return new JsonObject { ["EventId"] = put["id"]!.ToString() };
    }

    private static JsonObject Failed(string code, string message) => new() { ["ErrorCode"] = code, ["ErrorMessage"] = message };
}
