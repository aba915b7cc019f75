using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;
using SessionLogging.Preferences.Rules;

namespace SessionLogging.Preferences.Editing;

/// <summary>Works out what a change would write.</summary>
internal sealed class PreferencePlanner
{
    private readonly DocumentInspector _look;
    private readonly PreferenceTarget _target;
    private readonly PreferenceRequest _request;
    private readonly BaseVersion? _baseVersion;
    private readonly EditLimits _limits;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, long> _firstSeen = new(StringComparer.Ordinal);

    internal PreferencePlanner(
        DocumentInspector look, PreferenceTarget target, PreferenceRequest request, BaseVersion? baseVersion, EditLimits limits, TimeProvider time)
    {
        _look = look;
        _target = target;
        _request = request;
        _baseVersion = baseVersion;
        _limits = limits;
        _time = time;
    }

    /// <summary>Reads the document and applies the request; waits while another writer is between writing and promoting.</summary>
    /// <param name="budget">The waits.</param>
    /// <param name="earlier">An attempt that was sent before, whose own version is not waited for; <see langword="null"/>: nothing was sent.</param>
    /// <param name="cancellationToken">Cancels the calls and the waits.</param>
    /// <returns>The plan, and the version that the earlier attempt has written after all.</returns>
    internal async Task<(PreferencePlan Plan, string? Own)> PlanAsync(RetryBudget budget, WriteAttempt? earlier, CancellationToken cancellationToken)
    {
        string? waitedFor = null;
        while (true)
        {
            var state = await _look.ReadAsync(cancellationToken).ConfigureAwait(false);
            RequireOwn(state);
            var own = earlier is null ? null : await earlier.FindOwnAsync(_look, state, cancellationToken).ConfigureAwait(false);
            if (own is not null || state.IsOneVersion)
            {
                return (Plan(state, before: state.Document, from: state.Document), own);
            }

            state = await WithDefaultAsync(state, cancellationToken).ConfigureAwait(false);
            if (state.IsSettled)
            {
                return (Plan(state, before: state.OfDefault, from: state.Document), null);
            }

            if (FinishOf(state) is { } finish)
            {
                return (finish, null);
            }

            waitedFor ??= state.LatestVersion;
            if (MayStillBecomeDefault(state) && await budget.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            if (state.LatestVersion != waitedFor)
            {
                throw ChangeFailures.Conflict(_target);
            }

            var chosen = _baseVersion switch
            {
                BaseVersion.Latest => state.Document,
                BaseVersion.Default => state.OfDefault,
                _ => throw ChangeFailures.DefaultVersionDiffers(_target, state, state.OfDefault!),
            };
            return (Plan(state, before: state.OfDefault, from: chosen), null);
        }
    }

    private async Task<PreferenceState> WithDefaultAsync(PreferenceState state, CancellationToken cancellationToken) =>
        state.DefaultVersion is null && _look.Denial is { } denial
            ? throw denial
            : await _look.WithDefaultAsync(state, cancellationToken).ConfigureAwait(false);

    // A latest version that is what this request makes of the default is this change, interrupted before it was promoted, or somebody's equal
    // one: promoting it is all that is left to do, and takes nothing back, whoever wrote it and however young it is. The same holds where the
    // caller has chosen the latest and wants nothing else.
    private PreferencePlan? FinishOf(PreferenceState state)
    {
        if (state.LatestStatus is DocumentStatus.Failed)
        {
            return null;
        }

        var present = _baseVersion is BaseVersion.Latest ? state.Document! : state.OfDefault!;
        try
        {
            var plan = Plan(state, before: state.OfDefault, from: present);
            return plan.After.SaysSameAs(state.Document!) ? plan.Finishing() : null;
        }
        catch (PreferenceRuleException)
        {
            // What the request makes no sense for is not its own work; the version that it starts from in the end is judged then.
            return null;
        }
    }

    private PreferencePlan Plan(PreferenceState state, PreferenceDocument? before, PreferenceDocument? from)
    {
        var present = from ?? PreferenceDocument.CreateNew();
        var edit = Filled(_request(present));
        var warnings = PreferenceRules.Require(edit, from);
        return new PreferencePlan(_target, state, before, edit, present.With(edit), dropsLatest: from != state.Document, warnings);
    }

    private void RequireOwn(PreferenceState state)
    {
        if (state.Owner is { } owner && _target.AccountId is { } accountId && owner != accountId)
        {
            throw ChangeFailures.Foreign(_target, owner);
        }
    }

    // Also where the caller chose a version: whoever drops or overtakes a version that is being promoted takes another writer's change back.
    // The service's date is good for telling that a version is surely old; how long it has been waited for is counted on one clock, from
    // when it was first seen here.
    private bool MayStillBecomeDefault(PreferenceState state)
    {
        if (state.LatestStatus is DocumentStatus.Failed
            || state.CreatedDate <= _time.GetUtcNow() - _limits.PromotionGrace - _limits.ClockDifference)
        {
            return false;
        }

        if (!_firstSeen.TryGetValue(state.LatestVersion!, out var firstSeen))
        {
            _firstSeen.Add(state.LatestVersion!, firstSeen = _time.GetTimestamp());
        }

        return _time.GetElapsedTime(firstSeen) < _limits.PromotionGrace;
    }

    private PreferenceEdit Filled(PreferenceEdit edit)
    {
        if (edit.NamesAccountName)
        {
            AccountNames.Require(_target.AccountName, _target.AccountId);
        }

        if (_target.AccountId is { } accountId)
        {
            return edit.Fill(accountId, _target.Region, _target.AccountName);
        }

        return edit.Values.Any(value => value.Value is string text && Placeholder.NamesAccount(text))
            ? throw new ConnectionException(
                "AccountIdUnknown", "A value holds {AccountId}, and STS did not say which account the credentials belong to.", "Write the account id out.")
            : edit.Fill("", _target.Region, _target.AccountName);
    }
}
