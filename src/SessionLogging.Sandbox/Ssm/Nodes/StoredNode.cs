namespace SessionLogging.Sandbox.Ssm.Nodes;

/// <summary>A managed node.</summary>
/// <param name="InstanceId">The id: <c>i-…</c> or <c>mi-…</c>.</param>
public sealed record StoredNode(string InstanceId)
{
    /// <summary>The name that the agent reports; <see langword="null"/>: the member is absent.</summary>
    public string? ComputerName { get; init; }

    /// <summary>The name that a hybrid node was registered with.</summary>
    public string? Name { get; init; }

    /// <summary><c>Linux</c>, <c>Windows</c> or <c>MacOS</c>.</summary>
    public string PlatformType { get; init; } = "Linux";

    /// <summary>The platform, for example <c>Amazon Linux</c>.</summary>
    public string? PlatformName { get; init; } = "Amazon Linux";

    /// <summary>The platform's version.</summary>
    public string? PlatformVersion { get; init; } = "2023";

    /// <summary><c>Online</c>, <c>ConnectionLost</c> or <c>Inactive</c>.</summary>
    public string PingStatus { get; init; } = "Online";

    /// <summary>Whether it is no EC2 instance but was registered by an activation.</summary>
    internal bool IsHybrid => InstanceId.StartsWith("mi-", StringComparison.Ordinal);
}
