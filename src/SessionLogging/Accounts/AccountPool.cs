using System.Collections.Concurrent;

namespace SessionLogging.Accounts;

/// <summary>The accounts of one command, each opened once per identity and Region, and closed where whoever used it has let go of it.</summary>
public sealed class AccountPool : IDisposable
{
    private readonly ConnectionPlan _plan;
    private readonly IAccountInteraction _interaction;
    private readonly ICallObserver _observer;
    private readonly Lazy<IAccountOpener> _opener;
    private readonly OrganizationMembers _members;
    private readonly object _gate = new();
    private readonly Dictionary<(string? Role, string? Region), OpenedAccount> _opened = [];
    private readonly ConcurrentDictionary<string, SessionLoggingException> _refused = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Makes an empty pool; <paramref name="opener"/> is asked for when the first account is opened.</summary>
    public AccountPool(Func<IAccountOpener> opener, ConnectionPlan plan, IAccountInteraction interaction, ICallObserver observer)
    {
        _opener = new(() => opener().ForCommand());
        _plan = plan;
        _interaction = interaction;
        _observer = observer;
        _members = new OrganizationMembers(plan);
    }

    /// <summary>One way to open each account of the plan, by identity, then by Region, in the order given.</summary>
    /// <exception cref="ConnectionException">A role waits for an account id that nothing says.</exception>
    public IReadOnlyList<AccountOpening> All()
    {
        RequireFilled();
        return [.. _plan.Roles.Select(Identity.Of).SelectMany(InNamedRegions)];
    }

    /// <summary>Whether only the accounts can say which Regions are meant.</summary>
    public bool HasPatterns => _plan.HasPatterns;

    /// <summary>The accounts of the organisation that are meant and were left out, since they are not active; known once it was asked.</summary>
    public IReadOnlyList<OrganizationAccount> LeftOut => _members.LeftOut;

    /// <summary>As <see cref="All"/>, for every account that the organisation lists where the plan asks it, and where the plan has patterns of Regions, one way for each that fits and is enabled in the account.</summary>
    /// <remarks>Where listing the Regions is denied, those of the partition's table may not all be enabled. Where it fails otherwise, so does the one way that is given.</remarks>
    /// <exception cref="ConnectionException">A role waits for an account id that nothing says, or no account is meant (<c>AccountNotMatched</c>).</exception>
    /// <exception cref="AwsCallException">The organisation could not be asked.</exception>
    public async Task<IReadOnlyList<AccountOpening>> AllAsync(CancellationToken cancellationToken)
    {
        var identities = await IdentitiesAsync(cancellationToken).ConfigureAwait(false);
        if (!_plan.HasPatterns)
        {
            return [.. identities.SelectMany(InNamedRegions)];
        }

        var openings = await SideBySide.SelectAsync(identities, InFittingRegionsAsync, cancellationToken).ConfigureAwait(false);
        return [.. openings.SelectMany(ofIdentity => ofIdentity)];
    }

    /// <summary>Opens one account of the plan, for what any of them can tell as well; no organization is asked for that.</summary>
    /// <exception cref="ConnectionException">A role waits for an account id that nothing says, or the account cannot be opened.</exception>
    /// <exception cref="AwsCallException">A call that opening needs failed.</exception>
    public async Task<IAccount> AnyAsync(CancellationToken cancellationToken)
    {
        if (!_plan.AsksOrganization)
        {
            return await (await AllAsync(cancellationToken).ConfigureAwait(false))[0].OpenAsync(cancellationToken).ConfigureAwait(false);
        }

        var role = _plan.Roles.Concat(_plan.NamedAccounts.Select(id => Placeholder.Fill(_plan.RolesOfAccounts[0], id))).FirstOrDefault();
        return await OpenHomeAsync(Identity.Of(role), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The accounts of units of the organisation, with those of the units below them. Asked with the credentials themselves, without a role.</summary>
    /// <param name="units">The ids of the units.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="AwsCallException">The organisation could not be asked, or there is no such unit.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyCollection<string>>> AccountsOfUnitsAsync(IReadOnlyList<string> units, CancellationToken cancellationToken)
    {
        var home = await OpenHomeAsync(Identity.Of(null), cancellationToken).ConfigureAwait(false);
        try
        {
            var found = new Dictionary<string, IReadOnlyCollection<string>>(StringComparer.Ordinal);
            foreach (var unit in units)
            {
                found[unit] = [.. (await home.Organization.ListAllAsync([unit], cancellationToken).ConfigureAwait(false)).Select(account => account.Id)];
            }

            return found;
        }
        finally
        {
            Close(home);
        }
    }

    /// <summary>The account that an object came from, in the object's Region.</summary>
    /// <param name="accountId">The object's account; <see langword="null"/> where it does not say: then the plan's only identity is meant.</param>
    /// <param name="region">The object's Region; <see langword="null"/> where it does not say: then the plan's only Region is meant.</param>
    /// <param name="cancellationToken">Cancels the calls that opening needs.</param>
    /// <exception cref="ConnectionException">No opened identity belongs to that account, the object does not say enough, or the account or Region is left out.</exception>
    /// <exception cref="AwsCallException">Who an identity is could not be asked.</exception>
    public async Task<IAccount> RouteAsync(string? accountId, string? region, CancellationToken cancellationToken)
    {
        region ??= Only(_plan.Regions, "Region");
        if (accountId is null)
        {
            return await OpenAsync(Only(await IdentitiesAsync(cancellationToken).ConfigureAwait(false), "AccountId"), region, cancellationToken).ConfigureAwait(false);
        }

        var others = new List<string>();
        foreach (var identity in await WaysToAsync(cancellationToken).ConfigureAwait(false))
        {
            var owner = Placeholder.NamesAccount(identity.Role) ? accountId
                : identity.AccountId ?? await OwnAccountAsync(region, cancellationToken).ConfigureAwait(false);
            if (owner == accountId)
            {
                var role = identity.Role is null ? null : Placeholder.Fill(identity.Role, accountId);
                return await OpenAsync(identity with { Role = role, AccountId = accountId }, region, cancellationToken).ConfigureAwait(false);
            }

            others.Add(owner);
        }

        throw new ConnectionException(
            "AccountNotOpened",
            $"The object belongs to account {accountId}, and the credentials given belong to {Several(others)}.",
            $"Give credentials of {accountId}, or a role: -RoleArn 'arn:aws:iam::{{AccountId}}:role/NAME'.");
    }

    /// <summary>The way to the account that an object came from, as <see cref="RouteAsync"/> finds it.</summary>
    /// <param name="accountId">The object's account.</param>
    /// <param name="region">The object's Region.</param>
    /// <param name="accountName">What the object says that the account is called.</param>
    /// <exception cref="ConnectionException">The object's account or Region is blank, which says nothing and does not mean the plan's (<c>AddressBlank</c>).</exception>
    public AccountOpening HomeOf(string? accountId, string? region, string? accountName = null)
    {
        RequireSaid(accountId, "AccountId");
        RequireSaid(region, "Region");
        if (accountId is not null && !string.IsNullOrEmpty(accountName))
        {
            _names.TryAdd(accountId, accountName!);
        }

        return new(accountId, region, cancellationToken => RouteAsync(accountId, region, cancellationToken)) { AccountName = NameOf(accountId), Close = Close };
    }

    /// <summary>The plan's identity in a Region, whoever owns what is asked for there: its role is filled with the account of an object that it keeps something of.</summary>
    /// <param name="accountId">The object's account.</param>
    /// <param name="region">The Region, where the plan names none.</param>
    /// <param name="cancellationToken">Cancels the calls that opening needs.</param>
    /// <exception cref="ConnectionException">The role waits for an account id, and the object says none.</exception>
    public Task<IAccount> KeeperOfAsync(string? accountId, string? region, CancellationToken cancellationToken)
    {
        var role = Only(_plan.Roles, "AccountId");
        if (accountId is null)
        {
            RequireFilled();
        }

        return OpenAsync(
            Identity.Of(role is null || accountId is null ? role : Placeholder.Fill(role, accountId)), Only(_plan.Regions, "Region") ?? region, cancellationToken);
    }

    /// <summary>Where an object is to be copied: to the Regions and roles that the plan names; what the plan leaves open is the object's own.</summary>
    /// <param name="accountId">The object's account.</param>
    /// <param name="region">The object's Region.</param>
    public IReadOnlyList<AccountOpening> CopiesOf(string? accountId, string? region) =>
    [
        .. from role in _plan.Roles
           from to in _plan.Regions
           select role is null || Placeholder.NamesAccount(role)
               ? HomeOf(accountId, to ?? region)
               : OpeningOf(Identity.Of(role), to ?? region),
    ];

    /// <summary>As <see cref="CopiesOf"/>, to every account that the organisation lists where the plan asks it, and where the plan has patterns of Regions, to each that fits and is enabled in the account.</summary>
    /// <param name="accountId">The object's account.</param>
    /// <param name="region">The object's Region.</param>
    /// <param name="cancellationToken">Cancels the calls that listing accounts and Regions needs.</param>
    /// <exception cref="AwsCallException">The organisation could not be asked.</exception>
    public async Task<IReadOnlyList<AccountOpening>> CopiesOfAsync(string? accountId, string? region, CancellationToken cancellationToken)
    {
        if (!_plan.HasPatterns && !_plan.AsksOrganization)
        {
            return CopiesOf(accountId, region);
        }

        var identities = _plan.AsksOrganization ? await IdentitiesAsync(cancellationToken).ConfigureAwait(false) : [.. _plan.Roles.Select(Identity.Of)];
        if (!_plan.HasPatterns)
        {
            return [.. from identity in identities from to in _plan.Regions select OpeningOf(identity, to ?? region)];
        }

        var openings = await SideBySide.SelectAsync(
            identities,
            (identity, token) => !_plan.AsksOrganization && (identity.Role is null || Placeholder.NamesAccount(identity.Role))
                ? FittingAsync(accountId, ct => RouteAsync(accountId, region, ct), to => HomeOf(accountId, to), token)
                : InFittingRegionsAsync(identity, token),
            cancellationToken).ConfigureAwait(false);
        return [.. openings.SelectMany(ofRole => ofRole)];
    }

    /// <summary>Closes what is open, and what is still being opened once it is.</summary>
    public void Dispose()
    {
        List<OpenedAccount> open;
        lock (_gate)
        {
            open = [.. _opened.Values];
            _opened.Clear();
        }

        foreach (var account in open.Where(account => account.Opening.IsValueCreated))
        {
            _ = account.Opening.Value.ContinueWith(
                opened => opened.Result.Dispose(),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    private async Task<IReadOnlyList<Identity>> IdentitiesAsync(CancellationToken cancellationToken)
    {
        RequireFilled();
        if (!_plan.AsksOrganization)
        {
            return [.. _plan.Roles.Select(Identity.Of)];
        }

        var identities = await _members.GetAsync(token => OpenHomeAsync(Identity.Of(null), token), Close, cancellationToken).ConfigureAwait(false);
        foreach (var named in identities.Where(identity => identity.AccountName is not null))
        {
            _names.TryAdd(named.AccountId!, named.AccountName!);
        }

        return identities;
    }

    private async Task<IEnumerable<Identity>> WaysToAsync(CancellationToken cancellationToken) => _plan.AsksOrganization
        ? (await IdentitiesAsync(cancellationToken).ConfigureAwait(false)).Where(identity => identity.Failure is null)
        : _plan.Roles.Select(Identity.Of).OrderBy(identity => Placeholder.NamesAccount(identity.Role));

    private IEnumerable<AccountOpening> InNamedRegions(Identity identity) => identity.Failure is { } failure
        ? [Failing(identity.AccountId, string.Join(", ", _plan.GivenRegions), failure)]
        : _plan.Regions.Select(region => OpeningOf(identity, region));

    private AccountOpening OpeningOf(Identity identity, string? region) => identity.Failure is { } failure
        ? Failing(identity.AccountId, region ?? "", failure)
        : new(identity.AccountId, region, cancellationToken => OpenAsync(identity, region, cancellationToken))
        {
            AccountName = NameOf(identity.AccountId),
            IsOfPattern = identity.IsOfPattern,
            Close = Close,
        };

    private string? NameOf(string? accountId) => accountId is not null && _names.TryGetValue(accountId, out var name) ? name : null;

    private Task<IReadOnlyList<AccountOpening>> InFittingRegionsAsync(Identity identity, CancellationToken cancellationToken) => identity.Failure is { } failure
        ? Task.FromResult<IReadOnlyList<AccountOpening>>([Failing(identity.AccountId, string.Join(", ", _plan.GivenRegions), failure)])
        : FittingAsync(identity.AccountId, token => OpenHomeAsync(identity, token), region => OpeningOf(identity, region), cancellationToken);

    private async Task<IReadOnlyList<AccountOpening>> FittingAsync(
        string? accountId, Func<CancellationToken, Task<IAccount>> openHome, Func<string, AccountOpening> openingIn, CancellationToken cancellationToken)
    {
        try
        {
            var home = await openHome(cancellationToken).ConfigureAwait(false);
            try
            {
                accountId ??= await OwnIdAsync(home, cancellationToken).ConfigureAwait(false);
                var (regions, mayBeDisabled) = await RegionsOfAsync(home, cancellationToken).ConfigureAwait(false);
                return Fitting(accountId, [.. regions.Where(region => !_plan.ExcludesRegion(region))], mayBeDisabled, openingIn);
            }
            finally
            {
                Close(home);
            }
        }
        catch (SessionLoggingException failure)
        {
            return [Failing(accountId, string.Join(", ", _plan.GivenRegions), failure)];
        }
    }

    private List<AccountOpening> Fitting(string? accountId, List<string> regions, bool mayBeDisabled, Func<string, AccountOpening> openingIn)
    {
        var openings = new List<AccountOpening>();
        foreach (var given in _plan.GivenRegions.OfType<string>())
        {
            var isPattern = RegionName.IsPattern(given);
            var fitting = isPattern ? [.. regions.Where(region => RegionName.Fits(region, given))] : new List<string> { given };
            openings.AddRange(fitting
                .Where(region => openings.TrueForAll(known => known.Region != region))
                .Select(openingIn)
                .Select(opening => opening with { AccountId = accountId, IsOfPattern = isPattern || opening.IsOfPattern, MayBeDisabled = isPattern && mayBeDisabled })
                .ToList());
            if (fitting.Count == 0)
            {
                openings.Add(Failing(accountId, given, NothingFits(given)));
            }
        }

        return openings;
    }

    private static async Task<string?> OwnIdAsync(IAccount home, CancellationToken cancellationToken)
    {
        try
        {
            return (await home.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false)).AccountId;
        }
        catch (AwsCallException unnamed) when (!unnamed.IsOfIdentity)
        {
            return null;
        }
    }

    private static AccountOpening Failing(string? accountId, string given, SessionLoggingException failure) =>
        new(accountId, given, _ => Task.FromException<IAccount>(failure)) { IsHopeless = true };

    private static ConnectionException NothingFits(string pattern) => new(
        "RegionNotMatched",
        $"No Region that is enabled in the account fits '{pattern}'.",
        "Check the pattern, or enable the Region (aws account enable-region).");

    private static async Task<(IReadOnlyList<string> Regions, bool MayBeDisabled)> RegionsOfAsync(IAccount home, CancellationToken cancellationToken)
    {
        try
        {
            return (await home.Regions.ListEnabledAsync(cancellationToken).ConfigureAwait(false), MayBeDisabled: false);
        }
        catch (AwsCallException denial) when (denial.Kind is AwsCallFailure.Denied && !denial.IsOfUnknownCredentials)
        {
            return (home.Regions.ListPartition(), MayBeDisabled: true);
        }
    }

    // Any Region of the partition will do for asking which Regions or accounts there are.
    private async Task<IAccount> OpenHomeAsync(Identity identity, CancellationToken cancellationToken)
    {
        if (_plan.GivenRegions.FirstOrDefault(given => given is not null && !RegionName.IsPattern(given)) is { } named)
        {
            return await OpenAsync(identity, named, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await OpenAsync(identity, region: null, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectionException missing) when (missing.ErrorId == "RegionMissing" && _plan.GivenRegions[0] is { } pattern)
        {
            return await OpenAsync(identity, HomeOf(pattern), cancellationToken).ConfigureAwait(false);
        }
    }

    private static string HomeOf(string pattern) =>
        pattern.StartsWith("cn-", StringComparison.OrdinalIgnoreCase) ? "cn-north-1"
        : pattern.StartsWith("us-gov-", StringComparison.OrdinalIgnoreCase) ? "us-gov-west-1"
        : pattern.StartsWith("eusc-", StringComparison.OrdinalIgnoreCase) ? "eusc-de-east-1"
        : "us-east-1";

    private void RequireFilled()
    {
        if (_plan.Roles.FirstOrDefault(Placeholder.NamesAccount) is { } role)
        {
            throw new ConnectionException(
                "AccountIdMissing", $"The role '{role}' waits for an account id.", "Add -AccountId, or pipe objects that carry an AccountId.");
        }
    }

    private async Task<string> OwnAccountAsync(string? region, CancellationToken cancellationToken)
    {
        var account = await OpenAsync(Identity.Of(null), region, cancellationToken).ConfigureAwait(false);
        try
        {
            return (await account.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false)).AccountId;
        }
        finally
        {
            Close(account);
        }
    }

    // A failure that would come again is remembered: nobody is asked for an MFA code once for each object. One that may pass is forgotten.
    private async Task<IAccount> OpenAsync(Identity identity, string? region, CancellationToken cancellationToken)
    {
        var key = (identity.Role, region);
        OpenedAccount? account;
        lock (_gate)
        {
            if (!_opened.TryGetValue(key, out account))
            {
                _opened.Add(key, account = new(new(() => OpenOnceAsync(identity, region, cancellationToken))));
            }

            account.Users++;
        }

        try
        {
            return await account.Opening.Value.ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OperationCanceledException or AwsCallException { MayPass: true })
        {
            lock (_gate)
            {
                ((ICollection<KeyValuePair<(string?, string?), OpenedAccount>>)_opened).Remove(new(key, account));
            }

            throw;
        }
    }

    private void Close(IAccount account)
    {
        lock (_gate)
        {
            var key = (account.Connection.RoleArn, account.Connection.Region);
            if (!_opened.TryGetValue(key, out var opened) || !opened.Is(account) || --opened.Users > 0)
            {
                return;
            }

            _opened.Remove(key);
        }

        account.Dispose();
    }

    // What is wrong with an identity is so in every Region: it is asked once, and nobody for an MFA code again. What is wrong with the
    // credentials behind the roles is so in every account, but for keys that only another partition knows.
    private async Task<IAccount> OpenOnceAsync(Identity identity, string? region, CancellationToken cancellationToken)
    {
        var partition = HomeOf(region ?? "");
        if (_refused.TryGetValue("", out var known) || _refused.TryGetValue(partition, out known) || _refused.TryGetValue(identity.Role ?? "", out known))
        {
            throw known;
        }

        _plan.RequireTaken(identity.AccountId, region);
        IAccount account;
        try
        {
            var options = _plan.For(identity.Role, region, identity.AccountName ?? NameOf(identity.AccountId));
            account = await _opener.Value.OpenAsync(options, _interaction, _observer, cancellationToken).ConfigureAwait(false);
        }
        catch (SessionLoggingException failure) when (failure.IsOfIdentity)
        {
            var refused = failure switch
            {
                AwsCallException { Cause: AwsCallCause.RoleRefused } => identity.Role ?? "",
                AwsCallException { IsOfUnknownCredentials: true } => partition,
                _ => "",
            };
            throw _refused.GetOrAdd(refused, failure);
        }

        try
        {
            _plan.RequireTaken(accountId: null, account.Region);
            return account;
        }
        catch (ConnectionException)
        {
            account.Dispose();
            throw;
        }
    }

    private static string Several(IEnumerable<string> accounts)
    {
        const int Shown = 5;
        var distinct = accounts.Distinct(StringComparer.Ordinal).ToList();
        return string.Join(", ", distinct.Take(Shown)) + (distinct.Count > Shown ? $" and {distinct.Count - Shown} more" : "");
    }

    private static void RequireSaid(string? said, string property)
    {
        if (said is not null && string.IsNullOrWhiteSpace(said))
        {
            throw new ConnectionException("AddressBlank", $"The object's {property} is blank, so it names no account in a Region.", $"Give objects with {property}.");
        }
    }

    private static T Only<T>(IReadOnlyList<T> given, string property) =>
        given.Count == 1
            ? given[0]
            : throw new ConnectionException(
                "TargetAmbiguous", $"The object has no {property}, and {given.Count} are given.", $"Give objects with {property}, or one only.");

    /// <summary>An account that is open or being opened, and how many use it.</summary>
    private sealed class OpenedAccount(Lazy<Task<IAccount>> opening)
    {
        internal Lazy<Task<IAccount>> Opening => opening;

        internal int Users { get; set; }

        internal bool Is(IAccount account) => Opening is { IsValueCreated: true, Value: { Status: TaskStatus.RanToCompletion } opened } && ReferenceEquals(opened.Result, account);
    }
}
