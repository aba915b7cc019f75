using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Ports;

/// <summary>Nodes on Systems Manager's API.</summary>
internal sealed class ManagedNodes(Lazy<AmazonSimpleSystemsManagementClient> ssm, AwsCaller caller) : IManagedNodes
{
    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<ManagedNode>> ListAsync(CancellationToken cancellationToken) => caller.PagesAsync(
        "SSM",
        "DescribeInstanceInformation",
        (token, ct) => ssm.Value.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest { MaxResults = 50, NextToken = token }, ct),
        static answer => new Page<ManagedNode>(answer.InstanceInformationList.Each("InstanceInformationList", Node), answer.NextToken),
        cancellationToken);

    private static ManagedNode Node(InstanceInformation node) => new(node.InstanceId.Needed("InstanceId"), node.ComputerName.Given() ?? node.Name.Given(), node.PlatformName.Given());
}
