namespace SessionLogging.Sandbox.Sts;

/// <summary>AWS Security Token Service: who the caller is, and temporary keys for a role.</summary>
internal sealed partial class StsService : QueryService
{
    /// <summary>The one MFA code that is wrong; every other six digits are right.</summary>
    public const string WrongMfaCode = "000000";

    private const string Arn = "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD]+";

    private static readonly MemberRule[] AssumeRoleRules =
    [
        new("RoleArn") { Required = true, MinLength = 20, MaxLength = 2048, Pattern = Arn },
        new("RoleSessionName") { Required = true, MinLength = 2, MaxLength = 64, Pattern = @"[\w+=,.@-]*" },
        new("DurationSeconds") { Range = (900, 43_200) },
        new("ExternalId") { MinLength = 2, MaxLength = 1224, Pattern = @"[\w+=,.@:\/-]*" },
        new("SerialNumber") { MinLength = 9, MaxLength = 256, Pattern = @"[\w+=/:,.@-]*" },
        new("TokenCode") { MinLength = 6, MaxLength = 6, Pattern = @"[\d]*" },
    ];

    private static readonly MemberRule[] FederationRules =
    [
        new("Name") { Required = true, MinLength = 2, MaxLength = 32, Pattern = @"[\w+=,.@-]*" },
        new("DurationSeconds") { Range = (900, 129_600) },
    ];

    private readonly Cloud _cloud;

    public StsService(Cloud cloud)
    {
        _cloud = cloud;
        Add("GetCallerIdentity", GetCallerIdentity, (_, _) => "*");
        Add("AssumeRole", AssumeRole, (_, form) => form.Value("RoleArn") ?? "*", AssumeRoleRules);
        Add("GetFederationToken", GetFederationToken, (call, form) => $"arn:aws:sts::{call.Account.Id}:federated-user/{form.Value("Name") ?? "*"}", FederationRules);
    }

    public override string Id => "STS";

    public override string SigningName => "sts";

    protected override string Version => "2011-06-15";

    protected override XNamespace Namespace { get; } = "https://sts.amazonaws.com/doc/2011-06-15/";

    [GeneratedRegex(@"\Aarn:aws:iam::(?<account>\d{12}):role/(?:[^/]+/)*(?<name>[\w+=,.@-]+)\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RoleArn { get; }

    private IEnumerable<XElement> GetCallerIdentity(Call call, QueryForm form) =>
    [
        Element("Arn", call.Caller.Arn),
        Element("UserId", call.Caller.UserId),
        Element("Account", call.Caller.AccountId),
    ];

    private IEnumerable<XElement> AssumeRole(Call call, QueryForm form)
    {
        var arn = RoleArn.Match(form.Required("RoleArn"));
        if (!arn.Success)
        {
            throw Error(CommonError.Invalid, $"{form.Required("RoleArn")} is invalid");
        }

        var account = _cloud.Find(arn.Groups["account"].Value);
        if (account?.Roles.Find(arn.Groups["name"].Value) is not { } role || role.ArnIn(account.Id) != arn.Value)
        {
            throw DeniedRole(call, form);
        }

        CheckConditions(role, call, form);

        var lifetime = Lifetime(role, form);
        var principal = Principal.RoleSession(
            account.Id, role, form.Required("RoleSessionName"), _cloud.Clock.GetUtcNow(), withMfa: form.Value("TokenCode") is not null);
        var credential = _cloud.Credentials.Issue(principal, lifetime);
        account.Events.Append(
            Id,
            "RoleAssumed",
            ("Role", role.Name),
            ("Session", form.Value("RoleSessionName")),
            ("Caller", call.Caller.Arn),
            ("ExternalId", form.Value("ExternalId")),
            ("SerialNumber", form.Value("SerialNumber")),
            ("TokenCode", form.Value("TokenCode")));
        return
        [
            Element(
                "AssumedRoleUser",
                Element("AssumedRoleId", principal.UserId),
                Element("Arn", principal.Arn)),
            Told(credential, lifetime),
        ];
    }

    /// <summary>Only a user or root may ask for it. What the federated user may is not looked at.</summary>
    private IEnumerable<XElement> GetFederationToken(Call call, QueryForm form)
    {
        if (call.Caller.Session is not null)
        {
            throw Error(CommonError.Denied, "Cannot call GetFederationToken with session credentials");
        }

        var lifetime = TimeSpan.FromSeconds(int.Parse(form.Value("DurationSeconds") ?? "43200", CultureInfo.InvariantCulture));
        var principal = call.Caller.Federated(form.Required("Name"), _cloud.Clock.GetUtcNow());
        return
        [
            Element("FederatedUser", Element("FederatedUserId", principal.UserId), Element("Arn", principal.Arn)),
            Told(_cloud.Credentials.Issue(principal, lifetime), lifetime),
        ];
    }

    private XElement Told(Credential credential, TimeSpan lifetime) => Element(
        "Credentials",
        Element("AccessKeyId", credential.AccessKeyId),
        Element("SecretAccessKey", credential.SecretAccessKey),
        Element("SessionToken", credential.SessionToken),
        Element("Expiration", ToldExpiration(lifetime)));

    /// <summary>SDKs compare it with the machine's clock, whatever day the sandbox plays on; the sandbox itself ends the keys by its own clock.</summary>
    private static string ToldExpiration(TimeSpan lifetime)
        => (TimeProvider.System.GetUtcNow() + lifetime).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private TimeSpan Lifetime(Role role, QueryForm form)
    {
        var seconds = int.Parse(form.Value("DurationSeconds") ?? "3600", CultureInfo.InvariantCulture);
        var lifetime = TimeSpan.FromSeconds(seconds);
        return lifetime <= role.MaxSessionDuration
            ? lifetime
            : throw Error(CommonError.Invalid, "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    private void CheckConditions(Role role, Call call, QueryForm form)
    {
        if (!role.Services.IsEmpty)
        {
            throw DeniedRole(call, form);
        }

        if (role.ExternalId is not null && form.Value("ExternalId") != role.ExternalId)
        {
            throw DeniedRole(call, form);
        }

        if (form.Value("TokenCode") == WrongMfaCode)
        {
            throw Error(CommonError.Denied, "MultiFactorAuthentication failed with invalid MFA one time pass code.");
        }

        if (role.DemandsMfa && (form.Value("SerialNumber") is null || form.Value("TokenCode") is null))
        {
            throw DeniedRole(call, form);
        }
    }

    /// <summary>AWS says the same of a role that does not exist and of one whose trust policy says no.</summary>
    private AwsServiceException DeniedRole(Call call, QueryForm form) => Error(
        CommonError.Denied,
        $"User: {call.Caller.Arn} is not authorized to perform: sts:AssumeRole on resource: {form.Value("RoleArn")}");
}
