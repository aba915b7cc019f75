using SessionLogging.Accounts;

namespace SessionLogging.Preferences.Editing;

/// <summary>Makes a planned change: writes the version, makes it the default, and reads back what stands there.</summary>
/// <remarks>Any call may have happened although it failed, so after each failure the document is looked at before anything is sent again.</remarks>
internal sealed class PreferenceWriter
{
    private readonly ISessionDocuments _documents;
    private readonly PreferenceTarget _target;
    private readonly EditLimits _limits;

    internal PreferenceWriter(ISessionDocuments documents, PreferenceTarget target, EditLimits limits)
    {
        _documents = documents;
        _target = target;
        _limits = limits;
    }

    /// <summary>Writes the plan's document as a new version.</summary>
    /// <returns>The version's number, or <see langword="null"/> where another writer came first and the plan must be made anew.</returns>
    internal async Task<string?> WriteAsync(PreferencePlan plan, CancellationToken cancellationToken)
    {
        // UpdateDocument refuses content that it knows, also from an older version; blanks after the last brace change no setting.
        for (var blanks = 0; ; blanks++)
        {
            var content = plan.After.Text + new string(' ', blanks);
            try
            {
                return await SendAsync(plan, content, cancellationToken).ConfigureAwait(false);
            }
            catch (AwsCallException failure) when (failure.Code == "DocumentVersionLimitExceeded")
            {
                throw ChangeFailures.VersionLimit(_target, await OldestVersionsAsync(cancellationToken).ConfigureAwait(false), failure);
            }
            catch (AwsCallException failure) when (MayBeOurOwnEarlierSend(failure))
            {
                var now = await LookAsync(plan, failure, cancellationToken).ConfigureAwait(false);
                if (now.Document?.Text == content)
                {
                    return now.LatestVersion;
                }

                if (failure.Code != "DuplicateDocumentContent" || now.LatestVersion != plan.LatestVersion)
                {
                    return null;
                }

                if (blanks == _limits.MostBlanks)
                {
                    throw ChangeFailures.ContentRepeated(_target, failure);
                }
            }
        }
    }

    /// <summary>Waits until a written version is active, and makes it the default where it is not: a document's first version is.</summary>
    internal async Task PromoteAsync(string version, string? defaultVersion, Patience patience, CancellationToken cancellationToken)
    {
        Exception? last = null;
        do
        {
            try
            {
                var status = (await _documents.GetAsync(_target.DocumentName, version, cancellationToken).ConfigureAwait(false)).Status;
                if (status == "Failed")
                {
                    throw ChangeFailures.VersionFailed(_target, version, defaultVersion);
                }

                if (status == "Active")
                {
                    if (defaultVersion is not null)
                    {
                        await _documents.SetDefaultVersionAsync(_target.DocumentName, version, cancellationToken).ConfigureAwait(false);
                    }

                    return;
                }
            }
            catch (AwsCallException failure) when (failure.MayHaveHappened || failure.Kind is AwsCallFailure.Throttled)
            {
                last = failure;
            }
            catch (AwsCallException failure)
            {
                throw ChangeFailures.NotPromoted(_target, version, defaultVersion, failure);
            }
        }
        while (await WaitUnlessCancelledAsync(patience, cancellationToken).ConfigureAwait(false));

        throw ChangeFailures.NotPromoted(_target, version, defaultVersion, last);
    }

    /// <summary>Looks whether the change stands in the latest version and in the default: only then it is made.</summary>
    internal async Task<PreferenceState> ReadBackAsync(PreferencePlan plan, string version, Patience patience, CancellationToken cancellationToken)
    {
        AwsCallException? last = null;
        string? defaultVersion = null;
        do
        {
            try
            {
                var now = await PreferenceState.ReadAsync(_documents, _target.DocumentName, cancellationToken).ConfigureAwait(false);
                defaultVersion = now.DefaultVersion;
                var overwritten = Missing(plan, now.Document).ToList();
                if (overwritten.Count > 0)
                {
                    throw ChangeFailures.Overwritten(_target, version, overwritten);
                }

                if (now.IsSettled || await StandsInDefaultAsync(plan, version, defaultVersion!, cancellationToken).ConfigureAwait(false))
                {
                    return now;
                }
            }
            catch (AwsCallException failure)
            {
                last = failure;
            }
        }
        while (await WaitUnlessCancelledAsync(patience, cancellationToken).ConfigureAwait(false));

        throw defaultVersion is null
            ? ChangeFailures.NotConfirmed(_target, version, last!)
            : ChangeFailures.NotPromoted(_target, version, defaultVersion, last);
    }

    // Where another writer is about to promote a later version, ours may be the default still.
    private async Task<bool> StandsInDefaultAsync(PreferencePlan plan, string version, string defaultVersion, CancellationToken cancellationToken)
    {
        if (defaultVersion == version)
        {
            return true;
        }

        var content = await _documents.GetAsync(_target.DocumentName, defaultVersion, cancellationToken).ConfigureAwait(false);
        return !Missing(plan, PreferenceDocument.Parse(content.Content)).Any();
    }

    private static IEnumerable<string> Missing(PreferencePlan plan, PreferenceDocument? document) =>
        from value in plan.Edit.Values
        let setting = value.Setting
        where document is null || !document[setting].MeansSameAs(plan.After[setting], setting.Kind)
        select setting.Name;

    private async Task<string> SendAsync(PreferencePlan plan, string content, CancellationToken cancellationToken)
    {
        var written = plan.LatestVersion is { } latest
            ? await _documents.UpdateAsync(_target.DocumentName, content, latest, cancellationToken).ConfigureAwait(false)
            : await _documents.CreateAsync(_target.DocumentName, content, cancellationToken).ConfigureAwait(false);
        return written.LatestVersion;
    }

    private static bool MayBeOurOwnEarlierSend(AwsCallException failure) =>
        failure.MayHaveHappened || failure.Code is "InvalidDocumentVersion" or "DocumentAlreadyExists" or "DuplicateDocumentContent";

    private async Task<PreferenceState> LookAsync(PreferencePlan plan, AwsCallException cause, CancellationToken cancellationToken)
    {
        try
        {
            return await PreferenceState.ReadAsync(_documents, _target.DocumentName, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException) when (cause.MayHaveHappened)
        {
            throw ChangeFailures.Uncertain(_target, plan.LatestVersion, cause);
        }
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

        return [.. versions.Where(version => !version.IsDefault).OrderBy(VersionNumber.Of).Take(Shown).Select(version => version.Version)];
    }

    private static async Task<bool> WaitUnlessCancelledAsync(Patience patience, CancellationToken cancellationToken)
    {
        try
        {
            return await patience.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
