using SessionLogging.Logs.Sources;
using SessionLogging.Tests.Sessions;
using SessionLogging.Tests.Sessions.Logging;

namespace SessionLogging.Tests.Logs.Sources;

public sealed class ObjectLogTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(10)]
    [InlineData(2000)]
    public async Task Where_the_record_says_where_it_lies_one_call_reads_it(int size)
    {
        var bench = new LogBench().WithObject(new string('x', size));

        var (text, facts, place) = await bench.CopyAsync(LogBench.InS3);

        Assert.Equal([$"GetObject {LogBench.Key}"], bench.Store.Calls);
        Assert.Equal((new string('x', size), LogBench.S3Uri), (text, place));
        Assert.Equal(new StoredLogFacts { Bytes = size, ETag = "a", LastModified = FakeLogStore.Written, IsMasked = false }, facts);
    }

    [Fact]
    public async Task However_often_the_connection_breaks_the_log_is_whole()
    {
        await Gen.Select(Gen.Int[1, 300_000], Gen.Int[-90_000, 90_000].Where(cut => cut != 0).Array[0, 12]).SampleAsync(
            async (size, cuts) =>
            {
                var bench = new LogBench().WithObject(string.Concat(Enumerable.Range(0, size / 7 + 1).Select(number => $"{number:000000} "))[..size]);
                Array.ForEach(cuts, bench.Store.Cuts.Enqueue);

                var (text, facts, _) = await bench.CopyAsync(LogBench.InS3);

                Assert.Equal(bench.Store.Texts[LogBench.Key], text);
                Assert.Equal(size, facts.Bytes);
                Assert.All(bench.Store.Calls.Skip(1), call => Assert.EndsWith(" of a", call, StringComparison.Ordinal));
            },
            iter: 60);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_object_that_was_replaced_is_an_error_and_no_mixture(bool looksAtIfMatch)
    {
        var bench = new LogBench().WithObject(new string('x', 5000));
        bench.Store.Cuts.Enqueue(3000);
        using var log = await bench.OpenAsync(LogBench.InS3);
        bench.Store.Tag = "b";
        bench.Store.Opening = _ =>
        {
            if (looksAtIfMatch)
            {
                throw new AwsCallException(AwsCallFailure.Refused, "S3", "GetObject", "PreconditionFailed", "r", 412, "it changed");
            }
        };

        var failure = await Assert.ThrowsAsync<StoredLogException>(() => log.CopyToAsync(Stream.Null, progress: null, Cancel));

        Assert.Equal(("LogChanged", Situations.SessionId), (failure.ErrorId, failure.SessionId));
        Assert.Contains(LogBench.S3Uri, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_that_never_gets_further_is_given_up()
    {
        var time = new VirtualTime();
        var bench = new LogBench { Time = time }.WithObject(new string('x', 5000));
        bench.Store.Cuts.Enqueue(3000);
        bench.Store.Opening = rest =>
        {
            if (rest is not null)
            {
                throw FakeFailures.Unreachable("S3", "GetObject");
            }
        };

        time.Run(async () =>
        {
            using var log = await bench.OpenAsync(LogBench.InS3);
            var failure = await Assert.ThrowsAsync<AwsCallException>(() => log.CopyToAsync(Stream.Null, progress: null, CancellationToken.None));
            Assert.Equal(AwsCallFailure.Unreachable, failure.Kind);
        });

        Assert.Equal(6, bench.Store.Calls.Count);
    }

    [Fact]
    public async Task What_is_copied_is_told_from_the_beginning()
    {
        var told = new List<long>();
        using var log = await new LogBench().WithObject(new string('x', 200_000)).OpenAsync(LogBench.InS3);

        await log.CopyToAsync(Stream.Null, told.Add, Cancel);

        Assert.Equal(200_000, log.Size);
        Assert.Equal(200_000, told[^1]);
        Assert.Equal(told.Order(), told);
        Assert.True(told.Count > 1);
    }
}
