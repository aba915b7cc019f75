namespace SessionLogging.Actions;

/// <summary>An Amazon resource name in its parts.</summary>
internal sealed record Arn(string Partition, string Service, string Region, string AccountId, string Resource)
{
    private const int Parts = 6;

    /// <summary>The resource after its last slash or colon.</summary>
    internal string LastName => Resource.Substring(Resource.LastIndexOfAny(['/', ':']) + 1);

    /// <summary>The parts, or <see langword="null"/> where the text is no ARN.</summary>
    internal static Arn? Parse(string text) =>
        text.Split([':'], Parts) is ["arn", { Length: > 0 } partition, { Length: > 0 } service, var region, var account, { Length: > 0 } resource]
            ? new Arn(partition, service, region, account, resource)
            : null;

    public override string ToString() => $"arn:{Partition}:{Service}:{Region}:{AccountId}:{Resource}";
}
