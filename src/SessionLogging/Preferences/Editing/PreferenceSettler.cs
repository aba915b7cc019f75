using SessionLogging.Accounts;

namespace SessionLogging.Preferences.Editing;

/// <summary>Makes a written version the default and reads back what stands there: only that is success.</summary>
/// <remarks>
/// UpdateDocumentDefaultVersion takes no condition, and a request that arrives late would take back what another writer made the default
/// meanwhile. So it is sent only after a look that shows the version still to be the latest, also when it is sent again. What this cannot
/// exclude (a repetition below this library, or on the way) leaves a default before the latest: the writer that sees it names it, and the
/// next change of the document stops at it.
/// </remarks>
internal sealed class PreferenceSettler
{
    private readonly ISessionDocuments _documents;
    private readonly PreferenceTarget _target;

    internal PreferenceSettler(ISessionDocuments documents, PreferenceTarget target)
    {
        _documents = documents;
        _target = target;
    }

    /// <summary>Waits until the version is active, makes it the default, and reads latest and default back.</summary>
    /// <returns>The document as it stands, with the change in its latest and in its default version.</returns>
    internal async Task<PreferenceState> SettleAsync(PreferencePlan plan, string version, Patience patience, CancellationToken cancellationToken)
    {
        var unsettled = new UnsettledVersion(plan, version);
        try
        {
            do
            {
                try
                {
                    AwsCallException? refusal = null;
                    var now = unsettled.Seen = await ReadAsync(cancellationToken).ConfigureAwait(false);
                    if (MayBecomeDefault(plan, version, now))
                    {
                        unsettled.PromotionIsSent();
                        refusal = await PromoteAsync(version, cancellationToken).ConfigureAwait(false);
                        now = unsettled.Seen = await ReadAsync(cancellationToken).ConfigureAwait(false);
                    }

                    if (await StandsAsync(plan, version, now, cancellationToken).ConfigureAwait(false))
                    {
                        return now;
                    }

                    unsettled.Obstacle = refusal;
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
            while (await patience.WaitAsync(cancellationToken).ConfigureAwait(false));
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

        return now.LatestStatus is DocumentStatus.Active && now.DefaultVersion == plan.State.DefaultVersion && !now.IsSettled;
    }

    private async Task<bool> StandsAsync(PreferencePlan plan, string version, PreferenceState now, CancellationToken cancellationToken)
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

        if (now.IsSettled)
        {
            return now.LatestVersion != version || now.LatestStatus is DocumentStatus.Active;
        }

        // Others are at work already, and one of them has made a later version the default.
        return VersionNumber.Of(now.DefaultVersion) > VersionNumber.Of(version)
            && plan.MissingIn(await ReadAsync(now.DefaultVersion!, cancellationToken).ConfigureAwait(false)).Count == 0;
    }

    private Task<PreferenceState> ReadAsync(CancellationToken cancellationToken) =>
        PreferenceState.ReadAsync(_documents, _target.DocumentName, cancellationToken);

    private async Task<PreferenceDocument> ReadAsync(string version, CancellationToken cancellationToken)
    {
        var content = await _documents.GetAsync(_target.DocumentName, version, cancellationToken).ConfigureAwait(false);
        return PreferenceDocument.Parse(content.Content);
    }
}
