using SessionLogging.Sessions.Reading;

namespace SessionLogging.Tests.Sessions;

public sealed class CallLimiterTests
{
    [Fact]
    public void No_second_sees_more_calls_than_the_rate_rounded_up() =>
        Gen.Select(Gen.Double[0.5, 50], Gen.Int[0, 900].Array[1, 120]).Sample(
            (rate, pauses) =>
            {
                var grants = Grants(rate, pauses);

                for (var first = 0; first < grants.Count; first++)
                {
                    var inSecond = grants.Skip(first).TakeWhile(grant => grant - grants[first] < TimeSpan.FromSeconds(1)).Count();
                    Assert.True(inSecond <= Math.Ceiling(rate), $"{inSecond} calls in a second at {rate}");
                }
            },
            iter: 300);

    [Theory]
    [InlineData(5.9)]
    [InlineData(333)]
    [InlineData(0.7)]
    public void A_rate_that_is_asked_for_is_kept(double rate)
    {
        var grants = Grants(rate, new int[400]);

        Assert.InRange((grants.Count - 1) / (grants[^1] - grants[0]).TotalSeconds, rate * 0.99, rate * 1.01);
    }

    [Fact]
    public void Whoever_comes_first_goes_first()
    {
        var time = new VirtualTime();
        var limiter = new CallLimiter(5.9, time);
        var order = new List<int>();

        time.Run(() => Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            await limiter.WaitAsync(CancellationToken.None);
            order.Add(number);
        })));

        Assert.Equal(Enumerable.Range(0, 20), order);
    }

    [Fact]
    public void A_call_that_is_cancelled_leaves_its_turn_to_the_next()
    {
        var time = new VirtualTime();
        var limiter = new CallLimiter(2, time);
        using var cancel = new CancellationTokenSource();
        var start = time.Now;

        time.Run(async () =>
        {
            await limiter.WaitAsync(CancellationToken.None);
            var given = limiter.WaitAsync(cancel.Token).AsTask();
            var next = limiter.WaitAsync(CancellationToken.None).AsTask();
            Cancel(cancel);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
            await next;
        });

        Assert.Equal(TimeSpan.FromMilliseconds(500), time.Now - start);
        Assert.Equal(2, limiter.Statistics.Calls);
    }

    [Fact]
    public void Throttled_calls_of_one_moment_lower_the_rate_once_and_successes_raise_it_to_the_full_rate_again()
    {
        var time = new VirtualTime();
        var limiter = new CallLimiter(10, time);
        time.Run(async () =>
        {
            var together = new[] { await limiter.WaitAsync(CancellationToken.None), await limiter.WaitAsync(CancellationToken.None) };
            limiter.Throttled(together[0]);
            limiter.Throttled(together[1]);
            Assert.Equal(8, limiter.Statistics.Rate, 6);

            var recovering = time.Now;
            while (limiter.Statistics.Rate < 10)
            {
                limiter.Succeeded(await limiter.WaitAsync(CancellationToken.None));
            }

            Assert.Equal(10, limiter.Statistics.Rate);
            Assert.InRange((time.Now - recovering).TotalSeconds, 4, 6);
            Assert.Equal(2, limiter.Statistics.Throttled);
        });
    }

    [Fact]
    public void However_often_calls_are_throttled_one_every_two_seconds_is_tried()
    {
        var time = new VirtualTime();
        var limiter = new CallLimiter(10, time);
        time.Run(async () =>
        {
            for (var call = 0; call < 50; call++)
            {
                limiter.Throttled(await limiter.WaitAsync(CancellationToken.None));
            }
        });

        Assert.Equal(0.5, limiter.Statistics.Rate);
    }

    [Fact]
    public void Without_a_rate_nothing_waits_until_a_call_is_throttled()
    {
        var time = new VirtualTime();
        var limiter = new CallLimiter(0, time);
        var start = time.Now;
        time.Run(async () =>
        {
            for (var call = 0; call < 1_000; call++)
            {
                limiter.Succeeded(await limiter.WaitAsync(CancellationToken.None));
            }

            Assert.Equal(start, time.Now);
            Assert.True(limiter.IsUnlimited);

            limiter.Throttled(await limiter.WaitAsync(CancellationToken.None));
            Assert.Equal(500, limiter.Statistics.Rate, 0);
        });
    }

    [Fact]
    public void A_registry_has_one_limiter_for_an_address_account_and_Region_and_the_last_rate_asked_for_holds()
    {
        var registry = new CallLimiterRegistry(new VirtualTime());
        var limiter = registry.For(null, "111122223333", "eu-west-1");

        Assert.Equal(CallLimiter.DefaultRate, limiter.Statistics.Rate);
        Assert.Same(limiter, registry.For(null, "111122223333", "eu-west-1", 3));
        Assert.Equal(3, limiter.Statistics.Rate);
        Assert.NotSame(limiter, registry.For(null, "111122223333", "eu-west-2"));
        Assert.NotSame(limiter, registry.For(null, "444455556666", "eu-west-1"));
        Assert.NotSame(limiter, registry.For("http://127.0.0.1:4599", "111122223333", "eu-west-1"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_rate_that_is_none_is_refused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CallLimiter(rate));

    private static List<TimeSpan> Grants(double rate, int[] pauses)
    {
        var time = new VirtualTime();
        var limiter = new CallLimiter(rate, time);
        var grants = new List<TimeSpan>();
        var start = time.Now;
        time.Run(async () =>
        {
            foreach (var pause in pauses)
            {
                if (pause % 3 == 1)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(pause), time);
                }

                await Task.WhenAll(Enumerable.Range(0, 1 + (pause % 3)).Select(async _ =>
                {
                    await limiter.WaitAsync(CancellationToken.None);
                    grants.Add(time.Now - start);
                }));
            }
        });
        return grants;
    }

    // CancelAsync would go on elsewhere.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();
}
