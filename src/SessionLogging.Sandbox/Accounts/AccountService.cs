namespace SessionLogging.Sandbox.Accounts;

/// <summary>AWS Account Management: the Regions of the account.</summary>
internal sealed class AccountService : RestJsonService
{
    private const int PageSize = 50;

    private static readonly Dictionary<RegionOptStatus, string> Words = new()
    {
        [RegionOptStatus.EnabledByDefault] = "ENABLED_BY_DEFAULT",
        [RegionOptStatus.Enabled] = "ENABLED",
        [RegionOptStatus.Enabling] = "ENABLING",
        [RegionOptStatus.Disabling] = "DISABLING",
        [RegionOptStatus.Disabled] = "DISABLED",
    };

    public AccountService() => Add(
        "ListRegions",
        new("POST", "/listRegions"),
        ListRegions,
        call => $"arn:aws:account::{call.Region.Account.Id}:account",
        new MemberRule("AccountId") { Pattern = @"\d{12}" },
        new MemberRule("MaxResults") { Range = (1, 50) },
        new MemberRule("NextToken") { MaxLength = 1000 });

    public override string Id => "Account";

    public override string SigningName => "account";

    public override bool IsGlobal => true;

    private JsonObject ListRegions(JsonCall call)
    {
        if (call.Text("AccountId") is not null)
        {
            throw Error(CommonError.Denied, $"User: {call.Caller.Arn} is not authorized to perform: account:ListRegions: trusted access for Account Management is not enabled.");
        }

        var wanted = Wanted(call);
        var regions = call.Region.Account.RegionOptions.All.Where(region => wanted.Count == 0 || wanted.Contains(Words[region.Status]));
        var (page, next) = Paging.Page(
            regions,
            call.Text("NextToken"),
            (int)(call.Number("MaxResults") ?? PageSize),
            () => Error(CommonError.Invalid, "The next token is not valid."));
        return JsonCall.Compact(new JsonObject
        {
            ["Regions"] = new JsonArray([.. page.Select(region => new JsonObject { ["RegionName"] = region.Name, ["RegionOptStatus"] = Words[region.Status] })]),
            ["NextToken"] = next,
        });
    }

    private HashSet<string> Wanted(JsonCall call)
    {
        if (call.Input["RegionOptStatusContains"] is not { } given)
        {
            return [];
        }

        if (given is not JsonArray list || list.Any(status => status is not JsonValue))
        {
            throw Error(CommonError.Unreadable, "RegionOptStatusContains is a list of strings.");
        }

        HashSet<string> wanted = [.. list.Select(status => status!.ToString())];
        return wanted.FirstOrDefault(status => !Words.ContainsValue(status)) is { } unknown
            ? throw Error(CommonError.Invalid, $"Value '{unknown}' at 'regionOptStatusContains' failed to satisfy constraint: Member must satisfy enum value set: [{string.Join(", ", Words.Values)}]")
            : wanted;
    }
}
