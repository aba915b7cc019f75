namespace SessionLogging.Accounts;

/// <summary>The accounts of the organisation that an account belongs to (AWS Organizations).</summary>
/// <remarks>Only the management account, and accounts that it has made delegated administrators of a service, may list.</remarks>
public interface IOrganization
{
    /// <summary>Every account of the organisation, whatever its state (ListAccounts).</summary>
    /// <exception cref="AwsCallException">The call failed, was denied, or the account belongs to no organisation.</exception>
    Task<IReadOnlyList<OrganizationAccount>> ListAccountsAsync(CancellationToken cancellationToken);

    /// <summary>The accounts that lie directly in a unit or the root (ListAccountsForParent).</summary>
    /// <param name="parentId">The unit's or the root's id.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="AwsCallException">The call failed or was denied, or there is no such unit.</exception>
    Task<IReadOnlyList<OrganizationAccount>> ListAccountsOfAsync(string parentId, CancellationToken cancellationToken);

    /// <summary>The ids of the units that lie directly in a unit or the root (ListOrganizationalUnitsForParent).</summary>
    /// <param name="parentId">The unit's or the root's id.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="AwsCallException">The call failed or was denied, or there is no such unit.</exception>
    Task<IReadOnlyList<string>> ListUnitsOfAsync(string parentId, CancellationToken cancellationToken);
}

/// <summary>An account as its organisation lists it.</summary>
/// <param name="Id">The account's twelve digits.</param>
/// <param name="Name">Its name; <see langword="null"/> where the answer has none.</param>
/// <param name="State">
/// <c>ACTIVE</c>, <c>PENDING_ACTIVATION</c>, <c>SUSPENDED</c>, <c>PENDING_CLOSURE</c> or <c>CLOSED</c>: the API's <c>State</c>, or its older
/// <c>Status</c>, which AWS retired on September 9, 2026; <see langword="null"/> where the answer has neither.
/// </param>
public sealed record OrganizationAccount(string Id, string? Name, string? State)
{
    /// <summary>Whether it can be asked. One whose state is not told may be.</summary>
    internal bool IsActive => State is null or "ACTIVE";
}

/// <summary>Reads whole units: with the accounts of the units below them.</summary>
internal static class OrganizationUnits
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    /// <summary>Whether a text is the id of a unit, <c>ou-xxxx-yyyyyyyy</c>, or of a root, <c>r-xxxx</c> (Organizations API Reference, ParentId).</summary>
    internal static bool IsId(string text) =>
        Regex.IsMatch(text, @"\A(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, MatchLimit);

    /// <summary>The accounts of units and of all units below them, each once.</summary>
    /// <exception cref="AwsCallException">A call failed or was denied, or there is no such unit.</exception>
    internal static async Task<IReadOnlyList<OrganizationAccount>> ListAllAsync(
        this IOrganization organization, IEnumerable<string> units, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(units, StringComparer.Ordinal);
        var accounts = new List<OrganizationAccount>();
        IReadOnlyList<string> level = [.. seen];
        while (level.Count > 0)
        {
            var listed = await SideBySide.SelectAsync(level, ReadAsync, cancellationToken).ConfigureAwait(false);
            accounts.AddRange(listed.SelectMany(unit => unit.Accounts));
            level = [.. listed.SelectMany(unit => unit.Units).Where(seen.Add)];
        }

        return [.. accounts.GroupBy(account => account.Id, StringComparer.Ordinal).Select(same => same.First())];

        async Task<(IReadOnlyList<OrganizationAccount> Accounts, IReadOnlyList<string> Units)> ReadAsync(string unit, CancellationToken token) =>
            (await organization.ListAccountsOfAsync(unit, token).ConfigureAwait(false), await organization.ListUnitsOfAsync(unit, token).ConfigureAwait(false));
    }
}
