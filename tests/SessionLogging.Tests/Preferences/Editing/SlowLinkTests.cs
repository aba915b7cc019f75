using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>A change that is stopped at any moment, on links of any speed, is made, or is not begun, or says what stands.</summary>
public sealed class SlowLinkTests
{
    private static readonly PreferenceEdit Wish = Edits.Of("S3BucketName", "logs");

    private static readonly string[] Ends = ["VersionNotPromoted", "ChangeNotConfirmed", "ChangeUncertain"];

    // More moments than calls: in each half of each of them.
    private const int Moments = 32;

    public enum Start
    {
        Nothing,
        Settled,
        Draft,
    }

    [Theory]
    [InlineData(Start.Nothing, 20)]
    [InlineData(Start.Nothing, 400)]
    [InlineData(Start.Nothing, 6_000)]
    [InlineData(Start.Settled, 20)]
    [InlineData(Start.Settled, 400)]
    [InlineData(Start.Settled, 6_000)]
    [InlineData(Start.Draft, 20)]
    [InlineData(Start.Draft, 400)]
    [InlineData(Start.Draft, 6_000)]
    public void Stopped_at_any_moment_nothing_is_left_half_done(Start start, int milliseconds)
    {
        var call = TimeSpan.FromMilliseconds(milliseconds);
        var whole = Run(start, call, stopAfter: null).Took;
        var ended = new HashSet<string>();
        for (var moment = 0; moment <= Moments; moment++)
        {
            var run = Run(start, call, whole * moment / Moments);

            Assert.True(run.Ended is "made" or "not begun", $"stopped at {moment} of {Moments}: {run.Ended}");
            if (run.Ended == "made")
            {
                Assert.Equal((run.Document.LatestNumber, 0), (run.Document.DefaultNumber, Edits.MissingIn(run.Document.Default.Content, Wish).Count));
            }
            else
            {
                Assert.Equal(Arrange(start).Documents.Find(Edits.Name)?.LatestNumber, run.Bench.Documents.Find(Edits.Name)?.LatestNumber);
            }

            ended.Add(run.Ended);
        }

        Assert.Equal(2, ended.Count);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(25_000)]
    [InlineData(90_000)]
    public void Beyond_half_a_minute_it_says_what_stands_and_what_mends_it(int milliseconds)
    {
        var call = TimeSpan.FromMilliseconds(milliseconds);
        var whole = Run(Start.Settled, call, stopAfter: null).Took;
        for (var moment = 0; moment <= Moments; moment++)
        {
            var stopAfter = whole * moment / Moments;
            var run = Run(Start.Settled, call, stopAfter);

            Assert.True(run.Took <= stopAfter + TimeSpan.FromSeconds(30), $"stopped at {stopAfter}, ended at {run.Took}");
            if (run.Ended == "not begun")
            {
                Assert.Equal(1, run.Document.LatestNumber);
            }
            else if (run.Ended == "made")
            {
                Assert.Equal(2, run.Document.DefaultNumber);
            }
            else
            {
                SaysWhatStands(run.Failure!, run.Document);
            }
        }
    }

    [Fact]
    public void A_second_stop_ends_the_finishing_and_what_stands_is_said()
    {
        var call = TimeSpan.FromMilliseconds(400);
        var whole = Run(Start.Settled, call, stopAfter: null).Took;
        var said = 0;
        for (var moment = 0; moment < Moments; moment++)
        {
            for (var later = 0; later < Moments - moment; later++)
            {
                var second = whole * (moment + later) / Moments;
                var run = Run(Start.Settled, call, whole * moment / Moments, second);

                Assert.True(run.Took <= second || run.Ended == "not begun", $"stopped at {moment} and {second}: ended at {run.Took}, {run.Ended}");
                if (run.Failure is null)
                {
                    continue;
                }

                said++;
                SaysWhatStands(run.Failure, run.Document);
            }
        }

        Assert.NotEqual(0, said);
    }

    [Fact]
    public void A_request_without_an_answer_may_still_arrive_when_the_next_try_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var bench = new EditBench().Settled();

        var run = bench.Apply(
            Wish,
            faults: (call, operation) =>
            {
                // The update, and the two calls of the look behind it.
                if (call == 5)
                {
                    stop.Cancel();
                }

                return operation == "UpdateDocument" ? CallFault.LostRequest : CallFault.None;
            },
            stop: stop);

        Assert.Equal("ChangeUncertain", run.Failure!.ErrorId);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(400, 2.6)]
    [InlineData(5_000, 21)]
    [InlineData(7_250, 30)]
    [InlineData(600_000, 30)]
    public void Finishing_has_a_second_and_the_time_of_four_calls_and_at_most_half_a_minute(int call, double seconds) =>
        Assert.Equal(seconds, new EditLimits().FinishingTime(TimeSpan.FromMilliseconds(call)).TotalSeconds);

    private static void SaysWhatStands(SessionLoggingException failure, StoredDocument document)
    {
        Assert.Contains(failure.ErrorId, Ends);
        var isWritten = document.LatestNumber == 2;
        if (failure.ErrorId == "VersionNotPromoted")
        {
            Assert.True(isWritten);
            Assert.Contains($"Version 2 of {Edits.Target} is written, the default is still 1.", failure.Message, StringComparison.Ordinal);
            Assert.Contains(Edits.Target.CommandToSettleOn(BaseVersion.Latest), failure.RecommendedAction!, StringComparison.Ordinal);
        }
        else
        {
            Assert.True(isWritten || failure.ErrorId == "ChangeUncertain", failure.Message);
            Assert.StartsWith("Run the command again", failure.RecommendedAction!, StringComparison.Ordinal);
        }
    }

    private static EditBench Arrange(Start start) => start switch
    {
        Start.Nothing => new EditBench(),
        Start.Settled => new EditBench().Settled(),
        _ => new EditBench().Settled().Draft(TimeSpan.FromDays(1), ("KmsKeyId", "alias/a")),
    };

    private static SlowRun Run(Start start, TimeSpan call, TimeSpan? stopAfter, TimeSpan? abandonAfter = null)
    {
        using var stop = new CancellationTokenSource();
        using var abandon = new CancellationTokenSource();
        var bench = Arrange(start);
        var begin = bench.Time.GetUtcNow();
        using var stopping = stopAfter is { } first ? bench.Time.CreateTimer(_ => stop.Cancel(), state: null, first, Timeout.InfiniteTimeSpan) : null;
        using var abandoning = abandonAfter is { } second ? bench.Time.CreateTimer(_ => abandon.Cancel(), state: null, second, Timeout.InfiniteTimeSpan) : null;
        var editor = new DocumentEditor(
            new SlowDocuments(bench.Documents, bench.Time, call),
            Edits.Target,
            _ => Wish,
            start is Start.Draft ? BaseVersion.Latest : null,
            bench.Time,
            limits: null,
            () => 0.5)
        {
            Abandon = abandon.Token,
        };
        var run = new SlowRun(bench);
        var task = new Simulation(bench.Time, new Tape([])).Run(async () =>
        {
            try
            {
                return await editor.ApplyAsync(stop.Token);
            }
            finally
            {
                run.Took = bench.Time.GetUtcNow() - begin;
            }
        });
        Assert.True(task.IsCompleted, "it goes on");
        run.Failure = task.Exception?.InnerException is { } failure ? Assert.IsType<SessionLoggingException>(failure, exactMatch: false) : null;
        run.Ended = task.IsCanceled ? "not begun" : run.Failure is { } end ? $"{end.ErrorId}: {end.Message}" : "made";
        return run;
    }

    private sealed class SlowRun(EditBench bench)
    {
        public EditBench Bench { get; } = bench;

        public StoredDocument Document => Bench.Document;

        public TimeSpan Took { get; set; }

        public string Ended { get; set; } = "";

        public SessionLoggingException? Failure { get; set; }
    }
}
