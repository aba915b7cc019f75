using SessionLogging.Sandbox.Policies;
using SessionLogging.Sandbox.Sts;

namespace SessionLogging.Sandbox.Iam;

/// <summary>AWS Identity and Access Management: roles, their policies, and what they and those of users allow.</summary>
internal sealed class IamService : QueryService
{
    private const int PageSize = 100;

    private const string Name = "[\\w+=,.@-]+";
    private const string PolicyCharacters = "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+";

    private static readonly MemberRule RoleName = new("RoleName") { Required = true, MinLength = 1, MaxLength = 64, Pattern = Name };
    private static readonly MemberRule PolicyName = new("PolicyName") { Required = true, MinLength = 1, MaxLength = 128, Pattern = Name };

    public IamService()
    {
        Add("GetRole", GetRole, RoleArn, RoleName);
        Add("GetInstanceProfile", GetInstanceProfile, static (call, form) => $"arn:aws:iam::{call.Account.Id}:instance-profile/{form.Value("InstanceProfileName") ?? "*"}", new MemberRule("InstanceProfileName") { Required = true, MinLength = 1, MaxLength = 128, Pattern = Name });
        Add("PutRolePolicy", PutRolePolicy, RoleArn, RoleName, PolicyName, new MemberRule("PolicyDocument") { Required = true, MinLength = 1, MaxLength = 131_072, Pattern = PolicyCharacters });
        Add("DeleteRolePolicy", DeleteRolePolicy, RoleArn, RoleName, PolicyName);
        Add(
            "SimulatePrincipalPolicy",
            Simulate,
            static (_, form) => form.Value("PolicySourceArn") ?? "*",
            new MemberRule("PolicySourceArn") { Required = true, MinLength = 20, MaxLength = 2048 },
            new MemberRule("ActionNames") { Required = true },
            new MemberRule("MaxItems") { Range = (1, 1000) },
            new MemberRule("Marker") { MinLength = 1, MaxLength = 320, Pattern = "[\\u0020-\\u00FF]+" });
    }

    public override string Id => "IAM";

    public override string SigningName => "iam";

    public override bool IsGlobal => true;

    protected override string Version => "2010-05-08";

    protected override XNamespace Namespace { get; } = "https://iam.amazonaws.com/doc/2010-05-08/";

    private static string RoleArn(Call call, QueryForm form) =>
        form.Value("RoleName") is { } name ? call.Account.Roles.Find(name)?.ArnIn(call.Account.Id) ?? $"arn:aws:iam::{call.Account.Id}:role/{name}" : "*";

    private static Role Found(Call call, QueryForm form)
    {
        var name = form.Required("RoleName");
        return call.Account.Roles.Find(name) ?? throw new AwsServiceException("NoSuchEntity", 404, $"The role with name {name} cannot be found.");
    }

    private IEnumerable<XElement> GetRole(Call call, QueryForm form) => [Element("Role", Described(call, Found(call, form)))];

    private IEnumerable<XElement> GetInstanceProfile(Call call, QueryForm form)
    {
        var name = form.Required("InstanceProfileName");
        if (!call.Account.InstanceProfiles.TryFind(name, out var roleName))
        {
            throw new AwsServiceException("NoSuchEntity", 404, $"Instance Profile {name} cannot be found.");
        }

        return
        [
            Element(
                "InstanceProfile",
                Element("Path", "/"),
                Element("InstanceProfileName", name),
                Element("InstanceProfileId", "AIPASANDBOXPROFILE00"),
                Element("Arn", $"arn:aws:iam::{call.Account.Id}:instance-profile/{name}"),
                Element("CreateDate", "2024-01-15T09:30:00Z"),
                Element("Roles", roleName is not null && call.Account.Roles.Find(roleName) is { } role ? Element("member", Described(call, role)) : null)),
        ];
    }

    private IEnumerable<XElement> Described(Call call, Role role) =>
    [
        Element("Path", role.Path),
        Element("RoleName", role.Name),
        Element("RoleId", Principal.RoleId(call.Account.Id, role.Name)),
        Element("Arn", role.ArnIn(call.Account.Id)),
        Element("CreateDate", role.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        Element("AssumeRolePolicyDocument", Uri.EscapeDataString(role.TrustPolicy)),
        Element("MaxSessionDuration", (int)role.MaxSessionDuration.TotalSeconds),
    ];

    private IEnumerable<XElement>? PutRolePolicy(Call call, QueryForm form)
    {
        var document = form.Required("PolicyDocument");
        if (IdentityPolicy.ProblemIn(document) is { } problem)
        {
            throw new AwsServiceException("MalformedPolicyDocument", 400, problem);
        }

        var policy = new IdentityPolicy(form.Required("PolicyName"), document);
        call.Account.Roles.Change(Found(call, form).Name, role => role with { Policies = [.. role.Policies.Where(known => !IsOfName(known, policy.Name)), policy] });
        return null;
    }

    private IEnumerable<XElement>? DeleteRolePolicy(Call call, QueryForm form)
    {
        var (role, name) = (Found(call, form), form.Required("PolicyName"));
        if (!role.Policies.Any(policy => IsOfName(policy, name)))
        {
            throw new AwsServiceException("NoSuchEntity", 404, $"The role policy with name {name} cannot be found.");
        }

        call.Account.Roles.Change(role.Name, known => known with { Policies = [.. known.Policies.Where(policy => !IsOfName(policy, name))] });
        return null;
    }

    private IEnumerable<XElement> Simulate(Call call, QueryForm form)
    {
        var identity = Identity.Of(call.Account, form.Required("PolicySourceArn"));
        identity = identity with { Policies = [.. identity.Policies, .. form.List("PolicyInputList").Select((document, index) => new IdentityPolicy($"PolicyInputList.{index + 1}", document))] };
        if (form.Value("ResourcePolicy") is not null)
        {
            throw new AwsServiceException("InvalidInput", 400, "The sandbox simulates no policies of resources.");
        }

        var actions = form.List("ActionNames");
        if (actions.FirstOrDefault(action => action.Split(':') is not [{ Length: > 0 }, { Length: > 0 }] || action.Contains('*', StringComparison.Ordinal)) is { } invalid)
        {
            throw new AwsServiceException("InvalidInput", 400, $"Invalid Action: {invalid}");
        }

        var resources = form.List("ResourceArns") is { Count: > 0 } given ? given : ["*"];
        var simulation = new Simulation(identity, call.Account.Id, Context(form));
        var (page, next) = Paging.Page(
            actions, form.Value("Marker"), int.Parse(form.Value("MaxItems") ?? $"{PageSize}", CultureInfo.InvariantCulture), () => new AwsServiceException("InvalidInput", 400, "The marker is not valid."));
        return
        [
            Element("EvaluationResults", page.Select(action => simulation.Result(Namespace, action, resources))),
            Element("IsTruncated", next is null ? "false" : "true"),
            .. next is null ? Enumerable.Empty<XElement>() : [Element("Marker", next)],
        ];
    }

    private static Dictionary<string, IReadOnlyList<string>> Context(QueryForm form)
    {
        var context = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        for (var number = 1; form.Value($"ContextEntries.member.{number}.ContextKeyName") is { } key; number++)
        {
            context[key] = form.List($"ContextEntries.member.{number}.ContextKeyValues");
        }

        return context;
    }

    private static bool IsOfName(IdentityPolicy policy, string name) => !policy.IsManaged && policy.Name == name;
}
