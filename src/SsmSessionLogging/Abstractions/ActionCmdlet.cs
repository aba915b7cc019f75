using SessionLogging.Actions.Changes;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Abstractions;

/// <summary>A cmdlet about actions that exist: by name in the accounts that the connection parameters name, or as objects of Get-SsmSessionAction, each at home.</summary>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-auditing.html">Session Manager: auditing session activity</seealso>
public abstract class ActionCmdlet : ConnectedCmdlet
{
    /// <summary>The names of the actions. One that no rule of this module has is an error (ActionNotFound).</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Name")]
    [ArgumentCompleter(typeof(ActionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Actions, as Get-SsmSessionAction gives them; each is handled in its own account and Region.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Action", ValueFromPipeline = true)]
    [ValidateNotNull]
    [NoFiles]
    public SessionAction? InputObject { get; set; }

    /// <summary>Whether the command may go on in these accounts and Regions.</summary>
    private protected virtual Task<bool> MayHandleAsync(IReadOnlyList<AccountOpening> openings) => Task.FromResult(true);

    /// <summary>Does what the command is for to one action.</summary>
    /// <param name="actions">The actions of its account and Region.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    private protected abstract Task HandleAsync(SessionActions actions, string name, CancellationToken cancellationToken);

    /// <inheritdoc/>
    private protected override void Prepare()
    {
        foreach (var name in Name)
        {
            SessionActionRequest.RequireName(name);
        }

        base.Prepare();
    }

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (InputObject is { } action)
        {
            await HandleEachAsync([Accounts.HomeOf(action.AccountId, action.Region ?? "", action.AccountName)], [action.Name], cancellationToken).ConfigureAwait(false);
            return;
        }

        var openings = await AllOpeningsAsync(cancellationToken).ConfigureAwait(false);
        if (await MayHandleAsync(openings).ConfigureAwait(false))
        {
            await HandleEachAsync(openings, Name, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task HandleEachAsync(IReadOnlyList<AccountOpening> openings, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var search = new ActionSearch();
        foreach (var opening in openings)
        {
            foreach (var name in names)
            {
                await InAccountAsync(
                    opening,
                    account => search.HandleAsync(opening, name, () => HandleAsync(new SessionActions(account, TimeProvider.System), name, cancellationToken)),
                    cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var absent in search.NotFound)
        {
            Pipeline.Error(ErrorRecords.From(absent, document: null));
        }
    }
}
