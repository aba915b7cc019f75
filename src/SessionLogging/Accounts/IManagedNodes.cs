namespace SessionLogging.Accounts;

/// <summary>The managed nodes of one account and Region.</summary>
public interface IManagedNodes
{
    /// <summary>Every node (DescribeInstanceInformation), a page at a time.</summary>
    /// <exception cref="AwsCallException">The call failed.</exception>
    IAsyncEnumerable<IReadOnlyList<ManagedNode>> ListAsync(CancellationToken cancellationToken);
}

/// <summary>What matters of a node.</summary>
/// <param name="Id">The node's id: <c>i-…</c> or <c>mi-…</c>.</param>
/// <param name="Name">The name (<c>ComputerName</c>, or <c>Name</c> of a hybrid node), where the agent reported one.</param>
/// <param name="Platform">The platform, for example <c>Amazon Linux 2</c> (<c>PlatformName</c>).</param>
public sealed record ManagedNode(string Id, string? Name, string? Platform);
