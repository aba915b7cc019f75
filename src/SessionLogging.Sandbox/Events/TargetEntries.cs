using System.Text.Json.Nodes;
using SessionLogging.Sandbox.State;
using SessionLogging.Sandbox.Wire;

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
