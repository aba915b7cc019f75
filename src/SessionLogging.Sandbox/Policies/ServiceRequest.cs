namespace SessionLogging.Sandbox.Policies;

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
