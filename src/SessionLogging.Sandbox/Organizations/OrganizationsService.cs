namespace SessionLogging.Sandbox.Organizations;

/// <summary>AWS Organizations: who belongs to the organization, and where in it.</summary>
internal sealed class OrganizationsService : JsonService
{
    private const int PageSize = 20;
    private const string IdMember = "Id";

    private static readonly MemberRule[] Pages = [new("MaxResults") { Range = (1, 20) }, new("NextToken") { MaxLength = 100_000, Pattern = @"[\s\S]*" }];

    private static readonly MemberRule Parent = new("ParentId") { Required = true, MaxLength = 100, Pattern = "^(r-[0-9a-z]{4,32})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$" };

    private static readonly ImmutableDictionary<CommonError, ErrorForm> Errors = JsonErrors
        .SetItem(CommonError.Throttled, new("TooManyRequestsException", 400, "Rate exceeded"))
        .SetItem(CommonError.Internal, new("ServiceException", 400, "AWS Organizations can't complete your request because of an internal service error. Try again later."))
        .SetItem(CommonError.Invalid, new("InvalidInputException", 400, "The provided request is invalid."));

    public OrganizationsService()
    {
        Add("ListRoots", ListRoots, Everything, Pages);
        Add("ListAccounts", ListAccounts, Everything, Pages);
        Add("ListAccountsForParent", ListAccountsForParent, Everything, [Parent, .. Pages]);
        Add("ListOrganizationalUnitsForParent", ListUnitsForParent, Everything, [Parent, .. Pages]);
        Add(
            "ListParents",
            ListParents,
            Everything,
            [new MemberRule("ChildId") { Required = true, MaxLength = 100, Pattern = @"^(\d{12})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$" }, .. Pages]);
        Add("DescribeAccount", DescribeAccount, Everything, new MemberRule("AccountId") { Required = true, MaxLength = 12, Pattern = @"^\d{12}$" });
    }

    public override string Id => "Organizations";

    public override string SigningName => "organizations";

    public override bool IsGlobal => true;

    protected override string TargetPrefix => "AWSOrganizationsV20161128";

    protected override string MessageMember => "Message";

    protected override ImmutableDictionary<CommonError, ErrorForm> CommonErrors => Errors;

    private static string Everything(JsonCall call) => "*";

    private JsonObject ListRoots(JsonCall call) => Page(call, "Roots", [Organization.RootId], id => new JsonObject
    {
        [IdMember] = id,
        ["Arn"] = Arn("root", id),
        ["Name"] = "Root",
        ["PolicyTypes"] = new JsonArray(),
    });

    private JsonObject ListAccounts(JsonCall call) => Page(call, "Accounts", Asked(call).Members, member => Account(Asked(call), member));

    private JsonObject ListAccountsForParent(JsonCall call)
    {
        var parent = RequiredParent(call);
        return Page(call, "Accounts", Asked(call).Members.Where(member => member.ParentId == parent), member => Account(Asked(call), member));
    }

    private JsonObject ListUnitsForParent(JsonCall call)
    {
        var parent = RequiredParent(call);
        return Page(call, "OrganizationalUnits", Asked(call).Units.Where(unit => unit.ParentId == parent), unit => new JsonObject
        {
            [IdMember] = unit.Id,
            ["Arn"] = Arn("ou", unit.Id),
            ["Name"] = unit.Name,
        });
    }

    private JsonObject ListParents(JsonCall call)
    {
        var child = call.Required("ChildId");
        var organization = Asked(call);
        var parent = organization.Find(child)?.ParentId
            ?? organization.Units.FirstOrDefault(unit => unit.Id == child)?.ParentId
            ?? throw new AwsServiceException("ChildNotFoundException", 400, "You specified a child that doesn't exist.");
        return Page(call, "Parents", [parent], id => new JsonObject { [IdMember] = id, ["Type"] = id == Organization.RootId ? "ROOT" : "ORGANIZATIONAL_UNIT" });
    }

    private JsonObject DescribeAccount(JsonCall call)
    {
        var organization = Asked(call);
        var member = organization.Find(call.Required("AccountId"))
            ?? throw new AwsServiceException("AccountNotFoundException", 400, "You specified an account that doesn't exist.");
        return new JsonObject { ["Account"] = Account(organization, member) };
    }

    private Organization Asked(JsonCall call)
    {
        var (organization, account) = (call.Region.Account.Cloud.Organization, call.Region.Account.Id);
        return !organization.IsInUse ? throw new AwsServiceException("AWSOrganizationsNotInUseException", 400, "Your account is not a member of an organization.")
            : account == Organization.ManagementAccountId || organization.DelegatedAdministrators.Contains(account) ? organization
            : throw Error(CommonError.Denied, "You don't have permissions to access this resource.");
    }

    private string RequiredParent(JsonCall call)
    {
        var parent = call.Required("ParentId");
        return parent == Organization.RootId || Asked(call).Units.Any(unit => unit.Id == parent)
            ? parent
            : throw new AwsServiceException("ParentNotFoundException", 400, "You specified parent that doesn't exist.");
    }

    private JsonObject Page<T>(JsonCall call, string list, IEnumerable<T> all, Func<T, JsonObject> show)
    {
        Asked(call);
        var (page, next) = Paging.Page(
            all, call.Text("NextToken"), (int)(call.Number("MaxResults") ?? PageSize), () => Error(CommonError.Invalid, "You provided a pagination token that is invalid."));
        return JsonCall.Compact(new JsonObject { [list] = new JsonArray([.. page.Select(show)]), ["NextToken"] = next });
    }

    private static JsonObject Account(Organization organization, OrganizationMember member) => JsonCall.Compact(new JsonObject
    {
        [IdMember] = member.Id,
        ["Arn"] = Arn("account", member.Id),
        ["Email"] = $"{member.Name}@example.com",
        ["Name"] = member.Name,
        ["Status"] = organization.TellsStatus && member.State is "ACTIVE" or "SUSPENDED" or "PENDING_CLOSURE" ? member.State : null,
        ["State"] = member.State,
        ["JoinedMethod"] = member.Id == Organization.ManagementAccountId ? "INVITED" : "CREATED",
        ["JoinedTimestamp"] = JsonCall.Seconds(new DateTimeOffset(2024, 1, 15, 9, 30, 0, TimeSpan.Zero)),
    });

    private static string Arn(string kind, string id) => $"arn:aws:organizations::{Organization.ManagementAccountId}:{kind}/o-sandbox123/{id}";
}
