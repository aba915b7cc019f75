using SessionLogging.Actions;
using SessionLogging.Actions.Changes;
using SessionLogging.Findings;

namespace SessionLogging.Audits;

/// <summary>The actions that are registered in an account and Region, with what their own checks found.</summary>
/// <param name="Count">How many.</param>
/// <param name="Findings">The findings, as Test-SsmSessionAction gives them; nothing was sent.</param>
internal sealed record RegisteredActions(int Count, IReadOnlyList<Finding> Findings)
{
    /// <summary>Lists the actions and checks each.</summary>
    /// <exception cref="AwsCallException">The rules could not be listed. A check that fails is a finding.</exception>
    internal static async Task<LookupResult<RegisteredActions>> TestAsync(IAccount account, TimeProvider time, CancellationToken cancellationToken)
    {
        var actions = new SessionActions(account, time);
        var findings = new List<Finding>();
        var count = 0;
        await foreach (var action in actions.ListAsync(names: [], cancellationToken).ConfigureAwait(false))
        {
            count++;
            try
            {
                findings.AddRange(await actions.TestAsync(action.Name, send: false, cancellationToken).ConfigureAwait(false));
            }
            catch (SessionActionException gone) when (gone.ErrorId == "ActionNotFound")
            {
                count--;
            }
        }

        return LookupResult.Known(new RegisteredActions(count, findings));
    }
}
