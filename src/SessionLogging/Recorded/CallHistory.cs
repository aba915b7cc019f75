using SessionLogging.Sessions.Reading;
using SessionLogging.Text;

namespace SessionLogging.Recorded;

/// <summary>The calls that CloudTrail's Event history has of one account in a Region: 90 days, with no trail and no charge.</summary>
/// <remarks>
/// LookupEvents takes two calls a second and gives 50 events a call, so a window is read in a few parts side by side: then slow answers cost nothing.
/// A part that lost its place, as tokens do not live for ever, goes on where it was. Every call is given once, in no order.
/// </remarks>
public sealed class CallHistory
{
    /// <summary>Days that the Event history remembers. <see href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html"/></summary>
    public const int Days = 90;

    /// <summary>How long after a call it may take until the Event history has it: about 5 minutes on average, and mostly no more than 15.</summary>
    internal static readonly TimeSpan DeliveryTime = TimeSpan.FromMinutes(15);

    // Parts of a window: answers may then take most of a second before they hold up the pace, also where most calls are new.
    private const int Parts = 4;
    private const int MostEmptyPages = 1000;
    private const int MostNewStarts = 20;
    private const string Service = "CloudTrail";
    private const string Operation = "LookupEvents";

    private readonly Func<ITrails> _trails;
    private readonly PacedCalls _calls;
    private readonly TimeProvider _time;

    /// <summary>Prepares reading; nothing is asked yet. Everything in the process that asks the same account and Region shares its pace.</summary>
    /// <param name="account">The account in a Region.</param>
    /// <param name="accountId">Its id; <see langword="null"/> where it is not known.</param>
    /// <param name="time">The clock; the system's where none is given.</param>
    public CallHistory(IAccount account, string? accountId, TimeProvider? time = null)
        : this(
            () => account.Trails,
            CallLimiterRegistry.Process.For(account.Connection.EndpointUrl, accountId, account.Region, ServiceQuota.LookupEvents),
            time ?? TimeProvider.System,
            Jitter.Next)
    {
    }

    internal CallHistory(ITrails trails, CallLimiter limiter, TimeProvider time, Func<double> random)
        : this(() => trails, limiter, time, random)
    {
    }

    private CallHistory(Func<ITrails> trails, CallLimiter limiter, TimeProvider time, Func<double> random)
    {
        _trails = trails;
        _time = time;
        _calls = new PacedCalls(limiter, time, random);
        Clock = new ServiceClock(time);
    }

    /// <summary>The service's clock, as the answers tell it.</summary>
    internal ServiceClock Clock { get; }

    /// <summary>Calls of LookupEvents that were made.</summary>
    public long Calls => _calls.Made;

    /// <summary>How many of them were throttled.</summary>
    public long Throttled => _calls.Throttled;

    /// <summary>Reads the calls of an operation.</summary>
    /// <param name="eventName">The operation. Other services may have one of the same name: <see cref="RecordedCall.EventSource"/> tells them apart.</param>
    /// <param name="window">When they were made.</param>
    /// <param name="take">Takes them as they come, one page after another.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>What was covered. A failure for good is told there, and not thrown.</returns>
    /// <exception cref="ReportRequestException">By the service's clock the window is too old or has not begun.</exception>
    public Task<CallHistoryReach> ReadAsync(string eventName, ReportWindow window, Action<IReadOnlyList<RecordedCall>> take, CancellationToken cancellationToken) =>
        new Reading(this, eventName, window, take).ReadAsync(cancellationToken);

    private async Task<RecordedCallPage> GetAsync(RecordedCallQuery query, string? nextToken, HashSet<string> seen, CancellationToken cancellationToken) => await _calls.MakeAsync(
        Service,
        Operation,
        async token =>
        {
            var page = await _trails().LookUpAsync(query, nextToken, token).ConfigureAwait(false);
            Clock.Learn(page.AnsweredAt);
            return page;
        },
        page => page.NextToken is { Length: > 0 } next && seen.Contains(next),
        cancellationToken).ConfigureAwait(false);

    private DateTimeOffset Now => Clock.LastAnswer ?? _time.GetUtcNow();

    /// <summary>One window, being read.</summary>
    private sealed class Reading(CallHistory history, string eventName, ReportWindow asked, Action<IReadOnlyList<RecordedCall>> take)
    {
        private readonly HashSet<ulong> _given = [];
        private readonly object _gate = new();

        internal async Task<CallHistoryReach> ReadAsync(CancellationToken cancellationToken)
        {
            var window = asked.EndingBy(history._time.GetUtcNow());
            DateTimeOffset? end = asked.IsOpen ? null : asked.Before;
            RecordedCallPage newest;
            try
            {
                newest = await history.GetAsync(new RecordedCallQuery(eventName, After: null, end), nextToken: null, [], cancellationToken).ConfigureAwait(false);
            }
            catch (AwsCallException failure)
            {
                return new CallHistoryReach(window.After, window.Before, window.Before, failure);
            }

            // What is asked for is counted back from the service's clock, which the first answer tells.
            window = asked.ByService(history.Now);
            var oldest = Later(window.After, history.Now.AddDays(-Days));
            Give(newest.Calls);
            if (string.IsNullOrEmpty(newest.NextToken))
            {
                return new CallHistoryReach(window.After, window.Before, oldest, Failure: null);
            }

            var parts = Cut(oldest, window.Before, end);
            await Task.WhenAll(parts.Select(part => ReadAsync(part, cancellationToken))).ConfigureAwait(false);
            var broken = Array.Find(parts, part => part.Failure is not null);
            return new CallHistoryReach(window.After, window.Before, broken?.Reached ?? oldest, broken?.Failure);
        }

        private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

        // The newest first; the newest of an open window has no end, whatever a clock shows.
        private static Part[] Cut(DateTimeOffset after, DateTimeOffset before, DateTimeOffset? end)
        {
            var length = TimeSpan.FromTicks((before - after).Ticks / Parts);
            return [.. Enumerable.Range(0, Parts).Select(number => new Part(
                number == Parts - 1 ? after : before - TimeSpan.FromTicks(length.Ticks * (number + 1)),
                number == 0 ? end : before - TimeSpan.FromTicks(length.Ticks * number),
                before - TimeSpan.FromTicks(length.Ticks * number)))];
        }

        private async Task ReadAsync(Part part, CancellationToken cancellationToken)
        {
            var query = new RecordedCallQuery(eventName, part.After, part.End);
            for (var starts = 1; ; starts++)
            {
                try
                {
                    await ReadAsync(part, query, cancellationToken).ConfigureAwait(false);
                    part.Reached = part.After;
                    return;
                }
                catch (AwsCallException lost) when (lost.Code == "InvalidNextTokenException" && starts < MostNewStarts && part.HasMoved)
                {
                    // Its last second is asked for again, since more calls may lie in it.
                    part.StartAnew();
                    query = query with { Before = part.IsSorted ? part.Reached : part.End };
                }
                catch (AwsCallException failure)
                {
                    part.Failure = failure;
                    if (!part.IsSorted)
                    {
                        part.Reached = part.Newest;
                    }

                    return;
                }
            }
        }

        private async Task ReadAsync(Part part, RecordedCallQuery query, CancellationToken cancellationToken)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var empty = 0;
            string? token = null;
            do
            {
                var page = await history.GetAsync(query, token, seen, cancellationToken).ConfigureAwait(false);
                token = page.NextToken;
                empty = page.Calls.Count == 0 ? empty + 1 : 0;
                if (!string.IsNullOrEmpty(token) && (!seen.Add(token!) || empty > MostEmptyPages))
                {
                    throw PageGuard.TooManyEmpty(Service, Operation, MostEmptyPages);
                }

                Give(page.Calls);
                part.Pass(page.Calls);
            }
            while (!string.IsNullOrEmpty(token));
        }

        // The bounds of parts are inclusive, and what lost its place asks again for what it had.
        private void Give(IReadOnlyList<RecordedCall> calls)
        {
            lock (_gate)
            {
                var given = calls.Where(call => _given.Add(Fnv.Add(Fnv.Start, call.EventId ?? call.RequestId ?? $"{call}"))).ToList();
                if (given.Count > 0)
                {
                    take(given);
                }
            }
        }
    }

    /// <summary>A part of a window.</summary>
    /// <param name="After">The start.</param>
    /// <param name="End">The end; <see langword="null"/>: with the newest call.</param>
    /// <param name="Newest">The end by the clock.</param>
    private sealed record Part(DateTimeOffset After, DateTimeOffset? End, DateTimeOffset Newest)
    {
        private DateTimeOffset? _last;

        /// <summary>Since when all of it was read.</summary>
        internal DateTimeOffset Reached { get; set; } = Newest;

        /// <summary>Whether the calls came the newest first so far, as they should.</summary>
        internal bool IsSorted { get; private set; } = true;

        /// <summary>Whether something older came since it was begun anew.</summary>
        internal bool HasMoved { get; set; }

        internal AwsCallException? Failure { get; set; }

        internal void Pass(IReadOnlyList<RecordedCall> calls)
        {
            foreach (var call in calls)
            {
                IsSorted &= !(call.EventTime > _last);
                HasMoved |= _last is null || call.EventTime < _last;
                _last = call.EventTime;
                Reached = call.EventTime < Reached ? call.EventTime : Reached;
            }
        }

        /// <summary>Begins anew where it was.</summary>
        internal void StartAnew() => (HasMoved, _last) = (false, null);
    }
}

/// <summary>What was read of the Event history.</summary>
/// <param name="After">The start of the window, in UTC, by the service's clock.</param>
/// <param name="Before">Its end, in UTC.</param>
/// <param name="Since">Since when every call that the Event history has was read: later than <paramref name="After"/> where it does not reach so far back, or where reading failed.</param>
/// <param name="Failure">Why reading ended early; <see langword="null"/> where it did not.</param>
public sealed record CallHistoryReach(DateTimeOffset After, DateTimeOffset Before, DateTimeOffset Since, AwsCallException? Failure);
