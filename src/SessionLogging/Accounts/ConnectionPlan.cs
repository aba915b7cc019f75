using System.Diagnostics.CodeAnalysis;

namespace SessionLogging.Accounts;

/// <summary>Which identities and Regions one command asks: every role of every account, times every Region.</summary>
public sealed class ConnectionPlan
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<string?> _regions;
    private readonly ConnectionScope _scope;

    private ConnectionPlan(ConnectionOptions template, IReadOnlyList<string?> roles, IReadOnlyList<string?> regions, ConnectionScope scope)
    {
        Template = template;
        Roles = roles;
        _regions = regions;
        _scope = scope;
    }

    /// <summary>What all connections share.</summary>
    public ConnectionOptions Template { get; }

    /// <summary>The roles to assume, one an identity, as far as they were named; <see langword="null"/> is the credentials themselves.</summary>
    public IReadOnlyList<string?> Roles { get; }

    /// <summary>Whether only the organisation can say which accounts are meant: a pattern stands for them, or a unit.</summary>
    public bool AsksOrganization => AccountPatterns.Count > 0 || _scope.OrganizationalUnits.Count > 0;

    /// <summary>The roles that wait for the accounts that the organisation lists.</summary>
    internal IReadOnlyList<string> RolesOfAccounts { get; private init; } = [];

    /// <summary>The accounts that were named beside those that the organisation lists.</summary>
    internal IReadOnlyList<string> NamedAccounts { get; private init; } = [];

    /// <summary>The patterns that stand for accounts.</summary>
    internal IReadOnlyList<string> AccountPatterns { get; private init; } = [];

    /// <summary>The units whose accounts are meant.</summary>
    internal IReadOnlyList<string> OrganizationalUnits => _scope.OrganizationalUnits;

    /// <summary>Whether a pattern stands for Regions (<c>*</c>, <c>us-*</c>), so that only the account can say which.</summary>
    public bool HasPatterns => _regions.Any(region => region is not null && RegionName.IsPattern(region));

    /// <summary>The Regions to ask as they were given, patterns among them; <see langword="null"/> is the one that the options imply.</summary>
    public IReadOnlyList<string?> GivenRegions => _regions;

    /// <summary>The Regions to ask; <see langword="null"/> is the one that the options imply.</summary>
    /// <exception cref="ConnectionException">A pattern was given (<c>RegionWildcard</c>), and which Regions it stands for is not known here.</exception>
    public IReadOnlyList<string?> Regions => !HasPatterns ? _regions : throw new ConnectionException(
        "RegionWildcard",
        $"{string.Join(", ", _regions)} stands for several Regions, and one is needed here.",
        "Name the Region, or give objects that carry one.");

    /// <summary>Combines what a person gave.</summary>
    /// <param name="template">What all connections share; its <see cref="ConnectionOptions.RoleArn"/> and <see cref="ConnectionOptions.Region"/> are not looked at.</param>
    /// <param name="roleArns">Role ARNs, in which <c>{AccountId}</c> stands for each account.</param>
    /// <param name="accountIds">Account ids of twelve digits, or patterns of them with <c>*</c> and <c>?</c> for active accounts of the organisation.</param>
    /// <param name="regions">Region names, or patterns of them with <c>*</c> and <c>?</c> for Regions that are enabled in the account; none: one connection in the implied Region.</param>
    /// <param name="scope">The organisation's units, and what is left out; <see langword="null"/>: neither.</param>
    /// <exception cref="ConnectionException">The options contradict each other or break a rule; nothing was asked.</exception>
    public static ConnectionPlan Create(
        ConnectionOptions template,
        IReadOnlyList<string> roleArns,
        IReadOnlyList<string> accountIds,
        IReadOnlyList<string> regions,
        ConnectionScope? scope = null)
    {
        scope ??= new ConnectionScope();
        RequireOneIdentity(template);
        foreach (var region in regions.Concat(scope.ExcludedRegions))
        {
            if (!RegionName.IsOne(region) && !RegionName.IsPattern(region))
            {
                throw RegionName.Refused(region);
            }
        }

        foreach (var accountId in accountIds.Concat(scope.ExcludedAccounts))
        {
            Require(
                AccountNumber.IsId(accountId) || AccountNumber.IsPattern(accountId),
                "AccountIdInvalid", $"'{accountId}' is not an account id.", "An account id has twelve digits; quote it, so that leading zeros stay. * and ? stand for accounts of the organisation.");
        }

        foreach (var role in roleArns)
        {
            Require(
                Matches(role, @"\Aarn:[a-z-]+:iam::([0-9]{12}|\{AccountId\}):role/[^{}\s]+\z"),
                "RoleArnInvalid", $"'{role}' is not a role's ARN.", "Give arn:aws:iam::111122223333:role/NAME or arn:aws:iam::{AccountId}:role/NAME.");
        }

        RequireUnits(scope.OrganizationalUnits, accountIds);
        Require(
            (accountIds.Count == 0 && scope.OrganizationalUnits.Count == 0 && scope.ExcludedAccounts.Count == 0) || roleArns.Any(Placeholder.NamesAccount),
            "AccountIdWithoutRole",
            "-AccountId, -OrganizationalUnit and -ExcludeAccountId only say for which accounts a role is assumed, and no role with {AccountId} was given.",
            "Add -RoleArn 'arn:aws:iam::{AccountId}:role/NAME'.");

        var (named, patterns) = (accountIds.Where(AccountNumber.IsId).ToList(), accountIds.Where(AccountNumber.IsPattern).ToList());
        RequireLeft("-ExcludeAccountId", "account", accountIds.Count > 0, named.Concat(patterns).Concat(scope.OrganizationalUnits), scope.ExcludesAccount);
        RequireLeft("-ExcludeRegion", "Region", regions.Count > 0, regions, scope.ExcludesRegion);

        var asksOrganization = patterns.Count > 0 || scope.OrganizationalUnits.Count > 0;
        var taken = named.Where(id => !scope.ExcludesAccount(id)).ToList();
        var roles = roleArns
            .Where(role => !(asksOrganization && Placeholder.NamesAccount(role)))
            .SelectMany(role => Filled(role, taken))
            .Where(role => Placeholder.NamesAccount(role) || !scope.ExcludesAccount(AccountOf(role)))
            .Distinct(StringComparer.Ordinal)
            .ToList<string?>();
        return new ConnectionPlan(
            template,
            roles.Count == 0 && !asksOrganization ? [null] : roles,
            regions.Count == 0 ? [null] : [.. regions.Distinct(StringComparer.Ordinal).Where(region => !scope.ExcludesRegion(region))],
            scope)
        {
            AccountPatterns = patterns,
            NamedAccounts = asksOrganization ? [.. taken.Distinct(StringComparer.Ordinal)] : [],
            RolesOfAccounts = asksOrganization ? [.. roleArns.Where(Placeholder.NamesAccount).Distinct(StringComparer.Ordinal)] : [],
        };
    }

    /// <summary>The connection of an identity of its own, for what another account keeps.</summary>
    /// <param name="template">What it shares with the other connections: the endpoint, the external id, and without a profile the credentials.</param>
    /// <param name="profileName">The profile whose credentials it has; <see langword="null"/>: those of the template.</param>
    /// <param name="roleArn">The role that it assumes with them, in which <c>{AccountId}</c> may stand; <see langword="null"/>: none.</param>
    /// <param name="region">The Region; <see langword="null"/>: that of what is kept.</param>
    /// <exception cref="ConnectionException">An option breaks a rule; nothing was asked.</exception>
    public static ConnectionPlan OfKeeper(ConnectionOptions template, string? profileName, string? roleArn, string? region) => Create(
        profileName is null ? template : template with { ProfileName = profileName, AccessKey = null, SecretKey = null, SessionToken = null, Credential = null, AmbientCredential = null },
        roleArn is null ? [] : [roleArn],
        accountIds: [],
        region is null ? [] : [region]);

    /// <summary>The connection of one identity in one Region.</summary>
    /// <param name="role">The role; <see langword="null"/>: the credentials themselves.</param>
    /// <param name="region">The Region; <see langword="null"/>: the one that the options imply.</param>
    /// <param name="accountName">The account's name, where it is known.</param>
    public ConnectionOptions For(string? role, string? region, string? accountName = null) =>
        Template with { RoleArn = role, Region = region, AccountName = accountName };

    /// <summary>Whether an account is left out.</summary>
    internal bool ExcludesAccount(string accountId) => _scope.ExcludesAccount(accountId);

    /// <summary>Whether a Region is left out.</summary>
    internal bool ExcludesRegion(string region) => _scope.ExcludesRegion(region);

    /// <summary>Refuses an account or a Region that was to be left out, whatever an object says.</summary>
    /// <exception cref="ConnectionException">It is left out (<c>AddressExcluded</c>).</exception>
    internal void RequireTaken(string? accountId, string? region)
    {
        var excluded = accountId is not null && ExcludesAccount(accountId) ? $"account {accountId}" : region is not null && ExcludesRegion(region) ? $"Region {region}" : null;
        if (excluded is not null)
        {
            throw new ConnectionException(
                "AddressExcluded", $"The {excluded} is left out by -ExcludeAccountId or -ExcludeRegion.", "Leave the exclusion out, or the object that names it.");
        }
    }

    /// <summary>The account of a role's ARN; <see langword="null"/> for no role.</summary>
    [return: NotNullIfNotNull(nameof(role))]
    internal static string? AccountOf(string? role) => role?.Split(':')[4];

    private static IEnumerable<string> Filled(string role, List<string> accountIds) =>
        Placeholder.NamesAccount(role) && accountIds.Count > 0 ? accountIds.Select(id => Placeholder.Fill(role, id)) : [role];

    private static void RequireUnits(IReadOnlyList<string> units, IReadOnlyList<string> accountIds)
    {
        foreach (var unit in units)
        {
            Require(
                OrganizationUnits.IsId(unit),
                "OrganizationalUnitInvalid", $"'{unit}' is not the id of an organisational unit.", "Give ou-xxxx-yyyyyyyy, or r-xxxx for the root (aws organizations list-organizational-units-for-parent).");
        }

        Require(
            units.Count == 0 || !accountIds.Any(AccountNumber.IsPattern),
            "AccountsAmbiguous",
            "-OrganizationalUnit was given beside an -AccountId with wildcards, which stands for accounts outside of the units too.",
            "Give one of them; accounts that are named can stand beside units.");
    }

    // A pattern is left out as a whole where an exclusion is the same pattern or the star.
    private static void RequireLeft(string parameter, string what, bool isGiven, IEnumerable<string> given, Func<string, bool> excludes) => Require(
        !isGiven || !given.All(excludes), "NothingLeft", $"{parameter} leaves out every {what} that was given.", "Leave the exclusion out, or give more.");

    private static void RequireOneIdentity(ConnectionOptions options)
    {
        Require(
            (options.AccessKey is null) == (options.SecretKey is null),
            "KeysIncomplete", "-AccessKey and -SecretKey go together.", "Give both, or neither.");
        Require(
            options.SessionToken is null || options.AccessKey is not null,
            "KeysIncomplete", "-SessionToken belongs to temporary keys.", "Give -AccessKey and -SecretKey with it.");

        var given = new[] { options.ProfileName, options.AccessKey, options.Credential as object }.Count(way => way is not null);
        Require(
            given <= 1,
            "CredentialsAmbiguous", "More than one of -ProfileName, -AccessKey and -Credential was given.", "Give one of them.");
    }

    private static bool Matches(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, MatchLimit);

    private static void Require(bool holds, string reason, string message, string remedy)
    {
        if (!holds)
        {
            throw new ConnectionException(reason, message, remedy);
        }
    }
}

/// <summary>What widens and narrows the accounts and Regions of a command beside their names.</summary>
public sealed record ConnectionScope
{
    /// <summary>Ids of organisational units (<c>ou-xxxx-yyyyyyyy</c>) or the root (<c>r-xxxx</c>): their accounts and those of the units below them are meant.</summary>
    public IReadOnlyList<string> OrganizationalUnits { get; init; } = [];

    /// <summary>Account ids, or patterns of them, that are left out.</summary>
    public IReadOnlyList<string> ExcludedAccounts { get; init; } = [];

    /// <summary>Region names, or patterns of them, that are left out.</summary>
    public IReadOnlyList<string> ExcludedRegions { get; init; } = [];

    internal bool ExcludesAccount(string accountId) => ExcludedAccounts.Any(pattern => AccountNumber.Fits(accountId, pattern));

    internal bool ExcludesRegion(string region) => ExcludedRegions.Any(pattern => RegionName.Fits(region, pattern));
}
