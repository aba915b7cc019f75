using static SessionLogging.Sandbox.Policies.PolicyLanguage;

namespace SessionLogging.Sandbox.Policies;

/// <summary>
/// Whether a resource's policy, a key's or a role's trust policy lets an AWS service in. Of the policy language it knows what such policies are made of:
/// Principal, Action, Resource, and conditions on the source. A statement with anything else does not apply.
/// </summary>
internal static class ResourcePolicy
{
    private static readonly string[] Known = ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"];

    /// <summary>The policy as an object, or <see langword="null"/> where the text is none.</summary>
    public static JsonObject? Read(string policy) => JsonText.Object(policy) is { } read && read["Statement"] is JsonArray or JsonObject ? read : null;

    public static bool Allows(string policy, ServiceRequest request)
    {
        var effects = Each(Read(policy)?["Statement"]).OfType<JsonObject>()
            .Where(statement => Applies(statement, request))
            .Select(statement => statement["Effect"]?.ToString())
            .ToList();
        return effects.Contains("Allow") && !effects.Contains("Deny");
    }

    private static bool Applies(JsonObject statement, ServiceRequest request)
        => statement.All(member => Known.Contains(member.Key))
            && Names(statement["Principal"], request.Service)
            && Each(statement["Action"]).Any(action => Fits(action, request.Action, ignoreCase: true))
            && (!statement.ContainsKey("Resource") || Each(statement["Resource"]).Any(resource => Fits(resource, request.Resource)))
            && (statement["Condition"] as JsonObject ?? []).All(condition => Holds(condition.Key, condition.Value, request));

    private static bool Names(JsonNode? principal, string service) => principal is JsonObject kinds
        ? Each(kinds["Service"]).Any(name => name?.ToString() == service) || Each(kinds["AWS"]).Any(name => name?.ToString() == "*")
        : principal?.ToString() == "*";

    private static bool Holds(string name, JsonNode? keys, ServiceRequest request)
    {
        const string ifExists = "IfExists";
        var optional = name.EndsWith(ifExists, StringComparison.Ordinal);
        var comparison = Comparison(optional ? name[..^ifExists.Length] : name);
        return keys is JsonObject wanted && wanted.All(key => request.ConditionKey(key.Key) is { } actual
            ? comparison is not null && Each(key.Value).Any(value => comparison(value!.ToString(), actual))
            : optional);
    }

    private static Func<string, string, bool>? Comparison(string name) => name switch
    {
        "StringEquals" => static (wanted, actual) => wanted == actual,
        "StringEqualsIgnoreCase" or "Bool" => static (wanted, actual) => string.Equals(wanted, actual, StringComparison.OrdinalIgnoreCase),
        "StringLike" => Like,
        "ArnEquals" or "ArnLike" => ArnLike,
        _ => null,
    };

    private static bool Fits(JsonNode? pattern, string text, bool ignoreCase = false)
        => pattern is not null && (ignoreCase ? LikeName(pattern.ToString(), text) : Like(pattern.ToString(), text));
}

/// <summary>What an AWS service is about to do for somebody, as policies see it.</summary>
/// <param name="Service">The service's principal, for example <c>events.amazonaws.com</c>.</param>
/// <param name="Action">The IAM action, for example <c>sns:Publish</c>.</param>
/// <param name="Resource">The ARN of what it acts on.</param>
/// <param name="SourceArn">The ARN on whose behalf it acts: <c>aws:SourceArn</c>.</param>
/// <param name="SourceAccount">The account of <paramref name="SourceArn"/>: <c>aws:SourceAccount</c>.</param>
internal sealed record ServiceRequest(string Service, string Action, string Resource, string SourceArn, string SourceAccount)
{
    public const string EventBridge = "events.amazonaws.com";

    /// <summary>A condition key's value, or <see langword="null"/> where the request has none.</summary>
    public string? ConditionKey(string name) => name.ToUpperInvariant() switch
    {
        "AWS:SOURCEARN" => SourceArn,
        "AWS:SOURCEACCOUNT" => SourceAccount,
        "AWS:SECURETRANSPORT" => "true",
        _ => null,
    };
}
