using SessionLogging.Actions.Changes;
using SsmSessionLogging.Pipelines;

namespace SsmSessionLogging.Actions;

/// <summary>Gets the actions on session events that Register-SsmSessionAction made.</summary>
/// <remarks>
/// <para>One object for each of this module's EventBridge rules, with what it is for and where it goes; rules of others are left out. Problems lists what is wrong with the rule as it stands; Test-SsmSessionAction looks further, at the target and the trail.</para>
/// </remarks>
/// <permission><c>events:ListRules</c>, <c>events:DescribeRule</c> and <c>events:ListTargetsByRule</c>.</permission>
/// <example>
/// The actions of two Regions
/// <code>Get-SsmSessionAction -Region eu-west-1, us-east-1</code>
/// </example>
/// <example>
/// One action with all that it is
/// <code>Get-SsmSessionAction notify-ops -Region eu-west-1 | Format-List *</code>
/// </example>
/// <example>
/// Those that are turned off
/// <code>Get-SsmSessionAction notify-* -Region eu-west-1 | Where-Object State -eq DISABLED | ForEach-Object Name</code>
/// </example>
/// <seealso href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-auditing.html">Session Manager: auditing session activity</seealso>
/// <seealso href="https://docs.aws.amazon.com/eventbridge/latest/userguide/">Amazon EventBridge User Guide</seealso>
/// <seealso cref="Actions.RegisterSsmSessionActionCommand"/>
/// <seealso cref="Actions.TestSsmSessionActionCommand"/>
/// <seealso cref="Actions.EnableSsmSessionActionCommand"/>
/// <seealso cref="Actions.DisableSsmSessionActionCommand"/>
/// <seealso cref="Actions.UnregisterSsmSessionActionCommand"/>
[Cmdlet(VerbsCommon.Get, "SsmSessionAction")]
[OutputType(typeof(SessionAction))]
public sealed class GetSsmSessionActionCommand : ConnectedCmdlet
{
    /// <summary>Only actions of these names; * and ? are wildcards. A name without them that no action has is an error (ActionNotFound).</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ActionNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    private protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var search = new ActionSearch();
        var openings = await AllOpeningsAsync(cancellationToken).ConfigureAwait(false);
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
                await opening.UseAsync(account => collect(new SessionActions(account, TimeProvider.System)), cancellationToken).ConfigureAwait(false);
            }
            catch (SessionLoggingException failure)
            {
                steps.Add(() => Tell(opening, failure));
            }
        }
    }
}
