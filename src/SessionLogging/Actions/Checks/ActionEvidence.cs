using SessionLogging.Actions.Policies;

namespace SessionLogging.Actions.Checks;

/// <summary>All that was seen between a session and what an action does, as far as it can be looked at without a session. A look that failed is evidence too.</summary>
/// <param name="Action">The action.</param>
/// <param name="Place">Where its rule lies.</param>
internal sealed record ActionEvidence(SessionAction Action, ActionPlace Place)
{
    /// <summary>The trails that cover the Region, up to the first that records the calls of sessions.</summary>
    internal IReadOnlyList<TrailEvidence> Trails { get; init; } = [];

    /// <summary>How many trails reach the Region.</summary>
    internal int TrailCount { get; init; }

    internal AwsCallException? TrailsFailure { get; init; }

    /// <summary>What EventBridge says of sample events; the last one may be without an answer.</summary>
    internal IReadOnlyList<(SampleEvent Sample, bool? IsMatch)> Samples { get; init; } = [];

    internal AwsCallException? SampleFailure { get; init; }

    /// <summary>What the action is handed to; <see langword="null"/> where the rule has no target of this library.</summary>
    internal TargetEvidence? Target { get; init; }

    /// <summary>Whether the target's policy lets the rule in; <see langword="null"/> where EventBridge uses a role, or it could not be looked at.</summary>
    internal bool? IsGranted { get; init; }

    internal AwsCallException? GrantFailure { get; init; }

    /// <summary>Whether the target was to be tried.</summary>
    internal bool WasTried { get; init; }

    /// <summary>The id of the message that was sent for a try, or that the target answered.</summary>
    internal string? Answer { get; init; }

    internal AwsCallException? TryFailure { get; init; }

    /// <summary>Looks with the caller's rights.</summary>
    /// <param name="account">The account.</param>
    /// <param name="reading">The rule.</param>
    /// <param name="send">Whether the target is tried: by a marked message to a topic, by a dry run of a function.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    internal static async Task<ActionEvidence> CollectAsync(IAccount account, RuleReading reading, bool send, CancellationToken cancellationToken)
    {
        var evidence = new ActionEvidence(reading.ToAction(), reading.Place) { WasTried = send };
        evidence = await evidence.WithTrailsAsync(account, cancellationToken).ConfigureAwait(false);
        evidence = await evidence.WithSamplesAsync(account, cancellationToken).ConfigureAwait(false);
        return reading.Own is { } own ? await evidence.WithTargetAsync(account, own.Arn, cancellationToken).ConfigureAwait(false) : evidence;
    }

    private async Task<ActionEvidence> WithTrailsAsync(IAccount account, CancellationToken cancellationToken)
    {
        try
        {
            var (seen, count) = await TrailEvidence.CollectAsync(account.Trails, Place.Region, selectors => TrailCoverage.Records(selectors, Action.Filter.Events), cancellationToken)
                .ConfigureAwait(false);
            return this with { Trails = seen, TrailCount = count };
        }
        catch (AwsCallException failure)
        {
            return this with { TrailsFailure = failure };
        }
    }

    private async Task<ActionEvidence> WithSamplesAsync(IAccount account, CancellationToken cancellationToken)
    {
        var samples = new List<(SampleEvent Sample, bool? IsMatch)>();
        try
        {
            foreach (var sample in SampleEvent.For(Action.Filter, Place))
            {
                samples.Add((sample, await account.EventRules.TestPatternAsync(Action.Pattern, sample.Json, cancellationToken).ConfigureAwait(false)));
                if (samples[samples.Count - 1].IsMatch is null)
                {
                    break;
                }
            }

            return this with { Samples = samples };
        }
        catch (AwsCallException failure)
        {
            return this with { Samples = samples, SampleFailure = failure };
        }
    }

    private async Task<ActionEvidence> WithTargetAsync(IAccount account, string arn, CancellationToken cancellationToken)
    {
        var evidence = this with { Target = await TargetEvidence.CollectAsync(account, arn, Action.RoleArn, cancellationToken).ConfigureAwait(false) };
        if (TargetPermission.Of(account, Place, Action.Name, arn) is { } permission)
        {
            try
            {
                evidence = evidence with { IsGranted = await permission.IsGrantedAsync(cancellationToken).ConfigureAwait(false) };
            }
            catch (AwsCallException failure)
            {
                evidence = evidence with { GrantFailure = failure };
            }
        }

        return WasTried ? await evidence.WithAnswerAsync(account, arn, cancellationToken).ConfigureAwait(false) : evidence;
    }

    private async Task<ActionEvidence> WithAnswerAsync(IAccount account, string arn, CancellationToken cancellationToken)
    {
        try
        {
            switch (Action.TargetKind)
            {
                case ActionTargetKind.Topic:
                    var message = $"TEST: sent by hand to try the action {Action}. No session was started, resumed or terminated.";
                    return this with { Answer = await account.Topics.PublishAsync(arn, "Test of a session action", message, cancellationToken).ConfigureAwait(false) };
                case ActionTargetKind.Function:
                    await account.Functions.TryInvokeAsync(arn, cancellationToken).ConfigureAwait(false);
                    return this with { Answer = "" };
                default:
                    return this;
            }
        }
        catch (AwsCallException failure)
        {
            return this with { TryFailure = failure };
        }
    }
}

/// <summary>What was seen of a trail.</summary>
/// <param name="Arn">The trail.</param>
/// <param name="Records">Whether it is on and records the calls; <see langword="null"/> where that hangs on what is known only when a call is made, or could not be looked at.</param>
/// <param name="Failure">The look that failed.</param>
internal sealed record TrailEvidence(string Arn, bool? Records, AwsCallException? Failure = null)
{
    internal string Doubt => Failure is null
        ? $"Whether '{Arn}' records these calls hangs on fields that are known only when a call is made."
        : $"The trail '{Arn}' could not be looked at, which needs {Failure.Action}. {Failure.Message}";

    /// <summary>Looks at the trails that cover a Region, up to the first that records; and how many trails reach it.</summary>
    /// <exception cref="AwsCallException">The trails could not be listed; a look at one of them that fails is evidence.</exception>
    internal static async Task<(IReadOnlyList<TrailEvidence> Trails, int Count)> CollectAsync(
        ITrails trails, string region, Func<TrailSelectors, bool?> records, CancellationToken cancellationToken)
    {
        var all = await trails.ListAsync(cancellationToken).ConfigureAwait(false);
        var seen = new List<TrailEvidence>();
        foreach (var trail in all.Where(trail => TrailCoverage.Covers(trail, region)))
        {
            seen.Add(await LookAsync(trails, trail.Arn, records, cancellationToken).ConfigureAwait(false));
            if (seen[seen.Count - 1].Records is true)
            {
                break;
            }
        }

        return (seen, all.Count);
    }

    private static async Task<TrailEvidence> LookAsync(ITrails trails, string arn, Func<TrailSelectors, bool?> records, CancellationToken cancellationToken)
    {
        try
        {
            return await trails.IsLoggingAsync(arn, cancellationToken).ConfigureAwait(false)
                ? new TrailEvidence(arn, records(await trails.GetSelectorsAsync(arn, cancellationToken).ConfigureAwait(false)))
                : new TrailEvidence(arn, Records: false);
        }
        catch (AwsCallException failure)
        {
            return new TrailEvidence(arn, Records: null, failure);
        }
    }
}
