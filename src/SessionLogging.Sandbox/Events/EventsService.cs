namespace SessionLogging.Sandbox.Events;

/// <summary>Amazon EventBridge: the rules of the default event bus and their targets.</summary>
internal sealed class EventsService : JsonService
{
    private const int PageSize = 100;
    private const int MostEntries = 10;
    private const string DefaultBus = "default";
    private const string Enabled = "ENABLED";
    private const string Disabled = "DISABLED";

    private static readonly MemberRule Name = new("Name") { Required = true, MinLength = 1, MaxLength = 64, Pattern = @"[\.\-_A-Za-z0-9]+" };
    private static readonly MemberRule Rule = Name with { Member = "Rule" };
    private static readonly MemberRule Pattern = new("EventPattern") { MaxLength = 4096 };
    private static readonly MemberRule Limit = new("Limit") { Range = (1, 100) };
    private static readonly MemberRule NextToken = new("NextToken") { MinLength = 1, MaxLength = 2048 };
    private static readonly MemberRule TargetArn = new("TargetArn") { Required = true, MinLength = 1, MaxLength = 1600 };
    private static readonly MemberRule RoleArn = new("RoleArn") { MinLength = 1, MaxLength = 1600 };
    private static readonly MemberRule Bus = new("EventBusName")
    {
        MinLength = 1, MaxLength = 1600, Pattern = @"(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[/\.\-_A-Za-z0-9]+",
    };

    private readonly Cloud _cloud;

    public EventsService(Cloud cloud)
    {
        _cloud = cloud;
        RuleSets = [new("events", () => cloud.TargetRules, rules => cloud.TargetRules = (TargetRules)rules)];
        Add(
            "PutRule",
            PutRule,
            Arn,
            Name,
            Bus,
            Pattern,
            RoleArn,
            new("ScheduleExpression") { MaxLength = 256 },
            new("State") { OneOf = [Enabled, Disabled, "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"] },
            new("Description") { MaxLength = 512 });
        Add("DescribeRule", DescribeRule, Arn, Name, Bus);
        Add("ListRules", ListRules, Arn, Name with { Member = "NamePrefix", Required = false }, Bus, Limit, NextToken);
        Add("ListRuleNamesByTarget", ListRuleNamesByTarget, Arn, TargetArn, Bus, Limit, NextToken);
        Add("DeleteRule", DeleteRule, Arn, Name, Bus);
        Add("EnableRule", call => SetState(call, Enabled), Arn, Name, Bus);
        Add("DisableRule", call => SetState(call, Disabled), Arn, Name, Bus);
        Add("PutTargets", PutTargets, Arn, Rule, Bus, new("Targets") { Required = true });
        Add("ListTargetsByRule", ListTargetsByRule, Arn, Rule, Bus, Limit, NextToken);
        Add("RemoveTargets", RemoveTargets, Arn, Rule, Bus, new("Ids") { Required = true });
        Add("TestEventPattern", TestEventPattern, _ => "*", Pattern with { Required = true }, new("Event") { Required = true });
        Add("PutEvents", PutEvents, call => call.Region.Arn("events", "event-bus/" + DefaultBus), new MemberRule("Entries") { Required = true });
    }

    public override string Id => "EventBridge";

    public override string SigningName => "events";

    public override IReadOnlyList<RuleSet> RuleSets { get; }

    protected override string TargetPrefix => "AWSEvents";

    private static string Arn(JsonCall call) => call.Region.Arn("events", $"rule/{call.Value("Name") ?? call.Value("Rule") ?? call.Value("NamePrefix") ?? "*"}");

    private JsonObject PutRule(JsonCall call)
    {
        CheckBus(call);
        var (pattern, schedule) = (call.Text("EventPattern"), call.Text("ScheduleExpression"));
        if (string.IsNullOrEmpty(pattern) && string.IsNullOrEmpty(schedule))
        {
            throw Error(CommonError.Invalid, "Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }

        var rule = new EventRule(call.Required("Name"))
        {
            EventPattern = pattern,
            Pattern = string.IsNullOrEmpty(pattern) ? null : EventPattern.Read(pattern),
            ScheduleExpression = schedule,
            State = call.Text("State") ?? Enabled,
            Description = call.Text("Description"),
            RoleArn = call.Text("RoleArn"),
            Tags = [.. call.Structures("Tags").Select(tag => KeyValuePair.Create($"{tag["Key"]}", $"{tag["Value"]}"))],
        };
        call.Region.EventRules.Put(rule);
        return new JsonObject { ["RuleArn"] = call.Region.EventRules.ArnOf(rule) };
    }

    private JsonObject DescribeRule(JsonCall call)
    {
        CheckBus(call);
        var described = Described(call, call.Region.EventRules.Existing(call.Required("Name")));
        described["CreatedBy"] = call.Region.Account.Id;
        return described;
    }

    private JsonObject ListRules(JsonCall call)
    {
        CheckBus(call);
        var prefix = call.Text("NamePrefix") ?? "";
        return Page(call, "Rules", call.Region.EventRules.All.Where(rule => rule.Name.StartsWith(prefix, StringComparison.Ordinal)).Select(rule => Described(call, rule)));
    }

    private JsonObject ListRuleNamesByTarget(JsonCall call)
    {
        CheckBus(call);
        var arn = call.Required("TargetArn");
        return Page(call, "RuleNames", call.Region.EventRules.All.Where(rule => rule.Targets.Values.Any(target => target.Arn == arn)).Select(rule => JsonValue.Create(rule.Name)));
    }

    private JsonObject? DeleteRule(JsonCall call)
    {
        CheckBus(call);
        call.Region.EventRules.Remove(call.Required("Name"));
        return null;
    }

    private static JsonObject? SetState(JsonCall call, string state)
    {
        CheckBus(call);
        call.Region.EventRules.Change(call.Required("Name"), rule => rule with { State = state });
        return null;
    }

    private JsonObject PutTargets(JsonCall call)
    {
        CheckBus(call);
        var entries = TargetEntries.Read(call, this);
        var refused = entries.Select(entry => _cloud.TargetRules.FailsPutTargets ? TargetEntries.Concurrent(entry.Id) : TargetEntries.Refusal(entry, call.Region)).OfType<JsonObject>().ToList();
        var failed = refused.Select(entry => entry["TargetId"]!.ToString()).ToHashSet(StringComparer.Ordinal);
        call.Region.EventRules.Change(call.Required("Rule"), rule =>
        {
            var targets = rule.Targets.SetItems(entries.Where(entry => !failed.Contains(entry.Id)).Select(entry => KeyValuePair.Create(entry.Id, entry)));
            return targets.Count <= EventRuleStore.MostTargets
                ? rule with { Targets = targets }
                : throw new AwsServiceException("LimitExceededException", 400, "The requested resource exceeds the maximum number allowed.");
        });
        return TargetEntries.Answer(refused);
    }

    private JsonObject ListTargetsByRule(JsonCall call)
    {
        CheckBus(call);
        return Page(call, "Targets", call.Region.EventRules.Existing(call.Required("Rule")).Targets.Values.Select(target => target.Members));
    }

    private JsonObject RemoveTargets(JsonCall call)
    {
        CheckBus(call);
        var ids = call.Texts("Ids");
        var fails = _cloud.TargetRules.FailsRemoveTargets;
        call.Region.EventRules.Change(call.Required("Rule"), rule => fails ? rule : rule with { Targets = rule.Targets.RemoveRange(ids) });
        return TargetEntries.Answer(fails ? [.. ids.Select(TargetEntries.Concurrent)] : []);
    }

    private JsonObject TestEventPattern(JsonCall call)
    {
        var pattern = EventPattern.Read(call.Required("EventPattern"));
        return new JsonObject { ["Result"] = pattern.Matches(WholeEvent(call.Required("Event"))) };
    }

    private JsonObject WholeEvent(string text)
    {
        var read = JsonText.Object(text) ?? throw Error(CommonError.Invalid, "Parameter Event is not valid. Reason: it is no JSON object.");
        var missing = BusEvent.Fields.Where(field => !read.ContainsKey(field)).ToList();
        return missing.Count == 0 ? read : throw Error(CommonError.Invalid, $"Parameter Event is not valid. Reason: it lacks {string.Join(", ", missing)}.");
    }

    private JsonObject PutEvents(JsonCall call)
    {
        if (call.Structures("Entries").Count is 0 or > MostEntries)
        {
            throw Error(CommonError.Invalid, $"1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length between 1 and {MostEntries}");
        }

        var answers = call.Structures("Entries").Select(entry => BusEntry.Put(entry, call.Region)).ToList();
        return new JsonObject
        {
            ["FailedEntryCount"] = answers.Count(answer => answer.ContainsKey("ErrorCode")),
            ["Entries"] = new JsonArray([.. answers]),
        };
    }

    private static void CheckBus(JsonCall call)
    {
        var name = call.Text("EventBusName");
        if (name is not null and not DefaultBus && name != call.Region.Arn("events", "event-bus/" + DefaultBus))
        {
            throw new AwsServiceException("ResourceNotFoundException", 400, $"Event bus {name} does not exist.");
        }
    }

    private static JsonObject Described(JsonCall call, EventRule rule) => JsonCall.Compact(new JsonObject
    {
        ["Name"] = rule.Name,
        ["Arn"] = call.Region.EventRules.ArnOf(rule),
        ["EventPattern"] = rule.EventPattern,
        ["ScheduleExpression"] = rule.ScheduleExpression,
        ["State"] = rule.State,
        ["Description"] = rule.Description,
        ["RoleArn"] = rule.RoleArn,
        ["EventBusName"] = DefaultBus,
    });

    private JsonObject Page(JsonCall call, string member, IEnumerable<JsonNode?> all)
    {
        var (page, next) = Paging.Page(all, call.Text("NextToken"), (int)(call.Number("Limit") ?? PageSize), () => Error(CommonError.Invalid, "The token is not valid."));
        return JsonCall.Compact(new JsonObject { [member] = new JsonArray([.. page]), ["NextToken"] = next });
    }
}
