using System.Management.Automation;
using SessionLogging;
using SessionLogging.Accounts;
using SessionLogging.Preferences;
using SessionLogging.Preferences.Editing;
using SsmSessionLogging.Preferences;

namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet that changes preferences: one document after another, each asked about, each with a receipt.</summary>
public abstract class PreferenceChangeCmdlet : PreferenceCmdlet, IChangeApproval
{
    private int _failures;

    /// <summary>
    /// <para type="description">Which version to start from where the latest and the default version differ: without it that is an error.</para>
    /// </summary>
    [Parameter]
    public BaseVersion BaseVersion { get; set; }

    /// <summary>
    /// <para type="description">Ends a change of many documents after this many failures; the rest is skipped.</para>
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int StopAfterFailures { get; set; } = 1;

    /// <summary>
    /// <para type="description">Gives a receipt for each document: what was changed, and the command that undoes it.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>What this record wants of a document.</summary>
    private protected abstract PreferenceRequest Request { get; }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var open in AccountsOfRecord())
        {
            if (_failures < StopAfterFailures)
            {
                await ChangeAsync(open, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await SkipAsync(open, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    void IChangeApproval.Warn(RuleBreach warning) => Pipeline.Warning(warning.ToString());

    /// <inheritdoc/>
    Task<bool> IChangeApproval.ApproveAsync(PreferencePlan plan)
    {
        var text = PlanText.Of(plan);
        return Pipeline.ShouldProcessAsync($"What if: {text}", $"{text}{Environment.NewLine}Go on?", "Change Session Manager preferences");
    }

    private async Task ChangeAsync(Func<CancellationToken, Task<IAccount>> open, CancellationToken cancellationToken)
    {
        PreferenceTarget? target = null;
        try
        {
            var account = await open(cancellationToken).ConfigureAwait(false);
            target = await TargetAsync(account, cancellationToken).ConfigureAwait(false);
            BaseVersion? baseVersion = IsGiven(nameof(BaseVersion)) ? BaseVersion : null;
            var receipt = await new PreferenceChanger(this, TimeProvider.System)
                .ChangeAsync(account, target, Request, baseVersion, cancellationToken)
                .ConfigureAwait(false);
            if (receipt is not null && PassThru)
            {
                Pipeline.Write(receipt);
            }
        }
        catch (SessionLoggingException failure)
        {
            _failures++;
            Pipeline.Error(ErrorRecords.From(failure, target));
            WriteReceipt(target, PreferenceChangeResult.Failed);
        }
    }

    private async Task SkipAsync(Func<CancellationToken, Task<IAccount>> open, CancellationToken cancellationToken)
    {
        var account = await open(cancellationToken).ConfigureAwait(false);
        WriteReceipt(await TargetAsync(account, cancellationToken).ConfigureAwait(false), PreferenceChangeResult.Skipped);
    }

    private void WriteReceipt(PreferenceTarget? target, PreferenceChangeResult result)
    {
        if (target is not null && PassThru)
        {
            Pipeline.Write(new PreferenceChange
            {
                AccountId = target.AccountId, Region = target.Region, DocumentName = target.DocumentName, Result = result,
            });
        }
    }
}
