using SessionLogging.Audits;
using SessionLogging.Findings;
using SessionLogging.Permissions;
using static SessionLogging.Tests.Permissions.PermissionBench;

namespace SessionLogging.Tests.Permissions;

public sealed class NodeRuleTests
{
    private const string Role = "arn:aws:iam::111122223333:role/Nodes";

    /// <summary>What IAM says of a right, and what a finding makes of it.</summary>
    public static TheoryData<PolicyEffect, string?, bool?, bool?, bool, FindingStatus, string> Answers { get; } = new()
    {
        { PolicyEffect.Allowed, null, null, null, false, FindingStatus.Pass, "Allowed by identity policy: s3:PutObject on arn:aws:s3:::logs/sessions/" },
        { PolicyEffect.Allowed, "aws:SourceVpce", null, null, false, FindingStatus.Unknown, "hangs on aws:SourceVpce" },
        { PolicyEffect.ImplicitDeny, null, null, null, false, FindingStatus.Fail, "do not allow s3:PutObject" },
        { PolicyEffect.ImplicitDeny, "aws:SourceVpce", null, null, false, FindingStatus.Unknown, "hangs on aws:SourceVpce" },
        { PolicyEffect.ImplicitDeny, null, false, null, false, FindingStatus.Fail, "permissions boundary" },
        { PolicyEffect.ImplicitDeny, null, null, false, false, FindingStatus.Unknown, "service control policies" },
        { PolicyEffect.ExplicitDeny, null, null, null, false, FindingStatus.Fail, "guard denies it explicitly" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_pass_claims_no_more_than_IAM_said(PolicyEffect effect, string? missing, bool? boundary, bool? organization, bool isOthers, FindingStatus status, string said)
    {
        var rights = new NodeRights(Seen(), "Nodes", LookupResult.Known(new NodeRole(isOthers ? Role.Replace("1111", "4444", StringComparison.Ordinal) : Role, "")));
        var asked = rights.Question(StatementId.WriteBucket)!;
        var decision = new PolicyDecision(asked.Actions[0], asked.Resources[0], effect)
        {
            MatchedPolicies = effect is PolicyEffect.ImplicitDeny ? [] : ["guard"],
            MissingContext = missing is null ? [] : [missing],
            AllowedByBoundary = boundary,
            AllowedByOrganizations = organization,
        };

        var finding = Find(rights, StatementId.WriteBucket, LookupResult.Known(new PolicySimulation([decision])), "NodeWritesNoBucket");

        Assert.Equal(status, finding.Status);
        Assert.Contains(said, finding.Message, StringComparison.Ordinal);
        Assert.Equal(status is FindingStatus.Fail, finding.Remediation.Contains("\"Action\":\"s3:PutObject\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_another_accounts_key_a_denial_is_not_known_and_an_unnamed_decision_neither()
    {
        var rights = new NodeRights(Seen(), "Nodes", LookupResult.Known(new NodeRole("arn:aws:iam::444455556666:role/Nodes", "")));
        var asked = rights.Question(StatementId.OpenChannel)!;

        var denied = Find(rights, StatementId.OpenChannel, LookupResult.Known(new PolicySimulation([new PolicyDecision("kms:Decrypt", asked.Resources[0], PolicyEffect.ImplicitDeny)])), "NodeUsesNoChannelKey");
        var unnamed = Find(rights, StatementId.OpenChannel, LookupResult.Known(new PolicySimulation([])), "NodeUsesNoChannelKey");

        Assert.Equal((FindingStatus.Unknown, FindingStatus.Unknown), (denied.Status, unnamed.Status));
        Assert.Contains(asked.Context, context => context.Key == "kms:EncryptionContext:aws:ssm:SessionId");
    }

    [Fact]
    public void Whether_encryption_is_required_says_how_bad_a_denied_look_is()
    {
        var strict = new NodeRights(Seen(), "Nodes", LookupResult.Known(new NodeRole(Role, "")));
        var lax = strict with { Permissions = Seen(Inputs.Replace("true", "false", StringComparison.Ordinal)) };

        Assert.Equal(
            [FindingSeverity.Critical, FindingSeverity.High],
            new[] { strict, lax }.Select(rights => Find(rights, StatementId.FindLogGroup, LookupResult.Known(new PolicySimulation([new PolicyDecision("logs:DescribeLogGroups", "*", PolicyEffect.ImplicitDeny)])), "NodeFindsNoLogGroup").Severity));
    }

    [Fact]
    public void What_is_not_seen_is_said_every_time()
    {
        var rights = new NodeRights(Seen(), "Nodes", LookupResult.Known(new NodeRole(Role, "")));

        Assert.All(
            new[] { LookupResult.Known(new PolicySimulation([])), LookupResult.Denied<PolicySimulation>(Denial) },
            answer => Assert.Contains("VPC endpoints", Find(rights, StatementId.OpenChannel, answer, "NodeRightsNotSeen").Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Keys_that_a_request_never_has_are_not_missing()
    {
        var rights = new NodeRights(Seen(), "Nodes", LookupResult.Known(new NodeRole(Role, "")));
        var asked = rights.Question(StatementId.UseBucketKey)!;
        PolicySimulation Missing(string key) => new([.. asked.Actions.Select(action => new PolicyDecision(action, asked.Resources[0], PolicyEffect.Allowed) { MissingContext = [key] })]);

        Assert.Equal(FindingStatus.Pass, Find(rights, StatementId.UseBucketKey, LookupResult.Known(Missing("kms:EncryptionContext:aws:ssm:SessionId")), "NodeUsesNoBucketKey").Status);
        Assert.Equal(FindingStatus.Unknown, Find(rights, StatementId.UseBucketKey, LookupResult.Known(Missing("aws:SourceVpce")), "NodeUsesNoBucketKey").Status);
    }

    private static Finding Find(NodeRights rights, StatementId statement, LookupResult<PolicySimulation> answer, string ruleId) =>
        Assert.Single(NodeRules.All.Single(rule => rule.Id == ruleId).FindAll(rights with { Answers = new Dictionary<StatementId, LookupResult<PolicySimulation>> { [statement] = answer } }));
}
