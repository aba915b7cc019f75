using System.Collections.Concurrent;

namespace SessionLogging.Accounts;

/// <summary>The accounts of one command, each opened once per identity and Region.</summary>
public sealed class AccountPool : IDisposable
{
    private readonly Func<IAccountOpener> _opener;
    private readonly ConnectionPlan _plan;
    private readonly IAccountInteraction _interaction;
    private readonly ICallObserver _observer;
    private readonly ConcurrentDictionary<(string? Role, string? Region), Lazy<Task<IAccount>>> _opened = new();
    private readonly ConcurrentDictionary<string, SessionLoggingException> _refused = new(StringComparer.Ordinal);

    /// <summary>Makes an empty pool; <paramref name="opener"/> is asked for when the first account is opened.</summary>
    public AccountPool(Func<IAccountOpener> opener, ConnectionPlan plan, IAccountInteraction interaction, ICallObserver observer)
    {
        _opener = opener;
        _plan = plan;
        _interaction = interaction;
        _observer = observer;
    }

    /// <summary>One way to open each account of the plan, by identity, then by Region, in the order given.</summary>
    /// <exception cref="ConnectionException">A role waits for an account id that nothing says.</exception>
    public IReadOnlyList<AccountOpening> All()
    {
        RequireFilled();
        return
        [
            .. from identity in _plan.Roles
               from region in _plan.Regions
               select new AccountOpening(
                   ConnectionPlan.AccountOf(identity), region, cancellationToken => OpenAsync(identity, region, cancellationToken)),
        ];
    }

    /// <summary>Whether only the accounts can say which Regions are meant.</summary>
    public bool HasPatterns => _plan.HasPatterns;

    /// <summary>As <see cref="All"/>, and where the plan has patterns, one way for each Region that fits and is enabled in the account.</summary>
    /// <remarks>Where listing the Regions is denied, those of the partition's table may not all be enabled. Where it fails otherwise, so does the one way that is given.</remarks>
    /// <exception cref="ConnectionException">A role waits for an account id that nothing says.</exception>
    public async Task<IReadOnlyList<AccountOpening>> AllAsync(CancellationToken cancellationToken)
    {
        if (!_plan.HasPatterns)
        {
            return All();
        }

        RequireFilled();
        var openings = await Task.WhenAll(_plan.Roles.Select(role => InFittingRegionsAsync(role, cancellationToken))).ConfigureAwait(false);
        return [.. openings.SelectMany(ofIdentity => ofIdentity)];
    }

    /// <summary>The account that an object came from, in the object's Region.</summary>
    /// <param name="accountId">The object's account; <see langword="null"/> where it does not say: then the plan's only identity is meant.</param>
    /// <param name="region">The object's Region; <see langword="null"/> where it does not say: then the plan's only Region is meant.</param>
    /// <param name="cancellationToken">Cancels the calls that opening needs.</param>
    /// <exception cref="ConnectionException">No opened identity belongs to that account, or the object does not say enough.</exception>
    /// <exception cref="AwsCallException">Who an identity is could not be asked.</exception>
    public async Task<IAccount> RouteAsync(string? accountId, string? region, CancellationToken cancellationToken)
    {
        region ??= Only(_plan.Regions, "Region");
        if (accountId is null)
        {
            RequireFilled();
            return await OpenAsync(Only(_plan.Roles, "AccountId"), region, cancellationToken).ConfigureAwait(false);
        }

        var others = new List<string>();
        foreach (var role in _plan.Roles.OrderBy(Placeholder.NamesAccount))
        {
            var owner = role is null ? await OwnAccountAsync(region, cancellationToken).ConfigureAwait(false)
                : Placeholder.NamesAccount(role) ? accountId
                : ConnectionPlan.AccountOf(role);
            if (owner == accountId)
            {
                return await OpenAsync(role is null ? null : Placeholder.Fill(role, accountId), region, cancellationToken).ConfigureAwait(false);
            }

            others.Add(owner);
        }

        throw new ConnectionException(
            "AccountNotOpened",
            $"The object belongs to account {accountId}, and the credentials given belong to {string.Join(", ", others.Distinct(StringComparer.Ordinal))}.",
            $"Give credentials of {accountId}, or a role: -RoleArn 'arn:aws:iam::{{AccountId}}:role/NAME'.");
    }

    /// <summary>The way to the account that an object came from, as <see cref="RouteAsync"/> finds it.</summary>
    /// <exception cref="ConnectionException">The object's account or Region is blank, which says nothing and does not mean the plan's (<c>AddressBlank</c>).</exception>
    public AccountOpening HomeOf(string? accountId, string? region)
    {
        RequireSaid(accountId, "AccountId");
        RequireSaid(region, "Region");
        return new(accountId, region, cancellationToken => RouteAsync(accountId, region, cancellationToken));
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

        return OpenAsync(role is null || accountId is null ? role : Placeholder.Fill(role, accountId), Only(_plan.Regions, "Region") ?? region, cancellationToken);
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
               : new AccountOpening(
                   ConnectionPlan.AccountOf(role), to ?? region, cancellationToken => OpenAsync(role, to ?? region, cancellationToken)),
    ];

    /// <summary>As <see cref="CopiesOf"/>, and where the plan has patterns, to each Region that fits and is enabled in the account.</summary>
    /// <param name="accountId">The object's account.</param>
    /// <param name="region">The object's Region.</param>
    /// <param name="cancellationToken">Cancels the calls that listing Regions needs.</param>
    public async Task<IReadOnlyList<AccountOpening>> CopiesOfAsync(string? accountId, string? region, CancellationToken cancellationToken)
    {
        if (!_plan.HasPatterns)
        {
            return CopiesOf(accountId, region);
        }

        var openings = await Task.WhenAll(_plan.Roles.Select(role => role is null || Placeholder.NamesAccount(role)
            ? FittingAsync(accountId, ct => RouteAsync(accountId, region, ct), to => HomeOf(accountId, to), cancellationToken)
            : InFittingRegionsAsync(role, cancellationToken))).ConfigureAwait(false);
        return [.. openings.SelectMany(ofRole => ofRole)];
    }

    /// <summary>Closes what was opened, and what is still being opened once it is.</summary>
    public void Dispose()
    {
        foreach (var opening in _opened.Values.Where(opening => opening.IsValueCreated))
        {
            _ = opening.Value.ContinueWith(
                opened => opened.Result.Dispose(),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    private Task<IReadOnlyList<AccountOpening>> InFittingRegionsAsync(string? role, CancellationToken cancellationToken)
    {
        var accountId = ConnectionPlan.AccountOf(role);
        return FittingAsync(
            accountId,
            ct => OpenHomeAsync(role, ct),
            region => new AccountOpening(accountId, region, ct => OpenAsync(role, region, ct)),
            cancellationToken);
    }

    private async Task<IReadOnlyList<AccountOpening>> FittingAsync(
        string? accountId, Func<CancellationToken, Task<IAccount>> openHome, Func<string, AccountOpening> openingIn, CancellationToken cancellationToken)
    {
        try
        {
            var home = await openHome(cancellationToken).ConfigureAwait(false);
            accountId ??= await OwnIdAsync(home, cancellationToken).ConfigureAwait(false);
            var (regions, mayBeDisabled) = await RegionsOfAsync(home, cancellationToken).ConfigureAwait(false);
            var openings = new List<AccountOpening>();
            foreach (var given in _plan.GivenRegions.OfType<string>())
            {
                var isPattern = RegionName.IsPattern(given);
                var fitting = isPattern ? [.. regions.Where(region => RegionName.Fits(region, given))] : new List<string> { given };
                openings.AddRange(fitting
                    .Where(region => openings.TrueForAll(known => known.Region != region))
                    .Select(region => openingIn(region) with { AccountId = accountId, IsOfPattern = isPattern, MayBeDisabled = isPattern && mayBeDisabled })
                    .ToList());
                if (fitting.Count == 0)
                {
                    openings.Add(Failing(accountId, given, NothingFits(given)));
                }
            }

            return openings;
        }
        catch (SessionLoggingException failure)
        {
            return [Failing(accountId, string.Join(", ", _plan.GivenRegions), failure)];
        }
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

    // Any Region of the partition will do for asking which there are.
    private async Task<IAccount> OpenHomeAsync(string? role, CancellationToken cancellationToken)
    {
        if (_plan.GivenRegions.FirstOrDefault(given => given is not null && !RegionName.IsPattern(given)) is { } named)
        {
            return await OpenAsync(role, named, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await OpenAsync(role, region: null, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectionException missing) when (missing.ErrorId == "RegionMissing")
        {
            return await OpenAsync(role, HomeOf(_plan.GivenRegions[0]!), cancellationToken).ConfigureAwait(false);
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
        var account = await OpenAsync(role: null, region, cancellationToken).ConfigureAwait(false);
        return (await account.GetCallerIdentityAsync(cancellationToken).ConfigureAwait(false)).AccountId;
    }

    // A failure that would come again is remembered: nobody is asked for an MFA code once for each object. One that may pass is forgotten.
    private async Task<IAccount> OpenAsync(string? role, string? region, CancellationToken cancellationToken)
    {
        var key = (role, region);
        var opening = _opened.GetOrAdd(key, _ => new Lazy<Task<IAccount>>(() => OpenOnceAsync(role, region, cancellationToken)));
        try
        {
            return await opening.Value.ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OperationCanceledException or AwsCallException { MayPass: true })
        {
            ((ICollection<KeyValuePair<(string?, string?), Lazy<Task<IAccount>>>>)_opened).Remove(new(key, opening));
            throw;
        }
    }

    // What is wrong with an identity is so in every Region: it is asked once, and nobody for an MFA code again.
    private async Task<IAccount> OpenOnceAsync(string? role, string? region, CancellationToken cancellationToken)
    {
        if (_refused.TryGetValue(role ?? "", out var known))
        {
            throw known;
        }

        try
        {
            return await _opener().OpenAsync(_plan.For(role, region), _interaction, _observer, cancellationToken).ConfigureAwait(false);
        }
        catch (SessionLoggingException failure) when (failure.IsOfIdentity)
        {
            throw _refused.GetOrAdd(role ?? "", failure);
        }
    }

    private static void RequireSaid(string? said, string property)
    {
        if (said is not null && string.IsNullOrWhiteSpace(said))
        {
            throw new ConnectionException("AddressBlank", $"The object's {property} is blank, so it names no account in a Region.", $"Give objects with {property}.");
        }
    }

    private static string? Only(IReadOnlyList<string?> given, string property) =>
        given.Count == 1
            ? given[0]
            : throw new ConnectionException(
                "TargetAmbiguous", $"The object has no {property}, and {given.Count} are given.", $"Give objects with {property}, or one only.");
}
