using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Editing;

/// <summary>Makes a written version the default and reads back what stands there: only that is success.</summary>
/// <remarks>
/// UpdateDocumentDefaultVersion takes no condition, and a request that arrives late would take back what another writer made the default
/// meanwhile. So it is sent only after a look that shows the version still to be the latest, also when it is sent again. What this cannot
/// exclude (a repetition below this library, or on the way) leaves a default before the latest: the writer that sees it names it, and the
/// next change of the document stops at it. Whether the right to promote is there is found out by promoting, and in no other way: to set a
/// default that is one already would take back what another writer has promoted since the look.
/// </remarks>
internal sealed class PreferenceSettler
{
    private readonly ISessionDocuments _documents;
    private readonly DocumentInspector _look;
    private readonly PreferenceTarget _target;
    private readonly PreferenceTakeBack _takeBack;
    private readonly bool _allowLatestOnly;

    internal PreferenceSettler(ISessionDocuments documents, DocumentInspector look, PreferenceTarget target, PreferenceTakeBack takeBack, bool allowLatestOnly)
    {
        _documents = documents;
        _look = look;
        _target = target;
        _takeBack = takeBack;
        _allowLatestOnly = allowLatestOnly;
    }

    /// <summary>Waits until the version is active, makes it the default, and reads latest and default back.</summary>
    /// <returns>The document as it stands, with the change in its latest and in its default version, or in the latest only where that is allowed.</returns>
    internal async Task<Settlement> SettleAsync(PreferencePlan plan, string version, RetryBudget budget, CancellationToken cancellationToken)
    {
        var unsettled = new UnsettledVersion(plan, version);
        try
        {
            do
            {
                try
                {
                    AwsCallException? refusal = null;
                    var now = unsettled.Seen = await _look.ReadAsync(version, plan.After.Text, cancellationToken).ConfigureAwait(false);
                    if (MayBecomeDefault(plan, version, now))
                    {
                        unsettled.PromotionIsSent();
                        refusal = await PromoteAsync(version, cancellationToken).ConfigureAwait(false);
                        now = unsettled.Seen = await _look.ReadAsync(version, plan.After.Text, cancellationToken).ConfigureAwait(false);
                    }

                    if (await StandsAsync(plan, version, now, refusal, cancellationToken).ConfigureAwait(false))
                    {
                        return new Settlement(now, LatestOnlyBecause: null);
                    }

                    unsettled.Obstacle = refusal;
                    if (refusal is { IsOfMissingRight: true } && now.LatestVersion == version)
                    {
                        return _allowLatestOnly ? new Settlement(now, refusal)
                            : plan.NeedsWriting ? await TakeBackAsync(plan, version, now, refusal, budget, cancellationToken).ConfigureAwait(false)
                            : throw unsettled.Failure(refusal.Message);
                    }

                    if (refusal is not null)
                    {
                        throw unsettled.Failure(refusal.Message);
                    }
                }
                catch (AwsCallException failure) when (failure.MayPass)
                {
                    unsettled.Obstacle = failure;
                }
            }
            while (await budget.WaitAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            throw unsettled.Failure("The command was stopped.");
        }
        catch (AwsCallException failure)
        {
            unsettled.Obstacle = failure;
        }

        throw unsettled.Failure("The time for the change ran out.");
    }

    private async Task<Settlement> TakeBackAsync(
        PreferencePlan plan, string version, PreferenceState now, AwsCallException refusal, RetryBudget budget, CancellationToken cancellationToken)
    {
        var after = await _takeBack.TakeBackAsync(version, now, refusal, budget, cancellationToken).ConfigureAwait(false);
        return plan.MissingIn(after.Document!).Count == 0
            ? new Settlement(after, LatestOnlyBecause: null)
            : throw ChangeFailures.TakenBack(_target, version, after, refusal);
    }

    // A refusal is looked behind like any other failure: where the request arrived twice, only the second may have been refused.
    private async Task<AwsCallException?> PromoteAsync(string version, CancellationToken cancellationToken)
    {
        try
        {
            await _documents.SetDefaultVersionAsync(_target.DocumentName, version, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AwsCallException refusal) when (!refusal.MayPass)
        {
            return refusal;
        }
    }

    private bool MayBecomeDefault(PreferencePlan plan, string version, PreferenceState now)
    {
        if (now.LatestVersion != version)
        {
            return false;
        }

        if (now.LatestStatus is DocumentStatus.Failed)
        {
            throw ChangeFailures.VersionFailed(_target, version, now.DefaultVersion);
        }

        return now.LatestStatus is DocumentStatus.Active && now.DefaultVersion == plan.State.DefaultVersion && !now.IsOneVersion;
    }

    private async Task<bool> StandsAsync(
        PreferencePlan plan, string version, PreferenceState now, AwsCallException? refusal, CancellationToken cancellationToken)
    {
        var isVisible = VersionNumber.Of(now.LatestVersion) >= VersionNumber.Of(version);
        if (!isVisible)
        {
            return false;
        }

        if (plan.MissingIn(now.Document!) is { Count: > 0 } missing)
        {
            throw ChangeFailures.Overwritten(_target, version, now, missing);
        }

        if (now.IsOneVersion)
        {
            return now.LatestVersion != version || now.LatestStatus is DocumentStatus.Active;
        }

        if (now.LatestVersion == version && now.DefaultVersion == plan.State.DefaultVersion)
        {
            // Its own turn is still to come, or it is refused and there was nothing to promote: the latest was brought back to the default.
            return refusal is not null && plan.RepeatsDefault;
        }

        // Others are at work already, and one of them has made a later version the default, or has taken back what it could not promote.
        var whole = await _look.WithDefaultAsync(now, cancellationToken).ConfigureAwait(false);
        return whole.IsSettled
            || (VersionNumber.Of(whole.DefaultVersion) > VersionNumber.Of(version) && plan.MissingIn(whole.OfDefault!).Count == 0);
    }
}

/// <summary>How a version that was written stands in the end.</summary>
/// <param name="State">The document.</param>
/// <param name="LatestOnlyBecause">What the promotion was answered, where the version is left as the latest only.</param>
internal sealed record Settlement(PreferenceState State, AwsCallException? LatestOnlyBecause);
