namespace SessionLogging.Accounts;

/// <summary>One identity that a command asks with.</summary>
/// <param name="Role">The role; <see langword="null"/>: the credentials themselves.</param>
/// <param name="AccountId">Its account, as far as it is known before anything is asked.</param>
internal sealed record Identity(string? Role, string? AccountId)
{
    /// <summary>The account's name, where the organisation was asked.</summary>
    internal string? AccountName { get; init; }

    /// <summary>Whether nobody named the account.</summary>
    internal bool IsOfPattern { get; init; }

    /// <summary>Why there is none: the pattern that stands in the account's place fits no account.</summary>
    internal ConnectionException? Failure { get; init; }

    /// <summary>The identity of a role, or of the credentials themselves.</summary>
    internal static Identity Of(string? role) => new(role, Placeholder.NamesAccount(role) ? null : ConnectionPlan.AccountOf(role));
}

/// <summary>The identities of a plan that only the organisation can tell, asked for once.</summary>
internal sealed class OrganizationMembers(ConnectionPlan plan)
{
    private readonly object _gate = new();
    private Task<IReadOnlyList<Identity>>? _asking;

    /// <summary>The accounts that are meant and not active.</summary>
    internal IReadOnlyList<OrganizationAccount> LeftOut { get; private set; } = [];

    /// <summary>One identity for each role and account; the credentials' own account is asked without a role.</summary>
    /// <param name="openHome">Opens the account of the credentials, anywhere.</param>
    /// <param name="close">Closes it.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="ConnectionException">No active account is meant (<c>AccountNotMatched</c>).</exception>
    /// <exception cref="AwsCallException">The organisation could not be asked; a failure that may pass is asked for again by the next caller.</exception>
    internal async Task<IReadOnlyList<Identity>> GetAsync(
        Func<CancellationToken, Task<IAccount>> openHome, Action<IAccount> close, CancellationToken cancellationToken)
    {
        Task<IReadOnlyList<Identity>> asking;
        lock (_gate)
        {
            asking = _asking ??= Task.Run(() => AskAsync(openHome, close, cancellationToken), CancellationToken.None);
        }

        try
        {
            return await asking.ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OperationCanceledException or AwsCallException { MayPass: true })
        {
            lock (_gate)
            {
                _asking = ReferenceEquals(_asking, asking) ? null : _asking;
            }

            throw;
        }
    }

    private async Task<IReadOnlyList<Identity>> AskAsync(
        Func<CancellationToken, Task<IAccount>> openHome, Action<IAccount> close, CancellationToken cancellationToken)
    {
        var home = await openHome(cancellationToken).ConfigureAwait(false);
        try
        {
            var own = (await home.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false)).AccountId;
            var listed = plan.OrganizationalUnits.Count > 0
                ? await home.Organization.ListAllAsync(plan.OrganizationalUnits, cancellationToken).ConfigureAwait(false)
                : await home.Organization.ListAccountsAsync(cancellationToken).ConfigureAwait(false);
            return Identities(own, listed);
        }
        finally
        {
            close(home);
        }
    }

    private List<Identity> Identities(string own, IReadOnlyList<OrganizationAccount> listed)
    {
        var names = listed.GroupBy(account => account.Id, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Name, StringComparer.Ordinal);
        var meant = listed
            .Where(account => plan.AccountPatterns.Count == 0 || plan.AccountPatterns.Any(pattern => AccountNumber.Fits(account.Id, pattern)))
            .Where(account => !plan.NamedAccounts.Contains(account.Id, StringComparer.Ordinal) && !plan.ExcludesAccount(account.Id))
            .ToList();
        LeftOut = [.. meant.Where(account => !account.IsActive)];
        List<Identity> identities =
        [
            .. plan.Roles.Select(Identity.Of).Select(identity => identity with { AccountName = NameOf(identity.AccountId) }),
            .. plan.NamedAccounts.SelectMany(id => OfAccount(id, isOfPattern: false)),
            .. meant.Where(account => account.IsActive).SelectMany(account => OfAccount(account.Id, isOfPattern: true)),
            .. plan.AccountPatterns
                .Where(pattern => !listed.Any(account => AccountNumber.Fits(account.Id, pattern)))
                .Select(pattern => new Identity(Role: null, pattern) { Failure = NothingFits($"No account of the organisation fits '{pattern}'.") }),
        ];
        return identities.Count > 0 ? identities : throw NothingFits(
            plan.OrganizationalUnits.Count > 0
                ? $"No active account that is not left out lies in {string.Join(", ", plan.OrganizationalUnits)} or below."
                : $"No active account of the organisation that is not left out fits {string.Join(", ", plan.AccountPatterns)}.");

        IEnumerable<Identity> OfAccount(string id, bool isOfPattern) =>
            (id == own ? [null] : plan.RolesOfAccounts.Select(role => (string?)Placeholder.Fill(role, id)))
            .Select(role => new Identity(role, id) { AccountName = NameOf(id), IsOfPattern = isOfPattern });

        string? NameOf(string? id) => id is not null && names.TryGetValue(id, out var name) ? name : null;
    }

    private static ConnectionException NothingFits(string message) =>
        new("AccountNotMatched", message, "Check the pattern or the unit's id (aws organizations list-accounts), and what is left out.");
}
