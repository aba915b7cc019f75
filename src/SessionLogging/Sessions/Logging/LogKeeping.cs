using SessionLogging.Text;

namespace SessionLogging.Sessions.Logging;

/// <summary>What follows from a log not being there.</summary>
/// <param name="IsLost">Whether it follows that it never came or was removed by somebody.</param>
/// <param name="Words">Why, in a sentence; empty where there is nothing to add.</param>
internal sealed record LogAbsence(bool IsLost, string Words)
{
    internal static readonly LogAbsence Plain = new(IsLost: true, "");

    internal static LogAbsence InDoubt(string words) => new(IsLost: false, words);
}

/// <summary>How long buckets and log groups keep logs, each looked at once.</summary>
internal sealed class LogKeeping(ILogObjects objects, ILogGroups groups, DateTimeOffset now)
{
    private readonly Dictionary<string, Looking<BucketLifecycle>> _buckets = [];
    private readonly Dictionary<string, Looking<LogGroupFacts>> _groups = [];

    /// <summary>What follows from an object not being there.</summary>
    internal async Task<LogAbsence> OfObjectAsync(LogPlace place, Session session, CancellationToken cancellationToken)
    {
        var looking = await LookAsync(_buckets, place.Container, objects.LookAtLifecycleAsync, cancellationToken).ConfigureAwait(false);
        return looking switch
        {
            { Failure: { } failure } => LogAbsence.InDoubt($"Whether a lifecycle rule has removed it could not be looked at. {Wording.Reason(failure)}"),
            { Facts: null } => new LogAbsence(IsLost: true, $"There is no bucket '{place.Container}'."),
            { Facts.Rules: var rules } => rules.FirstOrDefault(rule => HasExpired(rule, place, session)) is { } expired
                ? LogAbsence.InDoubt(Describe(expired))
                : LogAbsence.Plain,
        };
    }

    /// <summary>What follows from a log stream not being there.</summary>
    internal async Task<LogAbsence> OfStreamAsync(LogPlace place, Session session, CancellationToken cancellationToken)
    {
        var looking = await LookAsync(_groups, place.Container, groups.LookAsync, cancellationToken).ConfigureAwait(false);
        return looking switch
        {
            { Failure: { } failure } => LogAbsence.InDoubt($"Whether the log group's retention has ended could not be looked at. {Wording.Reason(failure)}"),
            { Facts: null } => new LogAbsence(IsLost: true, $"There is no log group '{place.Container}'."),
            { Facts.RetentionInDays: { } days } when session.StartDate?.AddDays(days) <= now =>
                LogAbsence.InDoubt(FormattableString.Invariant($"The log group keeps events for {days} days, which have passed.")),
            _ => LogAbsence.Plain,
        };
    }

    // An object is written when its session ends or later, and expires at the first midnight in UTC after the days have passed.
    private bool HasExpired(ExpirationRule rule, LogPlace place, Session session) =>
        place.Name.StartsWith(rule.Prefix, StringComparison.Ordinal)
        && (rule.Date is { } date ? date <= now : session.EndDate?.AddDays(rule.Days ?? 0) <= now);

    private static string Describe(ExpirationRule rule) => rule.Date is { } date
        ? $"A lifecycle rule of the bucket has removed such objects since {Wording.Instant(date)}."
        : FormattableString.Invariant($"A lifecycle rule of the bucket removes such objects after {rule.Days} days, which have passed.");

    private static async Task<Looking<T>> LookAsync<T>(
        Dictionary<string, Looking<T>> known, string name, Func<string, CancellationToken, Task<LookupResult<T>>> look, CancellationToken cancellationToken)
        where T : class
    {
        if (known.TryGetValue(name, out var looking))
        {
            return looking;
        }

        try
        {
            var looked = await look(name, cancellationToken).ConfigureAwait(false);
            looking = new Looking<T>(
                looked.State is LookupState.Known ? looked.Facts : null, looked.State is LookupState.Denied ? looked.Denial : null);
        }
        catch (AwsCallException failure)
        {
            looking = new Looking<T>(null, failure);
        }

        known.Add(name, looking);
        return looking;
    }

    private sealed record Looking<T>(T? Facts, AwsCallException? Failure)
        where T : class;
}
