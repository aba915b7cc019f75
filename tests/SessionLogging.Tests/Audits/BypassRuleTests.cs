using SessionLogging.Audits;

namespace SessionLogging.Tests.Audits;

public sealed class BypassRuleTests
{
    private const string Root = "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"}";

    /// <summary>Statements of trust policies, and whether whoever they let in names the session as they like.</summary>
    public static TheoryData<string, bool> Trusts { get; } = new()
    {
        { Allow(Root, "sts:AssumeRole"), true },
        { Allow(Root, "sts:*"), true },
        { Allow("\"Principal\":\"*\"", "sts:AssumeRole"), true },
        { Allow(Root, "sts:TagSession"), false },
        { Allow("\"Principal\":{\"Service\":\"ec2.amazonaws.com\"}", "sts:AssumeRole"), false },
        { Allow("\"Principal\":{\"Federated\":\"arn:aws:iam::111122223333:saml-provider/idp\"}", "sts:AssumeRoleWithSAML"), false },
        { Allow("\"Principal\":{\"Federated\":\"token.actions.githubusercontent.com\"}", "sts:AssumeRoleWithWebIdentity"), true },
        { Allow(Root, "sts:AssumeRole", """{"StringEquals":{"sts:ExternalId":"x"}}"""), true },
        { Allow(Root, "sts:AssumeRole", """{"StringLike":{"sts:RoleSessionName":"${aws:username}"}}"""), false },
        { Allow(Root, "sts:AssumeRole", """{"StringEquals":{"STS:sourceidentity":["${aws:PrincipalTag/mail}"]}}"""), false },
        { Allow(Root, "sts:AssumeRole", """{"StringLike":{"sts:RoleSessionName":"*"}}"""), true },
        { Allow(Root, "sts:AssumeRole", """{"StringLike":{"sts:RoleSessionName":["${aws:username}","admin"]}}"""), true },
        { Allow(Root, "sts:AssumeRole", """{"StringNotLike":{"sts:RoleSessionName":"${aws:username}"}}"""), true },
        { """{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole"}""", false },
    };

    [Theory]
    [MemberData(nameof(Trusts))]
    public void Whoever_is_let_in_names_the_session_unless_the_policy_asks_for_a_name(string statement, bool isFree) =>
        Assert.Equal(isFree, PolicyText.NameChoosers($$"""{"Statement":[{{statement}}]}""").Count > 0);

    [Fact]
    public void A_session_counts_once_and_by_what_decides_about_its_log()
    {
        var sessions = new RememberedSessions();
        foreach (var (id, document) in new[]
        {
            ("a", null), ("b", "SSM-SessionManagerRunShell"), ("c", "AWS-StartSSHSession"), ("d", "AWS-StartPortForwardingSessionToRemoteHost"), ("e", "Mine"), ("e", "Mine"),
            ("f", "AWS-StartInteractiveCommand"), ("g", "AmazonECS-ExecuteInteractiveCommand"),
        })
        {
            sessions.Add(new Session { SessionId = id, DocumentName = document, Owner = "arn:aws:iam::111122223333:user/jdoe" });
        }

        Assert.Equal((7, 1, 1), (sessions.Count, sessions.Ssh, sessions.Forwarding));
        Assert.Equal(["AWS-StartInteractiveCommand 1", "Mine 1"], sessions.ByOtherDocument.Select(each => $"{each.Key} {each.Value}").Order(StringComparer.Ordinal));
        Assert.Single(sessions.Owners);
    }

    private static string Allow(string principal, string action, string condition = "{}") => $$"""{"Effect":"Allow",{{principal}},"Action":"{{action}}","Condition":{{condition}} }""";
}
