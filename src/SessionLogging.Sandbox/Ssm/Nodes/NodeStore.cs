using System.Collections.Immutable;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox.Ssm.Nodes;

/// <summary>The managed nodes of one account in one Region.</summary>
public sealed class NodeStore
{
    private ImmutableList<StoredNode> _nodes = [];

    internal NodeStore()
    {
    }

    /// <summary>Every node, in the order they were added.</summary>
    public IReadOnlyList<StoredNode> All => _nodes;

    /// <summary>Arranges a node.</summary>
    public void Add(StoredNode node) => ImmutableInterlocked.Update(ref _nodes, static (nodes, added) => nodes.Add(added), node);
}

/// <summary>What managed nodes add to an account's Region.</summary>
public static class NodesRegion
{
    extension(RegionState region)
    {
        /// <summary>The managed nodes of the account in this Region.</summary>
        public NodeStore Nodes => region.Of(static () => new NodeStore());
    }
}
