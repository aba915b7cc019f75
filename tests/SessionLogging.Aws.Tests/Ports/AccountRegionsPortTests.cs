using SessionLogging.Accounts;
using SessionLogging.Sandbox.Accounts;

namespace SessionLogging.Aws.Tests.Ports;

public sealed class AccountRegionsPortTests : AccountTest
{
    private RegionOptions Opted => Server.Account(SandboxAccounts.First.Id).RegionOptions;

    [Fact]
    public async Task The_enabled_Regions_are_those_by_default_and_those_that_somebody_enabled()
    {
        Opted["eu-south-1"] = RegionOptStatus.Enabling;
        Opted["me-south-1"] = RegionOptStatus.Disabling;
        Opted["af-south-1"] = RegionOptStatus.Enabled;
        using var account = await OpenAsync();

        var regions = await account.Regions.ListEnabledAsync(Cancel);

        Assert.Contains("eu-west-1", regions);
        Assert.Contains("af-south-1", regions);
        Assert.Contains("eu-central-2", regions);
        Assert.DoesNotContain("eu-south-1", regions);
        Assert.DoesNotContain("me-south-1", regions);
        Assert.DoesNotContain("eu-south-2", regions);
        Assert.Equal(regions.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal), regions);
    }

    [Fact]
    public async Task A_denied_listing_is_an_error_that_names_the_right()
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "ListRegions" });
        using var account = await OpenAsync();

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.Regions.ListEnabledAsync(Cancel));

        Assert.Equal((AwsCallFailure.Denied, "AccessDeniedException", 403, "account:ListRegions"), (failure.Kind, failure.Code, failure.HttpStatus, failure.Action));
        Assert.Equal(Server.Calls.All[^1].RequestId, failure.RequestId);
        Assert.Contains("is not authorized to perform: account:ListRegions", failure.Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultKind.Throttle, AwsCallFailure.Throttled, 3)]
    [InlineData(FaultKind.Error, AwsCallFailure.Unreachable, 3)]
    [InlineData(FaultKind.Truncate, AwsCallFailure.Unreachable, 1)]
    public async Task A_listing_that_fails_is_retried_as_other_calls_are(FaultKind kind, AwsCallFailure expected, int leastSends)
    {
        Server.Faults.Add(new SandboxFault { Kind = kind, Operation = "ListRegions" });
        using var account = await OpenAsync();

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.Regions.ListEnabledAsync(Cancel));

        Assert.Equal(expected, failure.Kind);
        Assert.InRange(Assert.Single(Observed.All).Sends, leastSends, 3);
    }

    [Fact]
    public async Task A_Region_that_is_not_enabled_does_not_know_the_keys()
    {
        using var account = await OpenAsync(ByKeys with { Region = "eu-south-2" });

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.Nodes.ListAsync(Cancel).AllAsync());

        Assert.Equal((AwsCallFailure.Denied, "UnrecognizedClientException"), (failure.Kind, failure.Code));
        Assert.NotEmpty(await account.Regions.ListEnabledAsync(Cancel));
    }

    [Fact]
    public async Task The_table_has_the_Regions_of_the_connections_partition()
    {
        using var account = await OpenAsync();
        using var china = await OpenAsync(ByKeys with { Region = "cn-north-1" });

        Assert.Contains("us-west-2", account.Regions.ListPartition());
        Assert.DoesNotContain("cn-north-1", account.Regions.ListPartition());
        Assert.Equal(["cn-north-1", "cn-northwest-1"], china.Regions.ListPartition().Order(StringComparer.Ordinal));
    }
}
