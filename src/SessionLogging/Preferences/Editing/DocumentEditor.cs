using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Editing;

/// <summary>Changes one Session document so that no setting is lost, whoever else writes it and whatever fails on the way.</summary>
/// <remarks>
/// UpdateDocument takes the number of the version that was read, so a change in between is refused by the service and worked out anew.
/// The new version is made the default, since sources differ on which of the two sessions use. Success is what the read-back shows.
/// </remarks>
public sealed class DocumentEditor
{
    private readonly PreferenceTarget _target;
    private readonly PreferencePlanner _planner;
    private readonly PreferenceWriter _writer;
    private readonly MeasuredDocuments _documents;
    private readonly DocumentInspector _look;
    private readonly EditLimits _limits;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;
    private RetryBudget? _budget;
    private AwsCallException? _unanswered;
    private int _tries;

    /// <summary>Prepares one change of one document.</summary>
    /// <param name="documents">The documents of the target's account and Region.</param>
    /// <param name="target">The document.</param>
    /// <param name="request">What is wanted of it.</param>
    /// <param name="baseVersion">Which version to start from where latest and default differ; <see langword="null"/>: that is an error.</param>
    /// <param name="time">The clock of all waits.</param>
    /// <param name="limits">How long the change may take.</param>
    /// <param name="random">Numbers from 0 up to 1 for the waits; <see langword="null"/>: the system's.</param>
    public DocumentEditor(
        ISessionDocuments documents,
        PreferenceTarget target,
        PreferenceRequest request,
        BaseVersion? baseVersion,
        TimeProvider time,
        EditLimits? limits = null,
        Func<double>? random = null)
    {
        SessionDocumentName.RequireChangeable(target.DocumentName);
        _target = target;
        _limits = limits ?? new EditLimits();
        _time = time;
        _random = random ?? Jitter.Next;
        _documents = new MeasuredDocuments(documents, time);
        _look = new DocumentInspector(_documents, target.DocumentName);
        _planner = new PreferencePlanner(_look, target, request, baseVersion, _limits, time);
        _writer = new PreferenceWriter(_documents, _look, target, _limits);
    }

    /// <summary>Whether nobody looked if sessions would be refused or logs lost; stands in the receipt.</summary>
    public bool TargetCheckSkipped { get; init; }

    /// <summary>Whether a change is left as the latest version where the right to make it the default is missing. Without it such a change is taken back.</summary>
    public bool AllowLatestOnly { get; init; }

    /// <summary>Ends the finishing that follows a cancel.</summary>
    public CancellationToken Abandon { get; init; }

    /// <summary>Works out what would be written, and writes nothing.</summary>
    /// <exception cref="PreferenceRuleException">A value, or the document, breaks a rule.</exception>
    /// <exception cref="PreferenceChangeException">Latest and default version differ (<c>DefaultVersionDiffers</c>), or the document is another account's (<c>ForeignDocument</c>).</exception>
    /// <exception cref="AwsCallException">The document could not be read.</exception>
    public async Task<PreferencePlan> PlanAsync(CancellationToken cancellationToken) =>
        (await _planner.PlanAsync(NewBudget(), earlier: null, cancellationToken).ConfigureAwait(false)).Plan;

    /// <summary>Makes a planned change, or works it out anew where another writer was quicker.</summary>
    /// <param name="plan">The plan that the caller agreed to.</param>
    /// <param name="cancellationToken">Looked at before anything is written; after it, what is written gets the time of a few calls to become the default, as <see cref="EditLimits"/> says.</param>
    /// <returns>The receipt; where it is <see langword="null"/>, nothing was written, and the plan is a new one to agree to.</returns>
    /// <exception cref="PreferenceChangeException">The change did not end as it should; the message says what stands now.</exception>
    /// <exception cref="AwsCallException">A call failed; nothing was written.</exception>
    /// <exception cref="OperationCanceledException">The change was cancelled; nothing was written, and nothing is on its way.</exception>
    public async Task<(PreferenceChange? Receipt, PreferencePlan Plan)> ApplyAsync(PreferencePlan plan, CancellationToken cancellationToken)
    {
        _tries++;
        if (plan.IsUnchanged)
        {
            return (Receipt(plan, PreferenceChangeResult.Unchanged, newVersion: null, plan.State), plan);
        }

        _budget ??= NewBudget();
        using var finishing = new CancellationGrace(() => _limits.FinishingTime(_documents.Slowest), _time, cancellationToken, Abandon);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var attempt = plan.NeedsWriting
                ? await _writer.WriteAsync(plan, _budget, cancellationToken, finishing.Token).ConfigureAwait(false)
                : WriteAttempt.Standing(plan);
            if (attempt.Version is null)
            {
                _unanswered = attempt.Obstacle is { MayHaveHappened: true } sent ? sent : _unanswered;
                if (!await _budget.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    throw GivingUp(attempt);
                }

                (plan, attempt) = await PlanAnewAsync(attempt, _budget, cancellationToken).ConfigureAwait(false);
                if (attempt.Version is null)
                {
                    return (null, plan);
                }
            }

            var settler = new PreferenceSettler(_documents, _look, _target, new PreferenceTakeBack(_look, _target, _writer), AllowLatestOnly);
            var settlement = await settler.SettleAsync(attempt.Plan, attempt.Version, NewBudget(), finishing.Token).ConfigureAwait(false);
            return (Receipt(attempt.Plan, PreferenceChangeResult.Changed, attempt.Version, settlement.State, settlement.LatestOnlyBecause), plan);
        }
        catch (OperationCanceledException) when (UncertaintyOf(plan) is not null)
        {
            throw UncertaintyOf(plan)!;
        }
    }

    /// <summary>What to say of a plan that is given up, where something was sent before that may still arrive; else <see langword="null"/>.</summary>
    internal PreferenceChangeException? UncertaintyOf(PreferencePlan plan) =>
        _unanswered is { } sent ? ChangeFailures.Uncertain(_target, plan.LatestVersion, sent, look: null) : null;

    // What was sent without an answer may have arrived since the last look.
    private async Task<(PreferencePlan Plan, WriteAttempt Earlier)> PlanAnewAsync(
        WriteAttempt earlier, RetryBudget budget, CancellationToken cancellationToken)
    {
        try
        {
            var (plan, own) = await _planner.PlanAsync(budget, earlier, cancellationToken).ConfigureAwait(false);
            return (plan, earlier with { Version = own });
        }
        catch (AwsCallException look) when (earlier.Obstacle is { MayHaveHappened: true } sent)
        {
            throw ChangeFailures.Uncertain(_target, earlier.Plan.LatestVersion, sent, look);
        }
    }

    // A request without an answer may still arrive; one that the service refused, or that others overtook, will not.
    private SessionLoggingException GivingUp(WriteAttempt attempt) => attempt.Obstacle switch
    {
        { MayHaveHappened: true } sent => ChangeFailures.Uncertain(_target, attempt.Plan.LatestVersion, sent, look: null),
        { Kind: AwsCallFailure.Throttled } throttled => throttled,
        _ => ChangeFailures.Conflict(_target),
    };

    private RetryBudget NewBudget() => new(_limits, _time, _random);

    private PreferenceChange Receipt(
        PreferencePlan plan, PreferenceChangeResult result, string? newVersion, PreferenceState now, AwsCallException? latestOnlyBecause = null) => new()
    {
        AccountId = _target.AccountId,
        Region = _target.Region,
        DocumentName = _target.DocumentName,
        Result = result,
        PreviousVersion = plan.PreviousVersion,
        NewVersion = newVersion,
        Changes = plan.Changes.Changed,
        UndoCommand = result is PreferenceChangeResult.Unchanged ? null
            : latestOnlyBecause is not null ? _target.CommandToSettleOn(BaseVersion.Default)
            : plan.UndoCommand,
        LatestOnly = latestOnlyBecause is not null,
        Reason = latestOnlyBecause is null ? null : $"It is the latest version only, and not the default. {latestOnlyBecause.Message}",
        TargetCheckSkipped = TargetCheckSkipped,
        Tries = _tries,
        AccountName = _target.AccountName,
        Exceptions = AgreedSetting.In(plan.Edit),
        Preference = now.Show(_target),
    };
}
