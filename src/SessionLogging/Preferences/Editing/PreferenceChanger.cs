using SessionLogging.Findings;

namespace SessionLogging.Preferences.Editing;

/// <summary>Makes changes from the first look to the receipt: planned, guarded, approved, written.</summary>
public sealed class PreferenceChanger
{
    private readonly IChangeApproval _approval;
    private readonly TimeProvider _time;

    /// <summary>Prepares changes that one person agrees to.</summary>
    public PreferenceChanger(IChangeApproval approval, TimeProvider time)
    {
        _approval = approval;
        _time = time;
    }

    /// <summary>Which version to start from where latest and default differ; <see langword="null"/>: that is an error.</summary>
    public BaseVersion? BaseVersion { get; init; }

    /// <summary>Writes without looking whether sessions would be refused or logs lost.</summary>
    public bool SkipTargetCheck { get; init; }

    /// <summary>Leaves a change as the latest version where the right to make it the default is missing, instead of taking it back.</summary>
    public bool AllowLatestOnly { get; init; }

    /// <summary>Ends the finishing that follows a cancel.</summary>
    public CancellationToken Abandon { get; init; }

    /// <summary>What the whole command says once.</summary>
    public ChangeNotes Notes { get; init; } = new();

    /// <summary>Plans, guards, asks and applies.</summary>
    /// <returns>The receipt, or <see langword="null"/> where the change was not approved.</returns>
    /// <exception cref="SessionLoggingException">The change was refused or did not end as it should.</exception>
    public async Task<PreferenceChange?> ChangeAsync(
        IAccount account, PreferenceTarget target, PreferenceRequest request, CancellationToken cancellationToken)
    {
        var editor = new PreferenceEditor(account.Documents, target, request, BaseVersion, _time)
        {
            TargetCheckSkipped = SkipTargetCheck,
            AllowLatestOnly = AllowLatestOnly,
            Abandon = Abandon,
        };
        var plan = await editor.PlanAsync(cancellationToken).ConfigureAwait(false);
        var verdict = PreferenceGuard.NotAsked;
        if (!plan.IsUnchanged)
        {
            verdict = await JudgeAsync(account, plan, cancellationToken).ConfigureAwait(false);
            Warn(plan, verdict);
            if (!_approval.IsRehearsal)
            {
                verdict.ThrowIfBlocked(target);
            }

            if (!await _approval.ApproveAsync(plan, verdict.Blocking).ConfigureAwait(false)
                || (plan.NothingIsLogged is { } reason && !await _approval.ConsentAsync(reason).ConfigureAwait(false)))
            {
                if (_approval.IsRehearsal)
                {
                    Notes.Add(plan, verdict.Evidence);
                }

                return null;
            }
        }

        var receipt = await editor.ApplyAsync(
            plan,
            async (again, ct) =>
            {
                (await JudgeAsync(account, again, ct).ConfigureAwait(false)).ThrowIfBlocked(target);
                await RequireConsentAsync(plan, again).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        if (receipt.Result is PreferenceChangeResult.Changed)
        {
            Notes.Add(plan, verdict.Evidence);
        }

        foreach (var warning in ChangeRules.LatestOnly.Find(receipt))
        {
            _approval.Warn(warning);
        }

        return receipt;
    }

    // Another writer may have turned off the other destination meanwhile.
    private async Task RequireConsentAsync(PreferencePlan agreed, PreferencePlan again)
    {
        if (agreed.NothingIsLogged is null && again.NothingIsLogged is { } reason)
        {
            _approval.Warn(reason);
            if (!await _approval.ConsentAsync(reason).ConfigureAwait(false))
            {
                throw new ConsentException($"The change of {again.Target} was not made. {reason.Message}", reason.Remediation);
            }
        }
    }

    private Task<PreferenceGuard> JudgeAsync(IAccount account, PreferencePlan plan, CancellationToken cancellationToken) =>
        SkipTargetCheck ? Task.FromResult(PreferenceGuard.NotAsked) : PreferenceGuard.JudgeAsync(account, plan, cancellationToken);

    private void Warn(PreferencePlan plan, PreferenceGuard verdict)
    {
        IEnumerable<Finding> lost = plan.NothingIsLogged is { } reason ? [reason] : [];
        foreach (var warning in lost.Concat(plan.Warnings.Where(Notes.IsNew)).Concat(verdict.Warnings))
        {
            _approval.Warn(warning);
        }

        if (_approval.StopsAtWarnings && ChangeNotes.NodeRightsOf(plan, verdict.Evidence, _approval.IsRehearsal) is { } rights)
        {
            _approval.Warn(rights);
        }
    }
}
