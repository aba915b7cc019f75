using SessionLogging.Accounts;

namespace SessionLogging.Preferences.Editing;

/// <summary>Makes one change in one account and Region from the first look to the receipt.</summary>
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

    /// <summary>Plans, asks and applies.</summary>
    /// <returns>The receipt, or <see langword="null"/> where the change was not approved.</returns>
    /// <exception cref="SessionLoggingException">The change was refused or did not end as it should.</exception>
    public async Task<PreferenceChange?> ChangeAsync(
        IAccount account, PreferenceTarget target, PreferenceRequest request, BaseVersion? baseVersion, CancellationToken cancellationToken)
    {
        var editor = new PreferenceEditor(account.Documents, target, request, baseVersion, _time);
        var plan = await editor.PlanAsync(cancellationToken).ConfigureAwait(false);
        foreach (var warning in plan.Warnings)
        {
            _approval.Warn(warning);
        }

        if (!plan.IsUnchanged && !await _approval.ApproveAsync(plan).ConfigureAwait(false))
        {
            return null;
        }

        return await editor.ApplyAsync(plan, (_, _) => Task.CompletedTask, cancellationToken).ConfigureAwait(false);
    }
}
