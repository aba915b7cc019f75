using SessionLogging.Sandbox.CodePipeline;
using SessionLogging.Sandbox.Lambda;
using SessionLogging.Sandbox.Policies;
using SessionLogging.Sandbox.Sns;
using SessionLogging.Sandbox.Ssm;
using SessionLogging.Sandbox.Sts;

namespace SessionLogging.Sandbox.Events;

/// <summary>The entries of PutTargets: some break the whole request, others fail one by one in an answer that is a success.</summary>
internal static class TargetEntries
{
    private static readonly MemberRule[] Rules =
    [
        new("Id") { Required = true, MinLength = 1, MaxLength = 64, Pattern = @"[\.\-_A-Za-z0-9]+" },
        new("Arn") { Required = true, MinLength = 1, MaxLength = 1600 },
        new("RoleArn") { MinLength = 1, MaxLength = 1600 },
        new("Input") { MaxLength = 8192 },
        new("InputPath") { MaxLength = 256 },
    ];

    private static readonly string[] Inputs = ["Input", "InputPath", "InputTransformer"];

    private static readonly MemberRule Template = new("InputTemplate") { Required = true, MinLength = 1, MaxLength = 8192 };

    public static IReadOnlyList<EventTarget> Read(JsonCall call, EventsService service)
    {
        var entries = call.Structures("Targets");
        if (entries.Count == 0)
        {
            throw service.Error(CommonError.Invalid, "1 validation error detected: Value '[]' at 'targets' failed to satisfy constraint: Member must have length greater than or equal to 1");
        }

        var transformers = new JsonArray([.. entries.Select(entry => entry["InputTransformer"]?.DeepClone()).OfType<JsonObject>()]);
        if ((new ListMembers("Targets", (JsonArray)call.Input["Targets"]!).Violation(Rules) ?? new ListMembers("InputTransformers", transformers).Violation([Template])) is { } violation)
        {
            throw service.Error(CommonError.Invalid, violation);
        }

        foreach (var entry in entries)
        {
            if (Problem(entry) is { } problem)
            {
                throw service.Error(CommonError.Invalid, problem);
            }
        }

        return [.. entries.Select(entry => new EventTarget($"{entry["Id"]}", $"{entry["Arn"]}", entry.ToJsonString()))];
    }

    /// <summary>Why an entry fails although the request succeeds, or <see langword="null"/>.</summary>
    public static JsonObject? Refusal(EventTarget entry, RegionState region)
    {
        if (!Arn.TryParse(entry.Arn, out var arn) || TargetKinds.Of(arn) is null)
        {
            return Failed(entry.Id, "ValidationException", $"Provided Arn is not in correct format or of no target that there is: {entry.Arn}");
        }

        return arn.Region == region.Name
            ? null
            : Failed(entry.Id, "ValidationException", $"The target {entry.Arn} is not in the Region {region.Name} of the rule.");
    }

    public static JsonObject Concurrent(string targetId) => Failed(targetId, "ConcurrentModificationException", "There is concurrent modification on a rule or target.");

    public static JsonObject Answer(IReadOnlyList<JsonObject> failed)
        => new() { ["FailedEntryCount"] = failed.Count, ["FailedEntries"] = new JsonArray([.. failed]) };

    private static string? Problem(JsonObject entry)
    {
        if (Inputs.Count(entry.ContainsKey) > 1)
        {
            return $"Only one of Input, InputPath, or InputTransformer must be provided for target {entry["Id"]}.";
        }

        var kind = Arn.TryParse($"{entry["Arn"]}", out var arn) ? TargetKinds.Of(arn) : null;
        if (kind is { NeedsRole: true } && !entry.ContainsKey("RoleArn"))
        {
            return $"RoleArn is required for target {entry["Arn"]}.";
        }

        if (kind == TargetKinds.Command && entry["RunCommandParameters"]?["RunCommandTargets"] is not JsonArray { Count: 1 })
        {
            return $"RunCommandParameters with one block of RunCommandTargets is required for target {entry["Arn"]}.";
        }

        return InputTransformer.Problem(entry["InputTransformer"] as JsonObject);
    }

    private static JsonObject Failed(string targetId, string code, string message)
        => new() { ["TargetId"] = targetId, ["ErrorCode"] = code, ["ErrorMessage"] = message };
}

/// <summary>One sending to one target.</summary>
/// <param name="Cloud">The sandbox.</param>
/// <param name="Target">Where to.</param>
/// <param name="Members">The target as it was put.</param>
/// <param name="RuleArn">On whose behalf.</param>
/// <param name="Account">The rule's account.</param>
internal sealed record TargetShot(Cloud Cloud, Arn Target, JsonObject Members, string RuleArn, string Account)
{
    /// <summary>The target's account in its Region, or <see langword="null"/> where the sandbox has none such.</summary>
    public RegionState? Region => Cloud.Find(Target.Account)?.Region(Target.Region);

    public ServiceRequest Asks(string action, string resource) => new(ServiceRequest.EventBridge, action, resource, RuleArn, Account);
}

/// <summary>A kind of target.</summary>
/// <param name="Action">The IAM action by which EventBridge reaches it.</param>
/// <param name="NeedsRole">Whether it is reached with a role's rights.</param>
/// <param name="Send">Sends an input; tells the message that goes there, and why it did not arrive or <see langword="null"/>.</param>
internal sealed record TargetKind(string Action, bool NeedsRole, TargetKind.Sender Send)
{
    public delegate string? Sender(TargetShot shot, string input, out string message);
}

/// <summary>The kinds of targets that the sandbox has.</summary>
internal static class TargetKinds
{
    /// <summary>A Run Command document.</summary>
    public static readonly TargetKind Command = new("ssm:SendCommand", NeedsRole: true, ToCommand);

    private static readonly TargetKind Topic = new("sns:Publish", NeedsRole: false, ToTopic);
    private static readonly TargetKind Function = new("lambda:InvokeFunction", NeedsRole: false, ToFunction);
    private static readonly TargetKind Pipeline = new("codepipeline:StartPipelineExecution", NeedsRole: true, ToPipeline);

    public static TargetKind? Of(Arn arn) => arn.Service switch
    {
        "sns" => Topic,
        "lambda" when arn.Resource.StartsWith("function:", StringComparison.Ordinal) => Function,
        "codepipeline" => Pipeline,
        "ssm" when arn.Resource.StartsWith("document/", StringComparison.Ordinal) => Command,
        _ => null,
    };

    private static string? ToTopic(TargetShot shot, string input, out string message)
    {
        message = input;
        if (shot.Region?.Topics.Find(shot.Target.Resource) is not { } topic)
        {
            return "The topic does not exist.";
        }

        if (topic.IsFifo)
        {
            return "EventBridge does not publish to FIFO topics.";
        }

        return !ResourcePolicy.Allows(topic.Policy, shot.Asks(Topic.Action, topic.Arn))
            ? $"The topic's policy does not let {ServiceRequest.EventBridge} {Topic.Action} for the rule."
            : TopicKey.Problem(topic, shot.Region, key => shot.Asks(key.Action, key.Arn));
    }

    private static string? ToFunction(TargetShot shot, string input, out string message)
    {
        message = input;
        var name = FunctionName.Read($"{shot.Target}");
        if (shot.Region?.Functions.Find(name) is not { } function)
        {
            return "The function does not exist.";
        }

        if (function.PolicyOf(name.Qualifier) is not { } policy || !ResourcePolicy.Allows(policy, shot.Asks(Function.Action, $"{shot.Target}")))
        {
            return $"The function's policy does not let {ServiceRequest.EventBridge} {Function.Action} for the rule.";
        }

        return JsonText.TryRead(input, out _) ? null : "The input is not valid JSON.";
    }

    private static string? ToPipeline(TargetShot shot, string input, out string message)
    {
        message = EventJson.Write(new JsonObject { ["name"] = shot.Target.Resource });
        return RoleProblem(shot) ?? (shot.Region?.Pipelines.Find(shot.Target.Resource) is null ? "The pipeline does not exist." : null);
    }

    /// <summary>The input gives the command's parameters.</summary>
    private static string? ToCommand(TargetShot shot, string input, out string message)
    {
        var name = shot.Target.Resource["document/".Length..];
        var parameters = JsonText.Object(input);
        message = EventJson.Write(JsonCall.Compact(new JsonObject
        {
            ["DocumentName"] = name,
            ["Targets"] = shot.Members["RunCommandParameters"]?["RunCommandTargets"]?.DeepClone(),
            ["Parameters"] = parameters,
        }));
        if (RoleProblem(shot) is { } problem)
        {
            return problem;
        }

        if (shot.Cloud.Account(shot.Account).Region(shot.Target.Region).Documents.Find(name) is not { DocumentType: "Command" })
        {
            return "There is no document of that name and of type Command.";
        }

        return parameters?.All(parameter => parameter.Value is JsonArray values && values.All(value => value is JsonValue)) == true ? null : "The input is not an object of parameters with lists of values.";
    }

    private static string? RoleProblem(TargetShot shot)
    {
        var arn = $"{shot.Members["RoleArn"]}";
        var role = Arn.TryParse(arn, out var parsed) && parsed.Account == shot.Account ? shot.Cloud.Account(shot.Account).Roles.Find(parsed.Resource["role/".Length..]) : null;
        return role is null ? $"The role {arn} does not exist in the account."
            : ResourcePolicy.Allows(role.TrustPolicy, shot.Asks("sts:AssumeRole", arn)) ? null
            : $"The role {arn} does not let {ServiceRequest.EventBridge} assume it.";
    }
}

/// <summary>How EventBridge takes targets. Also <c>/_sandbox/rules/events</c>.</summary>
public sealed record TargetRules
{
    /// <summary>Whether PutTargets changes nothing and answers 200 with every entry failed, as it can under concurrent changes.</summary>
    public bool FailsPutTargets { get; init; }

    /// <summary>The same for RemoveTargets.</summary>
    public bool FailsRemoveTargets { get; init; }
}

/// <summary>What EventBridge adds to the whole sandbox.</summary>
public static class EventsCloud
{
    extension(Cloud cloud)
    {
        /// <summary>How EventBridge takes targets from now on.</summary>
        public TargetRules TargetRules
        {
            get => cloud.Of(static () => new Holder()).Rules;
            set => cloud.Of(static () => new Holder()).Rules = value;
        }
    }

    private sealed class Holder
    {
        public TargetRules Rules { get; set; } = new();
    }
}
