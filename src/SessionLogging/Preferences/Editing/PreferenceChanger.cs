using SessionLogging.Checks;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Editing;

/// <summary>How a change is made.</summary>
public sealed record ChangeOptions
{
    /// <summary>Which version to start from where latest and default differ; <see langword="null"/>: that is an error.</summary>
    public BaseVersion? BaseVersion { get; init; }

    /// <summary>Writes without looking whether sessions would be refused or logs lost.</summary>
    public bool SkipTargetCheck { get; init; }

    /// <summary>Leaves a change as the latest version where the right to make it the default is missing, instead of taking it back.</summary>
    public bool AllowLatestOnly { get; init; }

    /// <summary>Ends the finishing that follows a cancel.</summary>
    public CancellationToken Abandon { get; init; }

    /// <summary>Who has written documents of late, which changes of one command ask together.</summary>
    public WriteHistory History { get; init; } = new();

    /// <summary>What was seen of buckets, which changes of one command ask together.</summary>
    public BucketLooks Buckets { get; init; } = new();
}

/// <summary>One change of one document: proposed, agreed to by whoever wants it, and made.</summary>
public sealed class PreferenceChanger
{
    private readonly IAccount _account;
    private readonly ChangeOptions _options;
    private readonly DocumentEditor _editor;
    private readonly TimeProvider _time;

    /// <summary>Prepares a change. Nothing is asked yet.</summary>
    public PreferenceChanger(IAccount account, PreferenceTarget target, PreferenceRequest request, ChangeOptions options, TimeProvider time)
    {
        _account = account;
        _options = options;
        _time = time;
        _editor = new DocumentEditor(account.Documents, target, request, options.BaseVersion, time)
        {
            TargetCheckSkipped = options.SkipTargetCheck,
            AllowLatestOnly = options.AllowLatestOnly,
            Abandon = options.Abandon,
        };
    }

    /// <summary>Plans the change and judges the whole document as it would be; writes nothing.</summary>
    /// <exception cref="SessionLoggingException">The change makes no sense, or could not be planned or judged.</exception>
    public async Task<ChangeProposal> ProposeAsync(CancellationToken cancellationToken) =>
        await JudgeAsync(await _editor.PlanAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Makes a change, and works it out anew as often as another writer is quicker.</summary>
    /// <param name="agreed">What was agreed to.</param>
    /// <param name="cancellationToken">Cancels the change; what is written already gets the time to become the default.</param>
    /// <returns>The receipt; where it is <see langword="null"/>, nothing was written, and the proposal needs a consent that was not asked for before.</returns>
    /// <exception cref="SessionLoggingException">The change was refused or did not end as it should.</exception>
    public async Task<(PreferenceChange? Receipt, ChangeProposal Proposal)> MakeAsync(ChangeProposal agreed, CancellationToken cancellationToken)
    {
        var proposal = agreed;
        while (true)
        {
            var (receipt, plan) = await _editor.ApplyAsync(proposal.Plan, cancellationToken).ConfigureAwait(false);
            if (receipt is not null)
            {
                return (receipt, proposal);
            }

            try
            {
                proposal = await JudgeAsync(plan, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_editor.UncertaintyOf(plan) is not null)
            {
                throw _editor.UncertaintyOf(plan)!;
            }

            proposal.ThrowIfBlocked();
            if (agreed.NothingIsLogged is null && proposal.NothingIsLogged is not null)
            {
                return (null, proposal);
            }
        }
    }

    private Task<ChangeProposal> JudgeAsync(PreferencePlan plan, CancellationToken cancellationToken) => _options.SkipTargetCheck || plan.IsUnchanged
        ? Task.FromResult(ChangeProposal.Unjudged(plan))
        : ChangeProposal.JudgeAsync(_account, plan, _options, _time.GetUtcNow(), cancellationToken);
}
