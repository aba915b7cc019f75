using System.Management.Automation;
using SessionLogging.Accounts;
using SessionLogging.Preferences;
using SessionLogging.Preferences.Editing;
using SsmSessionLogging.Preferences;

namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet about Session documents: which one, in which accounts and Regions.</summary>
public abstract class PreferenceCmdlet : ConnectedCmdlet
{
    private bool _warnedOfAccount;

    /// <summary>
    /// <para type="description">The Session document. The account's preferences by default.</para>
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string DocumentName { get; set; } = SessionDocumentName.AccountPreferences;

    /// <summary>
    /// <para type="description">Objects that carry a DocumentName, a Region and an AccountId, for example of Get-SsmLoggingPreference: the command is about those documents, and needs credentials for their accounts.</para>
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [DocumentAddress]
    public DocumentAddress? InputObject { get; set; }

    /// <summary>The accounts that a subject is about: the piped object's own, or all that the connection parameters name.</summary>
    private protected virtual IReadOnlyList<Func<CancellationToken, Task<IAccount>>> AccountsOf(DocumentAddress? subject) =>
        subject is null ? Accounts.All() : [cancellationToken => Accounts.RouteAsync(subject.AccountId, subject.Region, cancellationToken)];

    /// <summary>The document that a subject is about, in one of its accounts.</summary>
    private protected async Task<PreferenceTarget> TargetAsync(DocumentAddress? subject, IAccount account, CancellationToken cancellationToken)
    {
        var name = IsGiven(nameof(DocumentName)) ? DocumentName : subject?.DocumentName ?? DocumentName;
        return new PreferenceTarget(
            await AccountIdAsync(account, cancellationToken).ConfigureAwait(false), account.Region, name, ConnectionArguments.Of(account.Connection));
    }

    private protected bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private async Task<string?> AccountIdAsync(IAccount account, CancellationToken cancellationToken)
    {
        try
        {
            return (await account.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false)).AccountId;
        }
        catch (AwsCallException failure)
        {
            if (!_warnedOfAccount)
            {
                _warnedOfAccount = true;
                Pipeline.Warning($"The AccountId stays empty: {failure.Message}");
            }

            return null;
        }
    }
}
