using SessionLogging.Findings;
using SessionLogging.Preferences.Reading;
using SessionLogging.Preferences.Rollout;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Abstractions;

/// <summary>What a rollout and the person who wants it say to each other, over the pipeline.</summary>
internal sealed class RolloutConversation : IRolloutAudience
{
    private const int ProgressId = 1;

    private readonly PreferenceChangeCmdlet _cmdlet;
    private readonly CmdletPipeline _pipeline;
    private readonly string _activity;
    private readonly Func<AccountOpening, SessionLoggingException, PreferenceTarget?, bool> _tell;
    private readonly Action _warnOfUnnamed;
    private readonly Consent _consent;
    private readonly ChangeNotes _notes = new();
    private readonly bool _warningsStop;
    private int _unchanged;
    private int _skipped;

    /// <summary>Reads what was given. Belongs on the pipeline thread.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="pipeline">The way to the person.</param>
    /// <param name="activity">The heading of questions and progress.</param>
    /// <param name="tell">Tells a failure in an account.</param>
    /// <param name="warnOfUnnamed">Warns once where STS does not say whose an account is.</param>
    internal RolloutConversation(
        PreferenceChangeCmdlet cmdlet,
        CmdletPipeline pipeline,
        string activity,
        Func<AccountOpening, SessionLoggingException, PreferenceTarget?, bool> tell,
        Action warnOfUnnamed)
    {
        _cmdlet = cmdlet;
        _pipeline = pipeline;
        _activity = activity;
        _tell = tell;
        _warnOfUnnamed = warnOfUnnamed;
        _consent = new Consent(cmdlet);
        var onWarning = cmdlet.MyInvocation.BoundParameters.TryGetValue("WarningAction", out var given) ? given : cmdlet.GetVariableValue("WarningPreference");
        _warningsStop = LanguagePrimitives.TryConvertTo<ActionPreference>(onWarning, CultureInfo.InvariantCulture, out var action) && action is ActionPreference.Stop;
    }

    /// <summary>Whether the command only shows what it would do.</summary>
    internal bool IsRehearsal => _consent.IsRehearsal;

    /// <inheritdoc/>
    public async Task<bool> AgreesAsync(ChangeProposal proposal)
    {
        Warn(_notes.Before(proposal));
        if (_warningsStop && ChangeNotes.NodeRightsOf(proposal, IsRehearsal) is { } rights)
        {
            Warn([rights]);
        }

        if (!IsRehearsal)
        {
            proposal.ThrowIfBlocked();
        }

        var text = PlanText.Of(proposal.Plan, proposal.Blocking);
        return await _pipeline.ShouldProcessAsync(text, $"{text}{Environment.NewLine}Go on?", _activity).ConfigureAwait(false)
            && (proposal.NothingIsLogged is not { } reason || await _consent.AskAsync(_pipeline, reason.Message, _activity).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public Task<bool> ConsentsAsync(Finding reason)
    {
        Warn([reason]);
        return _consent.AskAsync(_pipeline, reason.Message, _activity);
    }

    /// <inheritdoc/>
    public void Hear(RolloutOutcome outcome)
    {
        if (outcome.Proposal is { } proposal && (outcome.End is RolloutEnd.Changed || (outcome.End is RolloutEnd.Declined && IsRehearsal)))
        {
            _notes.Add(proposal);
        }

        if (outcome.FinishedAfterStop is { } finished)
        {
            _pipeline.Keep(finished);
        }

        _unchanged += outcome.End is RolloutEnd.Unchanged ? 1 : 0;
        _skipped += outcome.End is RolloutEnd.Skipped ? 1 : 0;
        if (outcome.End is RolloutEnd.Changed or RolloutEnd.Unchanged)
        {
            Warn(ChangeNotes.After(outcome.Receipt!));
            _warnOfUnnamed();
        }

        if (outcome.Failure is { } failure)
        {
            _tell(outcome.Opening, failure, outcome.Target);
        }

        if (_cmdlet.PassThru)
        {
            _pipeline.WriteIfAny(outcome.Receipt);
        }
    }

    /// <inheritdoc/>
    public void Follow(RolloutProgress progress) =>
        _pipeline.Progress(new ProgressRecord(ProgressId, _activity, progress.ToString()) { PercentComplete = progress.Percent });

    /// <summary>Says what is said once of all changes.</summary>
    internal void End()
    {
        _pipeline.Progress(new ProgressRecord(ProgressId, _activity, "Done") { RecordType = ProgressRecordType.Completed });
        if (_skipped > 0)
        {
            _pipeline.Warning(FormattableString.Invariant($"RolloutStopped: {_skipped:N0} of the documents were not tried, because changes before them failed. ")
                + "The same command goes on once that is mended, with -ResumeFrom where it kept receipts (-ReceiptPath). -ExcludeAccountId and -ExcludeRegion leave out what cannot be changed, -StopAfterFailures allows more failures.");
        }

        if (_unchanged > 0)
        {
            _pipeline.NothingToDo(_unchanged == 1 ? "1 document: nothing to change." : FormattableString.Invariant($"{_unchanged:N0} documents: nothing to change."));
        }

        if (_notes.NodeRights(IsRehearsal) is { } rights)
        {
            _pipeline.Warning(rights.ToString());
        }
    }

    private void Warn(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            _pipeline.Warning(finding.ToString());
        }
    }
}
