using SessionLogging.Sessions.Reading;

namespace SessionLogging.Logs.Sources;

/// <summary>Reads the events of a stream, from either end, page after page; a call that may pass the next time is made again.</summary>
/// <param name="streams">Where the stream is.</param>
/// <param name="query">Which events.</param>
/// <param name="pace">The pace of the calls; <see langword="null"/>: none.</param>
/// <param name="time">The clock.</param>
internal sealed class LogEventReader(ILogStreams streams, LogStreamQuery query, CallLimiter? pace, TimeProvider time)
{
    private readonly PageGuard _guard = new("CloudWatch Logs", "GetLogEvents");
    private string? _token;
    private bool _isOver;

    /// <summary>The next events in the query's direction, those of a page in the order of their times; <see langword="null"/> behind the last.</summary>
    /// <exception cref="AwsCallException">A call failed, or the stream has no end.</exception>
    internal async Task<IReadOnlyList<LogStreamEvent>?> NextAsync(CancellationToken cancellationToken)
    {
        while (!_isOver)
        {
            var page = await AskAsync(cancellationToken).ConfigureAwait(false);

            // A page may be empty although others follow: only a token that comes back is the end.
            _isOver = page.NextToken == _token;
            if (!_isOver)
            {
                _guard.Pass(_token = page.NextToken, page.Events.Count);
            }

            if (page.Events.Count > 0)
            {
                return page.Events;
            }
        }

        return null;
    }

    private async Task<LogStreamEventPage> AskAsync(CancellationToken cancellationToken)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                return await (pace is null ? ReadAsync(cancellationToken) : pace.CallAsync(ReadAsync, cancellationToken)).ConfigureAwait(false);
            }
            catch (AwsCallException failure) when (Resuming.IsWorthwhile(failure, failures))
            {
                await Resuming.WaitAsync(time, failures, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private Task<LogStreamEventPage> ReadAsync(CancellationToken cancellationToken) => streams.ReadAsync(query, _token, cancellationToken);
}

/// <summary>Which failures in the middle of a log are no reason to give it up.</summary>
internal static class Resuming
{
    private const int MostFailures = 5;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Whether the same call may be answered a moment later.</summary>
    /// <param name="failure">How it failed.</param>
    /// <param name="failures">How often it had failed before.</param>
    internal static bool IsWorthwhile(AwsCallException failure, int failures) =>
        failures < MostFailures && failure.Kind is AwsCallFailure.Throttled or AwsCallFailure.Unreachable or AwsCallFailure.Timeout;

    /// <summary>Waits before the next try.</summary>
    internal static Task WaitAsync(TimeProvider time, int failures, CancellationToken cancellationToken) =>
        time.WaitAsync(Waiting.BackOff(FirstWait, LongestWait, failures, Jitter.Next()), cancellationToken);
}
