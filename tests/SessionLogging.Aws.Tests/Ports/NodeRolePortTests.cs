using SessionLogging.Accounts;
using SessionLogging.Sandbox.Iam;
using SessionLogging.Sandbox.Ssm.Nodes;
using SessionLogging.Sandbox.State;

namespace SessionLogging.Aws.Tests.Ports;

public sealed class NodeRolePortTests : AccountTest
{
    private RegionState Ireland => Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland);

    [Fact]
    public async Task An_instance_says_its_profile_a_profile_its_role_and_a_hybrid_node_its_own()
    {
        Ireland.Nodes.Add(new StoredNode("i-00000000000000001") { InstanceProfile = Seeds.NodeRole });
        Ireland.Nodes.Add(new StoredNode("i-00000000000000002"));
        Ireland.Nodes.Add(new StoredNode("mi-00000000000000001") { IamRole = "service-role/Hybrid" });
        Server.Account(SandboxAccounts.First.Id).InstanceProfiles.Put("Empty", roleName: null);
        using var account = await OpenAsync();

        Assert.Equal("arn:aws:iam::111122223333:instance-profile/SessionNodes", (await account.Instances.LookAsync("i-00000000000000001", Cancel)).Facts.InstanceProfileArn);
        Assert.Null((await account.Instances.LookAsync("i-00000000000000002", Cancel)).Facts.InstanceProfileArn);
        Assert.Equal(LookupState.Missing, (await account.Instances.LookAsync("i-00000000000000003", Cancel)).State);
        Assert.Equal(["arn:aws:iam::111122223333:role/SessionNodes"], (await account.Roles.LookAtProfileAsync(Seeds.NodeRole, Cancel)).Facts.RoleArns);
        Assert.Empty((await account.Roles.LookAtProfileAsync("Empty", Cancel)).Facts.RoleArns);
        Assert.Equal(LookupState.Missing, (await account.Roles.LookAtProfileAsync("None", Cancel)).State);
        Assert.Equal("service-role/Hybrid", (await account.Nodes.LookAsync("mi-00000000000000001", Cancel)).Facts.IamRole);
        Assert.Equal(LookupState.Missing, (await account.Nodes.LookAsync("mi-00000000000000009", Cancel)).State);
    }

    [Fact]
    public async Task The_default_role_of_nodes_is_told_and_none_is_none()
    {
        using var account = await OpenAsync();

        Assert.Null((await account.Nodes.LookAtDefaultRoleAsync(Cancel)).Facts.RoleName);
        Ireland.Nodes.DefaultRole = "service-role/Default";
        Assert.Equal("service-role/Default", (await account.Nodes.LookAtDefaultRoleAsync(Cancel)).Facts.RoleName);
    }

    [Fact]
    public async Task What_EC2_denies_is_denied_by_its_own_right()
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Action = "ec2:DescribeInstances" });
        using var account = await OpenAsync();

        Assert.Equal("ec2:DescribeInstances", (await account.Instances.LookAsync("i-00000000000000001", Cancel)).Denial.Action);
    }
}
