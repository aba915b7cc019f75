using SessionLogging.Accounts;
using SessionLogging.Sandbox.Ssm.Nodes;

namespace SessionLogging.Aws.Tests.Ports;

public sealed class ManagedNodePortTests : AccountTest
{
    protected override SandboxOptions Options => new() { Seeded = false };

    private NodeStore Nodes => Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Nodes;

    [Fact]
    public async Task A_node_has_the_name_that_there_is()
    {
        Nodes.Add(new StoredNode("i-0123456789abcdef0") { ComputerName = "web-01.example.internal" });
        Nodes.Add(new StoredNode("mi-0123456789abcdef0") { ComputerName = "host", Name = "registered" });
        Nodes.Add(new StoredNode("mi-0123456789abcdef1") { Name = "registered", PlatformName = "Ubuntu" });
        Nodes.Add(new StoredNode("i-0123456789abcdef1") { PlatformName = null });
        using var account = await OpenAsync();

        var page = Assert.Single(await account.Nodes.ListAsync(Cancel).AllAsync());

        Assert.Equal(
            [
                new ManagedNode("i-0123456789abcdef0", "web-01.example.internal", "Amazon Linux"),
                new ManagedNode("mi-0123456789abcdef0", "host", "Amazon Linux"),
                new ManagedNode("mi-0123456789abcdef1", "registered", "Ubuntu"),
                new ManagedNode("i-0123456789abcdef1", Name: null, Platform: null),
            ],
            page);
    }

    [Fact]
    public async Task Nodes_come_a_page_at_a_time()
    {
        for (var number = 0; number < 120; number++)
        {
            Nodes.Add(new StoredNode($"i-{number:x17}"));
        }

        using var account = await OpenAsync();

        Assert.Equal([50, 50, 20], (await account.Nodes.ListAsync(Cancel).AllAsync()).Select(page => page.Count));
        Assert.Equal(3, Observed.Count("DescribeInstanceInformation"));
    }

    [Fact]
    public async Task A_denial_names_the_right()
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "DescribeInstanceInformation" });
        using var account = await OpenAsync();

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.Nodes.ListAsync(Cancel).AllAsync());

        Assert.Equal((AwsCallFailure.Denied, "ssm:DescribeInstanceInformation"), (failure.Kind, failure.Action));
    }
}
