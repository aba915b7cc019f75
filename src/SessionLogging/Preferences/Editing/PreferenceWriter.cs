using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Editing;

/// <summary>Writes a planned change as a new version.</summary>
/// <remarks>
/// UpdateDocument takes the number of the version that was read, so a change in between is refused by the service, and so is a request that
/// arrives twice or late. Any request may have been sent several times and any of them may have had its effect, whatever the last one was
/// answered: after every failure the document is looked at before anything is claimed or sent again.
/// </remarks>
internal sealed class PreferenceWriter
{
    private readonly ISessionDocuments _documents;
    private readonly PreferenceTarget _target;
    private readonly DocumentInspector _look;
    private readonly EditLimits _limits;

    internal PreferenceWriter(ISessionDocuments documents, DocumentInspector look, PreferenceTarget target, EditLimits limits)
    {
        _documents = documents;
        _look = look;
        _target = target;
        _limits = limits;
    }

    /// <summary>Writes the plan's document as a new version.</summary>
    /// <param name="plan">The change.</param>
    /// <param name="budget">The waits for looking after a failure.</param>
    /// <param name="stop">Looked at before anything is sent.</param>
    /// <param name="finishing">Cancels the calls.</param>
    internal async Task<WriteAttempt> WriteAsync(PreferencePlan plan, RetryBudget budget, CancellationToken stop, CancellationToken finishing)
    {
        if (plan.DropsLatest && !await StillHoldsAsync(plan, stop).ConfigureAwait(false))
        {
            return WriteAttempt.Forgone(plan);
        }

        // UpdateDocument refuses content that it knows, maybe also from an older version; blanks after the last brace change no setting.
        for (var blanks = 0; ; blanks++)
        {
            stop.ThrowIfCancellationRequested();
            var content = plan.After.Text + new string(' ', blanks);
            AwsCallException failure;
            try
            {
                return new WriteAttempt(plan, content, await SendAsync(plan, content, finishing).ConfigureAwait(false), Obstacle: null);
            }
            catch (AwsCallException e)
            {
                failure = e;
            }
            catch (OperationCanceledException)
            {
                throw ChangeFailures.Uncertain(_target, plan.LatestVersion, sent: null, look: null);
            }

            var attempt = new WriteAttempt(plan, content, Version: null, failure);
            var (own, latest) = await LookAsync(attempt, failure, budget, finishing).ConfigureAwait(false);
            if (own is not null)
            {
                return attempt with { Version = own };
            }

            if (failure.Code == "DocumentVersionLimitExceeded")
            {
                throw ChangeFailures.VersionLimit(_target, await OldestVersionsAsync(finishing).ConfigureAwait(false), failure);
            }

            if (!failure.MayPass)
            {
                throw failure;
            }

            if (failure.Code != "DuplicateDocumentContent" || latest != plan.LatestVersion)
            {
                return attempt;
            }

            if (blanks == _limits.MostBlanks)
            {
                throw ChangeFailures.ContentRepeated(_target, failure);
            }
        }
    }

    // UpdateDocument guards the latest version only, and a default may have moved while somebody was thinking about the plan.
    private async Task<bool> StillHoldsAsync(PreferencePlan plan, CancellationToken cancellationToken) =>
        await _look.ReadDefaultVersionAsync(cancellationToken).ConfigureAwait(false) == plan.State.DefaultVersion;

    private async Task<string> SendAsync(PreferencePlan plan, string content, CancellationToken cancellationToken)
    {
        var written = plan.LatestVersion is { } latest
            ? await _documents.UpdateAsync(_target.DocumentName, content, latest, cancellationToken).ConfigureAwait(false)
            : await _documents.CreateAsync(_target.DocumentName, content, cancellationToken).ConfigureAwait(false);
        return written.LatestVersion;
    }

    private async Task<(string? Own, string? Latest)> LookAsync(
        WriteAttempt attempt, AwsCallException sent, RetryBudget budget, CancellationToken cancellationToken)
    {
        AwsCallException look;
        try
        {
            do
            {
                try
                {
                    var now = await _look.ReadAsync(cancellationToken).ConfigureAwait(false);
                    return (await attempt.FindOwnAsync(_look, now, cancellationToken).ConfigureAwait(false), now.LatestVersion);
                }
                catch (AwsCallException failure)
                {
                    look = failure;
                }
            }
            while (look.MayPass && await budget.WaitAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            throw ChangeFailures.Uncertain(_target, attempt.Plan.LatestVersion, sent, look: null);
        }

        throw ChangeFailures.Uncertain(_target, attempt.Plan.LatestVersion, sent, look);
    }

    private async Task<IReadOnlyList<string>> OldestVersionsAsync(CancellationToken cancellationToken)
    {
        const int Shown = 5;
        var versions = new List<DocumentVersion>();
        try
        {
            await foreach (var page in _documents.ListVersionsAsync(_target.DocumentName, cancellationToken).ConfigureAwait(false))
            {
                versions.AddRange(page);
            }
        }
        catch (AwsCallException)
        {
            return [];
        }

        return
        [
            .. versions.Where(version => !version.IsDefault).Select(version => version.Version).OrderBy(VersionNumber.Of).Take(Shown),
        ];
    }
}
