using System.Diagnostics.CodeAnalysis;

namespace SessionLogging.Accounts;

/// <summary>Which identities and Regions one command asks: every role of every account, times every Region.</summary>
public sealed class ConnectionPlan
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyList<string?> _regions;

    private ConnectionPlan(ConnectionOptions template, IReadOnlyList<string?> roles, IReadOnlyList<string?> regions)
    {
        Template = template;
        Roles = roles;
        _regions = regions;
    }

    /// <summary>What all connections share.</summary>
    public ConnectionOptions Template { get; }

    /// <summary>The roles to assume, one an identity; <see langword="null"/> is the credentials themselves.</summary>
    public IReadOnlyList<string?> Roles { get; }

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
    /// <param name="roleArns">Role ARNs, in which <c>{AccountId}</c> stands for each of <paramref name="accountIds"/>.</param>
    /// <param name="accountIds">Account ids of twelve digits.</param>
    /// <param name="regions">Region names, or patterns of them with <c>*</c> and <c>?</c> for Regions that are enabled in the account; none: one connection in the implied Region.</param>
    /// <exception cref="ConnectionException">The options contradict each other or break a rule; nothing was asked.</exception>
    public static ConnectionPlan Create(
        ConnectionOptions template, IReadOnlyList<string> roleArns, IReadOnlyList<string> accountIds, IReadOnlyList<string> regions)
    {
        RequireOneIdentity(template);
        foreach (var region in regions)
        {
            if (!RegionName.IsOne(region) && !RegionName.IsPattern(region))
            {
                throw RegionName.Refused(region);
            }
        }

        foreach (var accountId in accountIds)
        {
            Require(
                Matches(accountId, @"\A[0-9]{12}\z"),
                "AccountIdInvalid", $"'{accountId}' is not an account id.", "An account id has twelve digits; quote it, so that leading zeros stay.");
        }

        foreach (var role in roleArns)
        {
            Require(
                Matches(role, @"\Aarn:[a-z-]+:iam::([0-9]{12}|\{AccountId\}):role/[^{}\s]+\z"),
                "RoleArnInvalid", $"'{role}' is not a role's ARN.", "Give arn:aws:iam::111122223333:role/NAME or arn:aws:iam::{AccountId}:role/NAME.");
        }

        Require(
            accountIds.Count == 0 || roleArns.Any(Placeholder.NamesAccount),
            "AccountIdWithoutRole",
            "-AccountId only says for which accounts a role is assumed, and no role with {AccountId} was given.",
            "Add -RoleArn 'arn:aws:iam::{AccountId}:role/NAME'.");

        var roles = roleArns.SelectMany(role => Filled(role, accountIds)).Distinct(StringComparer.Ordinal).ToList<string?>();
        return new ConnectionPlan(template, roles.Count == 0 ? [null] : roles, regions.Count == 0 ? [null] : [.. regions.Distinct(StringComparer.Ordinal)]);
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
    public ConnectionOptions For(string? role, string? region) => Template with { RoleArn = role, Region = region };

    /// <summary>The account of a role's ARN; <see langword="null"/> for no role.</summary>
    [return: NotNullIfNotNull(nameof(role))]
    internal static string? AccountOf(string? role) => role?.Split(':')[4];

    private static IEnumerable<string> Filled(string role, IReadOnlyList<string> accountIds) =>
        Placeholder.NamesAccount(role) && accountIds.Count > 0 ? accountIds.Select(id => Placeholder.Fill(role, id)) : [role];

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
