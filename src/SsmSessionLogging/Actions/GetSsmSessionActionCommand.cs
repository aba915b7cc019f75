using System.Management.Automation;
using SessionLogging.Accounts;
using SessionLogging.Actions;
using SsmSessionLogging.Abstractions;
using SsmSessionLogging.Completion;

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
        var patterns = Name.Where(IsPattern).ToList();
        foreach (var opening in Accounts.All())
        {
            foreach (var name in Name.Where(name => !IsPattern(name)).Distinct(StringComparer.Ordinal))
            {
                await ReadAsync(opening, async actions => Pipeline.Write(await actions.FindAsync(name, cancellationToken).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
            }

            if (patterns.Count > 0)
            {
                await ReadAsync(opening, actions => WriteMatchingAsync(actions, patterns, cancellationToken), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsPattern(string name) => name.IndexOfAny(['*', '?']) >= 0;

    private async Task WriteMatchingAsync(SessionActions actions, IReadOnlyCollection<string> patterns, CancellationToken cancellationToken)
    {
        await foreach (var action in actions.ListAsync(patterns, cancellationToken).ConfigureAwait(false))
        {
            Pipeline.Write(action);
        }
    }

    private Task ReadAsync(AccountOpening opening, Func<SessionActions, Task> read, CancellationToken cancellationToken) =>
        InAccountAsync(opening, account => read(new SessionActions(account, TimeProvider.System)), cancellationToken);
}
