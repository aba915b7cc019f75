namespace SessionLogging.Aws.Ports;

/// <summary>The organisation on the API of AWS Organizations.</summary>
internal sealed class Organization(ServiceCaller organizations) : IOrganization
{
    private const int PageSize = 20;

    /// <inheritdoc/>
    public Task<IReadOnlyList<OrganizationAccount>> ListAccountsAsync(CancellationToken cancellationToken) =>
        ListAsync("ListAccounts", parentId: null, "Accounts", Account, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OrganizationAccount>> ListAccountsOfAsync(string parentId, CancellationToken cancellationToken) =>
        ListAsync("ListAccountsForParent", parentId, "Accounts", Account, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListUnitsOfAsync(string parentId, CancellationToken cancellationToken) =>
        ListAsync("ListOrganizationalUnitsForParent", parentId, "OrganizationalUnits", static unit => unit.NeededText("Id"), cancellationToken);

    private Task<IReadOnlyList<T>> ListAsync<T>(string operation, string? parentId, string list, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        organizations.PagesAsync(
            operation,
            json =>
            {
                json.WriteNumber("MaxResults", PageSize);
                if (parentId is not null)
                {
                    json.WriteString("ParentId", parentId);
                }
            },
            list,
            read,
            "NextToken",
            cancellationToken).ToListAsync();

    // An id becomes part of the ARN of a role that is then assumed.
    private static OrganizationAccount Account(JsonElement account) => new(
        account.NeededText("Id") is var id && AccountNumber.IsId(id) ? id : throw new MalformedAnswerException("an account has an Id that none can have"),
        account.Text("Name").Given(),
        account.Text("State").Given() ?? account.Text("Status").Given());
}
