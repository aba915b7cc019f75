using System.Text.Json.Nodes;

namespace SessionLogging.Sandbox.Events;

/// <summary>What a target is given of an event: all of it, a part of it, a constant, or a template's text.</summary>
internal static class TargetInput
{
    public static string Of(JsonObject target, JsonObject happened, RuleNames rule, DateTimeOffset arrived)
    {
        if (target["Input"] is { } constant)
        {
            return constant.ToString();
        }

        if (target["InputPath"] is { } path)
        {
            return JsonPath.Find(happened, path.ToString(), out var part) ? EventJson.Write(part) : "";
        }

        return target["InputTransformer"] is JsonObject transformer
            ? InputTransformer.Apply(transformer, happened, rule, arrived)
            : EventJson.Write(happened);
    }
}

/// <summary>A rule's name and ARN.</summary>
internal sealed record RuleNames(string Name, string Arn);
