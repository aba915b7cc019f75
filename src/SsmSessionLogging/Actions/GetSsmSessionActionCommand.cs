namespace SsmSessionLogging.Actions;

/// <summary>
/// <para type="synopsis">Gets the actions on session events that Register-SsmSessionAction made.</para>
/// <para type="description">One object for each of this module's EventBridge rules; rules of others are left out.</para>
/// <example>
///   <code>Get-SsmSessionAction -Region eu-west-1, us-east-1</code>
///   <para>The actions of two Regions.</para>
/// </example>
/// </summary>
[Cmdlet(VerbsCommon.Get, "SsmSessionAction")]
[OutputType(typeof(SessionAction))]
public sealed class GetSsmSessionActionCommand : ConnectedCmdlet
{
    /// <summary>
    /// <para type="description">Only actions of these names; * and ? are wildcards. A name without them that no action has is an error.</para>
    /// </summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ActionNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var search = new ActionSearch();
        var openings = await Accounts.AllAsync(cancellationToken).ConfigureAwait(false);
        await SideBySide.AskAsync(
            openings.Select(opening => new Func<CancellationToken, Task<Action>>(token => ReadAsync(opening, search, token))), cancellationToken).ConfigureAwait(false);
        foreach (var absent in search.NotFound)
        {
            Pipeline.Error(ErrorRecords.From(absent, document: null));
        }
    }

    private static bool IsPattern(string name) => name.IndexOfAny(['*', '?']) >= 0;

    private async Task<Action> ReadAsync(AccountOpening opening, ActionSearch search, CancellationToken cancellationToken)
    {
        var steps = new List<Action>();
        var patterns = Name.Where(IsPattern).ToList();
        foreach (var name in Name.Where(name => !IsPattern(name)).Distinct(StringComparer.Ordinal))
        {
            await CollectAsync(actions => search.HandleAsync(opening, name, async () => Add(await actions.FindAsync(name, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
        }

        if (patterns.Count > 0)
        {
            await CollectAsync(async actions =>
            {
                await foreach (var action in actions.ListAsync(patterns, cancellationToken).ConfigureAwait(false))
                {
                    Add(action);
                }
            }).ConfigureAwait(false);
        }

        return () => steps.ForEach(step => step());

        void Add(SessionAction action) => steps.Add(() => Pipeline.Write(action));

        async Task CollectAsync(Func<SessionActions, Task> collect)
        {
            try
            {
                var account = await opening.OpenAsync(cancellationToken).ConfigureAwait(false);
                await collect(new SessionActions(account, TimeProvider.System)).ConfigureAwait(false);
            }
            catch (SessionLoggingException failure)
            {
                steps.Add(() => Tell(opening, failure));
            }
        }
    }
}
