using SessionLogging.Logs.Sources;
using SessionLogging.Tests.Sessions;
using SessionLogging.Tests.Sessions.Logging;

namespace SessionLogging.Tests.Logs.Sources;

public sealed class StreamLogTests
{
    private const string Streamed = """{"eventVersion":"1.0","eventTime":"2026-11-23T12:00:00Z","sessionId":"jdoe-0123456789abcdef0","sessionData":["sh-5.2$ date"]}""";

    [Fact]
    public async Task A_stream_is_a_line_an_event_with_its_times()
    {
        var bench = new LogBench().WithStream([LogBench.Event(Streamed)], [LogBench.Event("ü \"x\"", second: 5)]);

        var (text, facts, place) = await bench.CopyAsync(LogBench.InCloudWatch);

        var time = Situations.DaysAgo(1).ToUnixTimeMilliseconds();
        Assert.Equal(
            $$"""
            {"timestamp":{{time}},"ingestionTime":{{time + 1000}},"message":"{{Streamed.Replace("\"", "\\\"", StringComparison.Ordinal)}}"}
            {"timestamp":{{time + 5000}},"ingestionTime":{{time + 6000}},"message":"ü \"x\""}

            """,
            text);
        Assert.Equal(LogBench.StreamPlace, place);
        Assert.Equal(new StoredLogFacts { Bytes = Encoding.UTF8.GetByteCount(text), Events = 2, LastEventTime = Situations.DaysAgo(1).AddSeconds(5), IsMasked = false }, facts);
        Assert.Equal(["GetLogEvents jdoe-0123456789abcdef0", "GetLogEvents jdoe-0123456789abcdef0 1", "GetLogEvents jdoe-0123456789abcdef0 2"], bench.Store.Calls);
    }

    /// <summary>Pages may be empty in the middle, and the end is a token that comes back.</summary>
    [Fact]
    public async Task Every_event_is_read_once_whatever_the_pages()
    {
        await Gen.Int[0, 3].Array[1, 12].Where(sizes => sizes.Any(size => size > 0)).SampleAsync(async sizes =>
        {
            var number = 0;
            var bench = new LogBench().WithStream([.. sizes.Select(size => (IReadOnlyList<LogStreamEvent>)[.. Enumerable.Range(0, size).Select(_ => LogBench.Event($"{number++}"))])]);

            var (text, facts, _) = await bench.CopyAsync(LogBench.InCloudWatch);

            Assert.Equal(Enumerable.Range(0, number).Select(it => $"\"{it}\""), text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("\"message\":")[1].TrimEnd('}')));
            Assert.Equal(number, facts.Events);
        });
    }

    [Fact]
    public async Task A_stream_that_is_written_on_is_read_up_to_now()
    {
        var running = LogBench.InCloudWatch with { EndDate = null, Status = "Connected" };
        var bench = new LogBench().WithStream([LogBench.Event("a")], [LogBench.Event("b") with { Time = Situations.Now.AddDays(1) }]);

        Assert.Equal(1, (await bench.CopyAsync(running)).Facts.Events);
        Assert.Equal(2, (await bench.CopyAsync(LogBench.InCloudWatch)).Facts.Events);
    }

    [Fact]
    public void A_call_that_fails_in_between_is_made_again()
    {
        var time = new VirtualTime();
        var bench = new LogBench { Time = time }.WithStream([LogBench.Event("a")], [LogBench.Event("b")]);
        var failures = 0;
        bench.Store.Failing["GetLogEvents"] = (service, operation) =>
        {
            failures++;
            bench.Store.Failing.Remove("GetLogEvents");
            return new AwsCallException(AwsCallFailure.Throttled, service, operation, "ThrottlingException", "r", 400, "Rate exceeded");
        };

        time.Run(async () => Assert.Equal(2, (await bench.CopyAsync(LogBench.InCloudWatch)).Facts.Events));

        Assert.Equal(1, failures);
    }

    [Theory]
    [InlineData("token ****************", true, true)]
    [InlineData("token ****************", false, false)]
    [InlineData("token ****************", null, null)]
    [InlineData("nothing masked", true, false)]
    public async Task Asterisks_are_a_mask_where_a_policy_masks(string message, bool? policy, bool? expected)
    {
        var bench = new LogBench().WithStream([LogBench.Event(message)]);
        if (policy is true)
        {
            bench.Store.Masked.Add(LogBench.Group);
        }
        else if (policy is null)
        {
            bench.Store.Failing["DescribeLogGroups"] = FakeFailures.Denied;
        }

        Assert.Equal(expected, (await bench.CopyAsync(LogBench.InCloudWatch)).Facts.IsMasked);
    }

    [Fact]
    public async Task A_copy_in_another_account_may_say_more_in_its_name()
    {
        var name = $"{Situations.SessionId}_111122223333_eu-west-1";
        LogBench Bench(bool holdsCopies) => new LogBench { HoldsCopies = holdsCopies }.WithStream(name, [LogBench.Event("a")]);

        Assert.Equal($"{LogBench.Group}:{name}", (await Bench(holdsCopies: true).CopyAsync(LogBench.InCloudWatch)).Place);
        Assert.Equal("LogNotFound", (await Bench(holdsCopies: false).FailAsync(LogBench.InCloudWatch)).ErrorId);
        Assert.Equal("LogNotFound", (await new LogBench { HoldsCopies = true }.WithStream($"{Situations.SessionId}1", [LogBench.Event("a")]).FailAsync(LogBench.InCloudWatch)).ErrorId);
    }

    public static TheoryData<string, string> Recordings => new(
        from name in Corpus.Recordings("agent")
        from form in new[] { "streamed.jsonl", "uploaded.json" }
        where Corpus.Has("agent", $"{name}.{form}") && Corpus.Read("agent", $"{name}.{form}").Length > 2
        select (name, form));

    /// <summary>Streamed and uploaded: what was read out of CloudWatch Logs reads as the same events saved otherwise.</summary>
    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task A_recorded_stream_reads_as_it_was(string name, string form)
    {
        var recorded = Corpus.Read("agent", $"{name}.{form}");
        var messages = Encoding.UTF8.GetString(recorded).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => form == "uploaded.json" ? System.Text.Json.JsonSerializer.Deserialize<string>(line)! : line);
        var bench = new LogBench().WithStream([.. messages.Select(message => LogBench.Event(message))]);

        var (text, _, _) = await bench.CopyAsync(LogBench.InCloudWatch);

        Assert.Equal(
            LogFiles.Lines(recorded).Select(line => line with { Source = "" }),
            LogFiles.Lines(text).Select(line => line with { Source = "" }));
        if (form == "uploaded.json")
        {
            Assert.Equal(SessionLogForm.Script, LogFiles.Transcript(text).Form);
            Assert.Empty(LogFiles.Events(text, []));
        }
    }
}
