using SessionLogging.Accounts;
using SessionLogging.Preferences.Rules;

namespace SessionLogging.Preferences.Editing;

/// <summary>Works out what a change would write.</summary>
internal sealed class PreferencePlanner
{
    private readonly ISessionDocuments _documents;
    private readonly PreferenceTarget _target;
    private readonly PreferenceRequest _request;
    private readonly BaseVersion? _baseVersion;
    private readonly EditLimits _limits;
    private readonly TimeProvider _time;

    internal PreferencePlanner(
        ISessionDocuments documents, PreferenceTarget target, PreferenceRequest request, BaseVersion? baseVersion, EditLimits limits, TimeProvider time)
    {
        _documents = documents;
        _target = target;
        _request = request;
        _baseVersion = baseVersion;
        _limits = limits;
        _time = time;
    }

    /// <summary>Reads the document and applies the request; waits while another writer is between writing and promoting.</summary>
    internal async Task<PreferencePlan> PlanAsync(Patience patience, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = await PreferenceState.ReadAsync(_documents, _target.DocumentName, cancellationToken).ConfigureAwait(false);
            if (state.IsSettled || _baseVersion is not null)
            {
                return await PlanAsync(state, cancellationToken).ConfigureAwait(false);
            }

            var mayStillBePromoted = state.Content!.CreatedDate > _time.GetUtcNow() - _limits.PromotionGrace;
            if (!mayStillBePromoted || !await patience.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                var ofDefault = await ReadDefaultAsync(state, cancellationToken).ConfigureAwait(false);
                throw ChangeFailures.DefaultVersionDiffers(_target, state, ofDefault);
            }
        }
    }

    private async Task<PreferencePlan> PlanAsync(PreferenceState state, CancellationToken cancellationToken)
    {
        if (state.Description is { Owner: { } owner } && _target.AccountId is { } accountId && owner != accountId)
        {
            throw ChangeFailures.Foreign(_target, owner);
        }

        var before = state.Exists && _baseVersion is BaseVersion.Default && !state.IsSettled
            ? await ReadDefaultAsync(state, cancellationToken).ConfigureAwait(false)
            : state.Document;
        var present = before ?? PreferenceDocument.CreateNew();
        var edit = Filled(_request(present));
        var verdict = PreferenceRules.Judge(edit, before);
        verdict.ThrowIfViolated();
        var after = present.With(edit);
        return new PreferencePlan(_target, state, before, edit, after, [.. verdict.Warnings, .. Remarks(state), .. ChangeRemarks.On(before, after)]);
    }

    private PreferenceEdit Filled(PreferenceEdit edit)
    {
        if (_target.AccountId is { } accountId)
        {
            return edit.Fill(accountId, _target.Region);
        }

        return edit.Values.Any(value => value.Value is string text && Placeholder.NamesAccount(text))
            ? throw new ConnectionException(
                "AccountIdUnknown", "A value holds {AccountId}, and STS did not say which account the credentials belong to.", "Write the account id out.")
            : edit.Fill("", _target.Region);
    }

    private async Task<PreferenceDocument> ReadDefaultAsync(PreferenceState state, CancellationToken cancellationToken)
    {
        var content = await _documents.GetAsync(_target.DocumentName, state.DefaultVersion!, cancellationToken).ConfigureAwait(false);
        return PreferenceDocument.Parse(content.Content);
    }

    private IEnumerable<RuleBreach> Remarks(PreferenceState state)
    {
        if (state.Content is { StoredAsYaml: true })
        {
            yield return new RuleBreach(
                "StoredAsYaml",
                "Document",
                $"{_target} is stored as YAML and would be written as JSON; comments in it are lost.",
                "Keep a copy of the YAML if it matters.");
        }

        if (_target.DocumentName != SessionDocumentName.AccountPreferences)
        {
            yield return new RuleBreach(
                "CustomDocument",
                "DocumentName",
                $"'{_target.DocumentName}' applies only to sessions that name it.",
                $"Change '{SessionDocumentName.AccountPreferences}' for all others.");
        }
    }
}
