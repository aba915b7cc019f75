using System.Runtime.CompilerServices;
using SessionLogging.Actions.Checks;
using SessionLogging.Actions.Policies;
using SessionLogging.Actions.Steps;
using SessionLogging.Findings;

namespace SessionLogging.Actions.Changes;

/// <summary>The actions on session events of one account and Region: rules of EventBridge, each with a target and the permission that the target needs.</summary>
public sealed class SessionActions
{
    private const string Disabled = "DISABLED";

    private readonly IAccount _account;
    private readonly TimeProvider _time;

    /// <summary>The actions of an account in a Region.</summary>
    /// <param name="account">The account.</param>
    /// <param name="time">The clock of all waits.</param>
    public SessionActions(IAccount account, TimeProvider time)
    {
        _account = account;
        _time = time;
    }

    /// <summary>Works out what registering an action would change, and changes nothing.</summary>
    /// <exception cref="SessionActionException">The request breaks a rule, the name is taken by a rule of others, or the target would never do anything.</exception>
    /// <exception cref="AwsCallException">What stands there could not be read.</exception>
    public Task<SessionActionPlan> PlanAsync(SessionActionRequest request, CancellationToken cancellationToken) =>
        new SessionActionPlanner(_account).PlanAsync(request, cancellationToken);

    /// <summary>Makes what was planned, or nothing of it.</summary>
    /// <returns>The action as it stands now.</returns>
    /// <exception cref="SessionActionException">A step failed; the message says what was taken back and what remained.</exception>
    public async Task<SessionAction> RegisterAsync(SessionActionPlan plan, CancellationToken cancellationToken)
    {
        await Runner(plan.After.Name, $"Registering the action {plan.After}").RunAsync(plan.Steps, cancellationToken).ConfigureAwait(false);
        return plan.After;
    }

    /// <summary>The actions, a page of rules at a time. Rules of others are left out.</summary>
    /// <param name="names">Names, which may hold <c>*</c> and <c>?</c>; none: all.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="AwsCallException">A call failed.</exception>
    public async IAsyncEnumerable<SessionAction> ListAsync(IReadOnlyCollection<string> names, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var place = await ActionPlace.OfAsync(_account, cancellationToken).ConfigureAwait(false);
        await foreach (var page in _account.EventRules.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var rule in page.Where(rule => RuleReading.MayBeOurs(rule) && (names.Count == 0 || names.Any(name => Wildcard.Matches(name, rule.Name)))))
            {
                if (await ReadListedAsync(place, rule, cancellationToken).ConfigureAwait(false) is { IsOurs: true } reading)
                {
                    yield return reading.ToAction();
                }
            }
        }
    }

    /// <summary>One action.</summary>
    /// <exception cref="SessionActionException">There is no such action (<c>ActionNotFound</c>), or the rule of that name was made by others (<c>ForeignRule</c>).</exception>
    /// <exception cref="AwsCallException">A call failed.</exception>
    public async Task<SessionAction> FindAsync(string name, CancellationToken cancellationToken) =>
        (await ReadOwnAsync(name, cancellationToken).ConfigureAwait(false)).ToAction();

    /// <summary>Turns an action on or off.</summary>
    /// <returns>The action as it stands now.</returns>
    /// <exception cref="SessionActionException">There is no such action, or the rule of that name was made by others.</exception>
    /// <exception cref="AwsCallException">A call failed.</exception>
    public async Task<SessionAction> SetEnabledAsync(string name, bool isEnabled, CancellationToken cancellationToken)
    {
        var reading = await ReadOwnAsync(name, cancellationToken).ConfigureAwait(false);
        if (reading.Rule.State != Disabled == isEnabled)
        {
            return reading.ToAction();
        }

        try
        {
            await (isEnabled
                ? _account.EventRules.EnableAsync(name, cancellationToken)
                : _account.EventRules.DisableAsync(name, cancellationToken)).ConfigureAwait(false);
        }
        catch (AwsCallException unanswered) when (unanswered.MayHaveHappened)
        {
            var now = await ReadOwnAsync(name, cancellationToken).ConfigureAwait(false);
            if (now.Rule.State != Disabled != isEnabled)
            {
                throw;
            }
        }

        return (await ReadOwnAsync(name, cancellationToken).ConfigureAwait(false)).ToAction();
    }

    /// <summary>Removes an action: its statement from the target's policy, its target and its rule, or nothing of it.</summary>
    /// <remarks>The rule goes last, since it is what tells a second run what is left to remove.</remarks>
    /// <returns>The action as it stood.</returns>
    /// <exception cref="SessionActionException">There is no such action, the rule was made by others or has targets of others (<c>ForeignTargets</c>), or a step failed: then the message says what was put back and what was not.</exception>
    /// <exception cref="AwsCallException">What stands there could not be read.</exception>
    public async Task<SessionAction> UnregisterAsync(string name, CancellationToken cancellationToken)
    {
        var reading = await ReadOwnAsync(name, cancellationToken).ConfigureAwait(false);
        var action = reading.ToAction();
        if (reading.Others.Count > 0)
        {
            throw new SessionActionException(
                "ForeignTargets",
                FailureCategory.Conflict,
                name,
                $"Others gave the rule of the action {action} further targets: {string.Join(", ", reading.Others.Select(target => target.Arn))}. Nothing was changed.",
                "Remove those targets first, or register them on a rule of their own.");
        }

        await Runner(name, $"Unregistering the action {action}").RunAsync(await RemovalAsync(reading, cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        return action;
    }

    /// <summary>Looks at everything between a session and what an action does: the trail, the rule, its pattern, the target's permission, key and role. The limits of such actions are among the findings.</summary>
    /// <param name="name">The action's name.</param>
    /// <param name="send">Whether a marked message is sent straight to the topic, or the function is tried as a dry run.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="SessionActionException">There is no such action, or the rule of that name was made by others.</exception>
    /// <exception cref="AwsCallException">The rule could not be read. Any other look that fails is a finding.</exception>
    public async Task<IReadOnlyList<Finding>> TestAsync(string name, bool send, CancellationToken cancellationToken)
    {
        var reading = await ReadOwnAsync(name, cancellationToken).ConfigureAwait(false);
        var evidence = await ActionEvidence.CollectAsync(_account, reading, send, cancellationToken).ConfigureAwait(false);
        return [.. ActionRules.Find(evidence).Select(finding => finding with
        {
            AccountId = reading.Place.AccountId, AccountName = reading.Place.AccountName, Region = reading.Place.Region, Name = name,
        })];
    }

    // Between the listing and this look somebody may have removed the rule.
    private async Task<RuleReading?> ReadListedAsync(ActionPlace place, EventRule rule, CancellationToken cancellationToken)
    {
        try
        {
            return await RuleReading.OfAsync(_account.EventRules, place, rule, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsCallException gone) when (gone.Kind is AwsCallFailure.NotFound)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<ActionStep>> RemovalAsync(RuleReading reading, CancellationToken cancellationToken)
    {
        var steps = new RuleSteps(_account.EventRules, reading.Rule.Name);
        var removal = new List<ActionStep>();
        if (reading.Own is { } own)
        {
            if (TargetPermission.Of(_account, reading.Place, reading.Rule.Name, own.Arn) is { } permission
                && await permission.IsThereAsync(cancellationToken).ConfigureAwait(false))
            {
                removal.Add(RuleSteps.Revoke(permission));
            }

            removal.Add(steps.RemoveTargets([own]));
        }

        removal.Add(steps.Delete(reading.Rule));
        return removal;
    }

    private async Task<RuleReading> ReadOwnAsync(string name, CancellationToken cancellationToken)
    {
        SessionActionRequest.RequireName(name);
        var place = await ActionPlace.OfAsync(_account, cancellationToken).ConfigureAwait(false);
        var reading = await RuleReading.FindAsync(_account.EventRules, place, name, cancellationToken).ConfigureAwait(false);
        return reading switch
        {
            null => throw new SessionActionException(
                "ActionNotFound", FailureCategory.NotFound, name, $"There is no action '{name}' in {place}.", "Get-SsmSessionAction lists those that there are."),
            { IsOurs: false } => throw new SessionActionException(
                "ForeignRule",
                FailureCategory.Refused,
                name,
                $"The rule '{name}' in {place} was made by others. Nothing was changed.",
                "Change it with EventBridge's own tools."),
            _ => reading,
        };
    }

    private StepRunner Runner(string name, string ambition) => new(name, ambition, _time);
}

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
