using static SessionLogging.Tests.Sessions.Logging.Situations;

namespace SessionLogging.Tests.Sessions.Logging;

/// <summary>Listing and asking come to the same, and no check makes many more calls than one a log.</summary>
public sealed class LogCheckTests
{
    private const int Accounts = 100;

    // Ids of three owners, so that logs of others lie between those that are wanted.
    private static readonly Gen<string> Id = Gen.Select(
        Gen.OneOf("anna", "jdoe", "jdoe-admin"), Gen.Int[0, 400], (owner, number) => FormattableString.Invariant($"{owner}-{number:x3}"));

    private static readonly Gen<(string[] Wanted, string[] There)> Logs = Gen.Select(Id.Array[1, 60], Id.Array[0, 300]);

    [Fact]
    public Task Listing_and_asking_agree() => Gen.Select(Logs, Gen.Int[1, 40]).SampleAsync(
        async (logs, page) =>
        {
            var listing = await CheckAsync(logs.Wanted, Store(logs.There, page));
            var asking = await CheckAsync(logs.Wanted, NotToBeListed(logs.There));

            var there = logs.There.ToHashSet();
            Assert.Equal(logs.Wanted.Select(id => there.Contains(id) ? LogStatus.Found : LogStatus.Missing), listing.Select(it => it.Status));
            Assert.Equal(asking.Select(it => (it.S3, it.CloudWatch.Status)), listing.Select(it => (it.S3, it.CloudWatch.Status)), Alike);
        },
        iter: Accounts);

    [Fact]
    public Task A_check_makes_few_more_calls_than_one_a_log() => Gen.Select(Logs, Gen.Int[1, 40]).SampleAsync(
        async (logs, page) =>
        {
            var store = Store(logs.There, page);
            await CheckAsync(logs.Wanted, store);

            var looks = store.Calls.Count(call => call.StartsWith("HeadObject", StringComparison.Ordinal)
                || call.StartsWith("ListObjects", StringComparison.Ordinal) || call.StartsWith("DescribeLogStreams", StringComparison.Ordinal));
            Assert.InRange(looks, 1, 2 * (logs.Wanted.Distinct().Count() + LogStoreSearch.Patience + 1));
        },
        iter: Accounts);

    [Fact]
    public async Task Many_sessions_take_a_call_a_page()
    {
        var ids = Ids(3_000);
        var store = Store(ids, 1000);

        Assert.All(await CheckAsync(ids, store), it => Assert.Equal((LogStatus.Found, LogStatus.Found), (it.S3.Status, it.CloudWatch.Status)));

        Assert.Equal(3, store.Calls.Count(call => call.StartsWith("ListObjectsV2", StringComparison.Ordinal)));
        Assert.Equal(3, store.Calls.Count(call => call.StartsWith("DescribeLogStreams", StringComparison.Ordinal)));
        Assert.DoesNotContain(store.Calls, call => call.StartsWith("HeadObject", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Listing_jumps_over_the_logs_of_others()
    {
        var others = Ids(9_000);
        var store = Store([.. others, "zoe-1", "zoe-2"], 1000);

        var found = await CheckAsync(["jdoe-00000", "zoe-1", "zoe-2"], store);

        Assert.All(found, it => Assert.Equal(LogStatus.Found, it.S3.Status));
        Assert.Equal(2, store.Calls.Count(call => call.StartsWith("ListObjectsV2", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_listing_out_of_order_proves_nothing_missing()
    {
        var ids = Ids(200);
        var store = new FakeLogStore { ListsStreamsBackwards = true }.Bucket("b").Group("g", [.. ids]);

        Assert.All(await CheckAsync(ids, store), it => Assert.Equal(LogStatus.Found, it.CloudWatch.Status));
    }

    [Fact]
    public async Task Many_calls_are_announced_before_they_are_made()
    {
        var store = NotToBeListed([]);
        var announced = new List<(LogCheckEstimate Estimate, int CallsBefore)>();

        await CheckAsync(Ids(5_001), store, estimate => announced.Add((estimate, store.Calls.Count)));

        Assert.Equal((new LogCheckEstimate(10_002, 5_001), 2), announced.Single());
    }

    [Theory]
    [InlineData(5_000, false)]
    [InlineData(6_000, true)]
    public async Task Few_calls_are_not_announced(int sessions, bool listable)
    {
        var ids = Ids(sessions);
        var announced = new List<LogCheckEstimate>();

        await CheckAsync(ids, listable ? Store(ids, 1000) : NotToBeListed(ids), announced.Add);

        Assert.Empty(announced);
    }

    [Fact]
    public async Task A_service_out_of_reach_is_not_asked_for_every_session()
    {
        var store = Store([], 10);
        store.Failing["ListObjectsV2"] = FakeFailures.Unreachable;
        store.Failing["HeadObject"] = FakeFailures.Unreachable;

        var assessments = await CheckAsync(Ids(500), store);

        Assert.All(assessments, it => Assert.Equal(LogStatus.Unknown, it.S3.Status));
        Assert.InRange(store.Calls.Count(call => call.StartsWith("HeadObject", StringComparison.Ordinal)), 1, 16);
    }

    [Fact]
    public async Task Only_objects_that_may_be_no_log_are_read_and_many_reads_are_announced()
    {
        var ids = Ids(10_001);
        var store = Store(ids, 1000).Bucket("b", [.. ids.Select(id => ($"logs/{id}.log", (long)SmallLog.MostBytes))]);
        var announced = new List<LogCheckEstimate>();

        await CheckAsync(ids, store, announced.Add);
        Assert.Equal(new LogCheckEstimate(10_001, 10_001), announced.Single());
        Assert.Equal(10_001, store.Calls.Count(call => call.StartsWith("GetObject ", StringComparison.Ordinal)));

        store.Calls.Clear();
        await CheckAsync(ids, store.Bucket("b", [.. ids.Select(id => ($"logs/{id}.log", SmallLog.MostBytes + 1L))]));
        Assert.DoesNotContain(store.Calls, call => call.StartsWith("GetObject ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_sessions_nothing_is_asked()
    {
        var store = Store([], 10);

        Assert.Empty(await CheckAsync([], store));
        Assert.Empty(store.Calls);
    }

    private static bool Alike((LogVerdict S3, LogStatus CloudWatch) x, (LogVerdict S3, LogStatus CloudWatch) y) =>
        (x.S3.Status, x.S3.Detail, x.S3.Place, x.CloudWatch) == (y.S3.Status, y.S3.Detail, y.S3.Place, y.CloudWatch);

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"jdoe-{i:d5}"))];

    private static FakeLogStore Store(string[] there, int page) =>
        Filled(new FakeLogStore { ObjectsPerPage = page, StreamsPerPage = page }, there);

    private static FakeLogStore Filled(FakeLogStore store, string[] there) =>
        store.Bucket("b", [.. there.Distinct().Select(id => ($"logs/{id}.log", 5_000L))]).Group("g", there);

    private static FakeLogStore NotToBeListed(string[] there)
    {
        var store = Filled(new FakeLogStore { RefusesListingStreams = true }, there);
        store.Failing["ListObjectsV2"] = FakeFailures.Denied;
        return store;
    }

    private static async Task<IReadOnlyList<LogAssessment>> CheckAsync(
        string[] ids, FakeLogStore store, Action<LogCheckEstimate>? announce = null)
    {
        var documents = new FakeDocuments();
        documents.Add(AccountDocument, new FakeVersion(1, DaysAgo(90), LogsTo("b", "g")));
        var logs = new SessionLogs(documents, Time);
        var assessments = new List<LogAssessment>();
        foreach (var id in ids)
        {
            assessments.Add(await logs.AssessAsync(Yesterday with { SessionId = id }, TestContext.Current.CancellationToken));
        }

        return await store.Check(Time, announce).CheckAsync(assessments, TestContext.Current.CancellationToken);
    }
}
