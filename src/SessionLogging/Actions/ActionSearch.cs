using SessionLogging.Accounts;

namespace SessionLogging.Actions;

/// <summary>Looks for actions by name in Regions that a pattern stands for: an action need not be in each of them, and one that is in none is one error.</summary>
public sealed class ActionSearch
{
    private readonly List<string> _absent = [];
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    /// <summary>The names that no Region had.</summary>
    public IReadOnlyList<SessionActionException> NotFound =>
    [
        .. _absent.Distinct(StringComparer.Ordinal).Where(name => !_found.Contains(name)).Select(name => new SessionActionException(
            "ActionNotFound",
            FailureCategory.NotFound,
            name,
            $"There is no action '{name}' in any of the Regions that answered.",
            "Get-SsmSessionAction lists those that there are.")),
    ];

    /// <summary>Does something to an action in one Region.</summary>
    /// <param name="opening">The Region.</param>
    /// <param name="name">The action's name.</param>
    /// <param name="handle">Does it.</param>
    /// <exception cref="SessionActionException">There is no such action, and the Region was named.</exception>
    public async Task HandleAsync(AccountOpening opening, string name, Func<Task> handle)
    {
        try
        {
            await handle().ConfigureAwait(false);
            lock (_found)
            {
                _found.Add(name);
            }
        }
        catch (SessionActionException absent) when (absent.ErrorId == "ActionNotFound" && opening.IsOfPattern)
        {
            lock (_found)
            {
                _absent.Add(name);
            }
        }
    }
}
