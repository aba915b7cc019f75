using System.Runtime.CompilerServices;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Ports;

/// <summary>Nodes on Systems Manager's API.</summary>
internal sealed class ManagedNodes(Lazy<AmazonSimpleSystemsManagementClient> ssm, AwsCaller caller) : IManagedNodes
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<ManagedNode>> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new DescribeInstanceInformationRequest { MaxResults = 50 };
        do
        {
            var page = await caller
                .CallAsync("SSM", "DescribeInstanceInformation", ct => ssm.Value.DescribeInstanceInformationAsync(request, ct), cancellationToken)
                .ConfigureAwait(false);
            yield return [.. (page.InstanceInformationList ?? []).Select(Node)];
            request.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));
    }

    private static ManagedNode Node(InstanceInformation node) => new(node.InstanceId, node.ComputerName.Given() ?? node.Name.Given(), node.PlatformName.Given());
}
