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
    /// <param name="patience">The waits.</param>
    /// <param name="isOwn">Whether a document holds what an earlier attempt sent, whose own version is not waited for; <see langword="null"/>: nothing was sent.</param>
    /// <param name="cancellationToken">Cancels the calls and the waits.</param>
    internal async Task<PreferencePlan> PlanAsync(
        Patience patience, Func<PreferenceState, CancellationToken, Task<bool>>? isOwn, CancellationToken cancellationToken)
    {
        string? waitedFor = null;
        while (true)
        {
            var state = await PreferenceState.ReadAsync(_documents, _target.DocumentName, cancellationToken).ConfigureAwait(false);
            RequireOwn(state);
            if ((isOwn is not null && await isOwn(state, cancellationToken).ConfigureAwait(false)) || state.IsSettled)
            {
                return Plan(state, before: state.Document, from: state.Document);
            }

            waitedFor ??= state.LatestVersion;
            if (MayStillBecomeDefault(state) && await patience.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            if (state.LatestVersion != waitedFor)
            {
                throw ChangeFailures.Conflict(_target);
            }

            var ofDefault = await ReadDefaultAsync(state, cancellationToken).ConfigureAwait(false);
            return _baseVersion switch
            {
                BaseVersion.Latest => Plan(state, before: ofDefault, from: state.Document),
                BaseVersion.Default => Plan(state, before: ofDefault, from: ofDefault),
                _ => throw ChangeFailures.DefaultVersionDiffers(_target, state, ofDefault),
            };
        }
    }

    private PreferencePlan Plan(PreferenceState state, PreferenceDocument? before, PreferenceDocument? from)
    {
        var present = from ?? PreferenceDocument.CreateNew();
        var edit = Filled(_request(present));
        var verdict = PreferenceRules.Judge(edit, from);
        verdict.ThrowIfViolated();
        var after = present.With(edit);
        return new PreferencePlan(
            _target, state, before, edit, after, dropsLatest: from != state.Document, [.. verdict.Warnings, .. Remarks(state), .. ChangeRemarks.On(before, after), .. ReplacedReferences.On(before, after)]);
    }

    private void RequireOwn(PreferenceState state)
    {
        if (state.Description is { Owner: { } owner } && _target.AccountId is { } accountId && owner != accountId)
        {
            throw ChangeFailures.Foreign(_target, owner);
        }
    }

    // Also where the caller chose a version: whoever drops or overtakes a version that is being promoted takes another writer's change back.
    private bool MayStillBecomeDefault(PreferenceState state) =>
        state.LatestStatus is not DocumentStatus.Failed && state.Content!.CreatedDate > _time.GetUtcNow() - _limits.PromotionGrace;

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
                $"{_target} is stored as YAML, and the change writes it as JSON; comments in it are lost.",
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
