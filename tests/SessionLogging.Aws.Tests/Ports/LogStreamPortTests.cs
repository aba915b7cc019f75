using SessionLogging.Accounts;
using SessionLogging.Sandbox.Logs;
using LogStream = SessionLogging.Accounts.LogStream;

namespace SessionLogging.Aws.Tests.Ports;

public sealed class LogStreamPortTests : AccountTest
{
    private static readonly DateTimeOffset Newest = new(2024, 10, 15, 21, 22, 5, 123, TimeSpan.Zero);

    private LogGroup Group => Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).LogGroups.Find(Seeds.PlainLogGroup)!;

    [Fact]
    public async Task A_stream_is_found_by_exactly_its_name()
    {
        Group.Stream("jdoe-0").Add(Newest, "x");
        Group.Stream("jdoe-01");
        using var account = await OpenAsync();

        Assert.Equal(new LogStream("jdoe-0", Newest), await account.LogStreams.FindAsync(Seeds.PlainLogGroup, "jdoe-0", Cancel));
        Assert.Equal(new LogStream("jdoe-01", null), await account.LogStreams.FindAsync(Seeds.PlainLogGroup, "jdoe-01", Cancel));
        Assert.Null(await account.LogStreams.FindAsync(Seeds.PlainLogGroup, "jdoe-", Cancel));
        Assert.Equal(3, Observed.Count("DescribeLogStreams"));
    }

    [Fact]
    public async Task Streams_are_listed_by_name_page_by_page()
    {
        for (var i = 0; i < 53; i++)
        {
            Group.Stream($"s-{i:00}");
        }

        Group.Stream("t-00");
        using var account = await OpenAsync();

        var first = await account.LogStreams.ListAsync(Seeds.PlainLogGroup, "s-", nextToken: null, Cancel);
        var second = await account.LogStreams.ListAsync(Seeds.PlainLogGroup, "s-", first.NextToken, Cancel);

        Assert.Equal(Enumerable.Range(0, 53).Select(i => $"s-{i:00}"), first.Streams.Concat(second.Streams).Select(stream => stream.Name));
        Assert.Equal((50, null), (first.Streams.Count, second.NextToken));
    }

    [Fact]
    public async Task A_missing_group_and_a_denial_are_failures_of_their_kind()
    {
        using var account = await OpenAsync();

        var missing = await Assert.ThrowsAsync<AwsCallException>(() => account.LogStreams.FindAsync("/no/such/group", "a", Cancel));
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "DescribeLogStreams" });
        var denied = await Assert.ThrowsAsync<AwsCallException>(() => account.LogStreams.ListAsync(Seeds.PlainLogGroup, "", nextToken: null, Cancel));

        Assert.Equal((AwsCallFailure.NotFound, AwsCallFailure.Denied, "logs:DescribeLogStreams"), (missing.Kind, denied.Kind, denied.Action));
    }
}
