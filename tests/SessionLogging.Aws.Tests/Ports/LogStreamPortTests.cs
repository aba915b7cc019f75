using SessionLogging.Accounts;
using SessionLogging.Sandbox.AgentLogs;
using SessionLogging.Sandbox.Logs;
using LogStream = SessionLogging.Accounts.LogStream;

namespace SessionLogging.Aws.Tests.Ports;

public sealed class LogStreamPortTests : AccountTest
{
    private static readonly DateTimeOffset Newest = new(2024, 10, 15, 21, 22, 5, 123, TimeSpan.Zero);

    private readonly FakeTimeProvider _sandboxClock = new(TimeProvider.System.GetUtcNow());

    protected override SandboxOptions Options => new() { Clock = _sandboxClock };

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

    /// <summary>Both ways, in pages of every size, up to the token that comes back.</summary>
    [Theory]
    [InlineData(false, null)]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public async Task Events_are_read_from_either_end_up_to_the_token_that_comes_back(bool backward, int? limit)
    {
        Group.RetentionInDays = null;
        for (var i = 0; i < 7; i++)
        {
            Group.Stream("jdoe-0").Add(Newest.AddMilliseconds(i / 2), $"{i}");
        }

        using var account = await OpenAsync();
        var query = new LogStreamQuery(Seeds.PlainLogGroup, "jdoe-0") { Backward = backward, Limit = limit, StartTime = Newest, EndTime = Newest.AddMilliseconds(3) };
        var read = new List<string>();
        string? token = null;
        while (true)
        {
            var page = await account.LogStreams.ReadAsync(query, token, Cancel);
            Assert.True(page.Events.Count <= (limit ?? 7));
            read.InsertRange(backward ? 0 : read.Count, page.Events.Select(streamed => streamed.Message));
            if (page.NextToken == token)
            {
                break;
            }

            token = page.NextToken;
        }

        Assert.Equal(["0", "1", "2", "3", "4", "5"], read);
    }

    [Fact]
    public async Task An_event_has_both_its_times()
    {
        Group.RetentionInDays = null;
        Group.Stream("jdoe-0").Add(Newest, "x");
        using var account = await OpenAsync();

        var streamed = Assert.Single((await account.LogStreams.ReadAsync(new LogStreamQuery(Seeds.PlainLogGroup, "jdoe-0"), nextToken: null, Cancel)).Events);

        Assert.Equal((Newest, "x"), (streamed.Time, streamed.Message));
        Assert.NotNull(streamed.IngestionTime);
        var missing = await Assert.ThrowsAsync<AwsCallException>(() => account.LogStreams.ReadAsync(new LogStreamQuery(Seeds.PlainLogGroup, "none"), nextToken: null, Cancel));
        Assert.Equal((AwsCallFailure.NotFound, "The specified log stream does not exist."), (missing.Kind, missing.Answer));
    }

    [Fact]
    public async Task Several_streams_are_read_together_from_a_time_on_and_a_live_one_goes_on()
    {
        var region = Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland);
        Group.RetentionInDays = null;
        Group.Stream("a").Add(Newest, "a0");
        Group.Stream("b").Add(Newest.AddMilliseconds(1), "b0");
        Group.Stream("a").Add(Newest.AddMilliseconds(2), "a1");
        LiveSession.Start(region, Seeds.PlainLogGroup, "live-0123456789abcdef0");
        using var account = await OpenAsync();

        var page = await account.LogStreams.FilterAsync(Seeds.PlainLogGroup, ["a", "b"], Newest.AddMilliseconds(1), nextToken: null, Cancel);
        var early = await Assert.ThrowsAsync<AwsCallException>(() => account.LogStreams.FilterAsync(Seeds.PlainLogGroup, ["a", "live-0123456789abcdef0"], Newest, nextToken: null, Cancel));
        _sandboxClock.Advance(TimeSpan.FromSeconds(3));
        var live = await account.LogStreams.FilterAsync(Seeds.PlainLogGroup, ["live-0123456789abcdef0"], Newest, nextToken: null, Cancel);

        Assert.Equal(["b b0", "a a1"], page.Events.Select(filtered => $"{filtered.LogStreamName} {filtered.Event.Message}"));
        Assert.Equal(2, page.Events.Select(filtered => filtered.EventId).Distinct().Count());
        Assert.Null(page.NextToken);
        Assert.Equal((AwsCallFailure.NotFound, "The specified log stream does not exist."), (early.Kind, early.Answer));
        Assert.Equal(3, live.Events.Count);
    }

    [Fact]
    public async Task Quotas_are_those_of_the_table()
    {
        Group.Stream("a");
        using var account = await OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await account.LogStreams.FilterAsync(Seeds.PlainLogGroup, ["a"], Newest, nextToken: null, Cancel);
        }

        var throttled = await Assert.ThrowsAsync<AwsCallException>(() => account.LogStreams.FilterAsync(Seeds.PlainLogGroup, ["a"], Newest, nextToken: null, Cancel));

        Assert.Equal(AwsCallFailure.Throttled, throttled.Kind);
    }

    [Fact]
    public async Task A_group_says_whether_a_policy_masks_it()
    {
        Group.DataProtectionStatus = "ACTIVATED";
        using var account = await OpenAsync();

        Assert.True((await account.LogGroups.LookAsync(Seeds.PlainLogGroup, Cancel)).Facts.IsMasked);
        Assert.False((await account.LogGroups.LookAsync(Seeds.EncryptedLogGroup, Cancel)).Facts.IsMasked);
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
