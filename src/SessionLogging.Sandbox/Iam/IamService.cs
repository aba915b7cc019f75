using SessionLogging.Sandbox.Sts;

namespace SessionLogging.Sandbox.Iam;

/// <summary>AWS Identity and Access Management: the roles that there are.</summary>
internal sealed class IamService : QueryService
{
    public IamService() => Add(
        "GetRole",
        GetRole,
        static (call, form) => $"arn:aws:iam::{call.Account.Id}:role/{form.Value("RoleName") ?? "*"}",
        new MemberRule("RoleName") { Required = true, MinLength = 1, MaxLength = 64, Pattern = "[\\w+=,.@-]+" });

    public override string Id => "IAM";

    public override string SigningName => "iam";

    public override bool IsGlobal => true;

    protected override string Version => "2010-05-08";

    protected override XNamespace Namespace { get; } = "https://iam.amazonaws.com/doc/2010-05-08/";

    private IEnumerable<XElement> GetRole(Call call, QueryForm form)
    {
        var name = form.Required("RoleName");
        var role = call.Account.Roles.Find(name) ?? throw new AwsServiceException("NoSuchEntity", 404, $"The role with name {name} cannot be found.");
        return
        [
            Element(
                "Role",
                Element("Path", role.Path),
                Element("RoleName", role.Name),
                Element("RoleId", Principal.RoleId(call.Account.Id, role.Name)),
                Element("Arn", role.ArnIn(call.Account.Id)),
                Element("CreateDate", role.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
                Element("AssumeRolePolicyDocument", Uri.EscapeDataString(role.TrustPolicy)),
                Element("MaxSessionDuration", (int)role.MaxSessionDuration.TotalSeconds)),
        ];
    }
}
