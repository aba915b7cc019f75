namespace SessionLogging.Sessions.Reports;

/// <summary>The names and platforms of one account's and Region's nodes, listed once, when the first is asked for.</summary>
/// <remarks>For one caller at a time.</remarks>
internal sealed class TargetNames(IManagedNodes nodes, Action<AwsCallException> onFailure)
{
    private Dictionary<string, ManagedNode>? _byId;

    /// <summary>The record with what is known of its target: nothing, where that is no managed node or no longer one.</summary>
    internal async Task<SessionRecord> NameAsync(SessionRecord record, CancellationToken cancellationToken)
    {
        _byId ??= await ListAsync(cancellationToken).ConfigureAwait(false);
        return record.Target is { } target && _byId.TryGetValue(target, out var node)
            ? record with { TargetName = node.Name, Platform = node.Platform }
            : record;
    }

    private async Task<Dictionary<string, ManagedNode>> ListAsync(CancellationToken cancellationToken)
    {
        var byId = new Dictionary<string, ManagedNode>(StringComparer.Ordinal);
        try
        {
            await foreach (var page in nodes.ListAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (var node in page)
                {
                    byId[node.Id] = node;
                }
            }
        }
        catch (AwsCallException failure)
        {
            onFailure(failure);
        }

        return byId;
    }
}
