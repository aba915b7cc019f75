using SessionLogging.Accounts;
using SessionLogging.Aws.Tests.Answers;
using SessionLogging.Sandbox.Policies;
using SessionLogging.Sandbox.Sts;
using PolicyDecision = SessionLogging.Accounts.PolicyDecision;

namespace SessionLogging.Aws.Tests.Ports;

public sealed class PrincipalPortTests : AccountTest
{
    private const string Nodes = "arn:aws:iam::111122223333:role/Nodes";
    private const string Bucket = "arn:aws:s3:::audit-logs";
    private const string Other = "arn:aws:s3:::other";

    // As IAM answered before 2026: one result for each pair, every one with the same decision on the whole.
    private const string OldAnswer = """
        <SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>
          <member><EvalActionName>s3:PutObject</EvalActionName><EvalResourceName>arn:aws:s3:::audit-logs</EvalResourceName><EvalDecision>implicitDeny</EvalDecision>
            <OrganizationsDecisionDetail><AllowedByOrganizations>true</AllowedByOrganizations></OrganizationsDecisionDetail>
            <ResourceSpecificResults>
              <member><EvalResourceName>arn:aws:s3:::audit-logs</EvalResourceName><EvalResourceDecision>allowed</EvalResourceDecision></member>
              <member><EvalResourceName>arn:aws:s3:::other</EvalResourceName><EvalResourceDecision>implicitDeny</EvalResourceDecision></member>
            </ResourceSpecificResults></member>
          <member><EvalActionName>s3:PutObject</EvalActionName><EvalResourceName>arn:aws:s3:::other</EvalResourceName><EvalDecision>implicitDeny</EvalDecision>
            <ResourceSpecificResults>
              <member><EvalResourceName>arn:aws:s3:::audit-logs</EvalResourceName><EvalResourceDecision>allowed</EvalResourceDecision></member>
              <member><EvalResourceName>arn:aws:s3:::other</EvalResourceName><EvalResourceDecision>implicitDeny</EvalResourceDecision></member>
            </ResourceSpecificResults></member>
        </EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>
        """;

    [Fact]
    public async Task Each_action_on_each_resource_has_a_decision_with_what_made_it()
    {
        Server.Account(SandboxAccounts.First.Id).Roles.Put(new Role("Nodes")
        {
            Policies =
            [
                new IdentityPolicy("logs", """
                    {"Statement":[
                      {"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:aws:s3:::audit-logs","Condition":{"Bool":{"aws:SecureTransport":"true"}}},
                      {"Effect":"Deny","Action":"s3:GetEncryptionConfiguration","Resource":"arn:aws:s3:::other"}]}
                    """),
            ],
            Boundary = new IdentityPolicy("bound", """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"""),
        });
        using var account = await OpenAsync();

        var look = await account.Principals.SimulateAsync(
            new PolicyQuestion(Nodes, ["s3:PutObject", "s3:GetEncryptionConfiguration"], [Bucket, Other]) { Context = [new("aws:SecureTransport", "boolean", ["true"])] }, Cancel);
        var without = await account.Principals.SimulateAsync(new PolicyQuestion(Nodes, ["s3:PutObject"], [Bucket]), Cancel);

        Assert.Equal(
            ["s3:PutObject audit-logs Allowed role_Nodes_logs", "s3:PutObject other ImplicitDeny ", "s3:GetEncryptionConfiguration audit-logs ImplicitDeny ", "s3:GetEncryptionConfiguration other ExplicitDeny role_Nodes_logs"],
            look.Facts.Decisions.Select(decision => $"{decision.Action} {decision.Resource.Split(':')[^1]} {decision.Effect} {string.Join(' ', decision.MatchedPolicies)}"));
        Assert.All(look.Facts.Decisions, decision => Assert.Equal((true, null), (decision.AllowedByBoundary, decision.AllowedByOrganizations)));
        Assert.Equal(PolicyEffect.ExplicitDeny, look.Facts.On("S3:getencryptionconfiguration", Other)!.Effect);
        Assert.Equal(("ImplicitDeny", "aws:SecureTransport"), (without.Facts.On("s3:PutObject", Bucket)!.Effect.ToString(), Assert.Single(without.Facts.On("s3:PutObject", Bucket)!.MissingContext)));
    }

    [Fact]
    public async Task On_anything_there_is_one_decision()
    {
        using var account = await OpenAsync();

        var look = await account.Principals.SimulateAsync(new PolicyQuestion("arn:aws:iam::111122223333:user/sandbox", ["logs:DescribeLogGroups"], ["*"]), Cancel);

        Assert.Equivalent(new PolicyDecision("logs:DescribeLogGroups", "*", PolicyEffect.Allowed) { MatchedPolicies = ["AdministratorAccess"] }, Assert.Single(look.Facts.Decisions));
    }

    [Fact]
    public async Task A_role_that_is_not_there_is_missing_and_one_that_may_not_be_asked_about_denied()
    {
        using var account = await OpenAsync();

        var missing = await account.Principals.SimulateAsync(new PolicyQuestion(Nodes, ["s3:PutObject"], ["*"]), Cancel);
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Action = "iam:SimulatePrincipalPolicy" });
        var denied = await account.Principals.SimulateAsync(new PolicyQuestion(Nodes, ["s3:PutObject"], ["*"]), Cancel);

        Assert.Equal((LookupState.Missing, LookupState.Denied, "iam:SimulatePrincipalPolicy"), (missing.State, denied.State, denied.Denial.Action));
    }

    [Fact]
    public async Task The_session_of_a_role_is_refused()
    {
        using var account = await OpenAsync();

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.Principals.SimulateAsync(new PolicyQuestion("arn:aws:sts::111122223333:assumed-role/Audit/me", ["s3:PutObject"], ["*"]), Cancel));

        Assert.Equal((AwsCallFailure.Refused, "InvalidInput"), (failure.Kind, failure.Code));
    }

    [Fact]
    public async Task An_answer_of_the_older_form_is_read_as_the_same()
    {
        await using var service = await LoopbackServer.StartAsync(_ => OldAnswer, Cancel);
        using var account = await OpenAsync(ByKeys with { EndpointUrl = service.Url });

        var look = await account.Principals.SimulateAsync(new PolicyQuestion(Nodes, ["s3:PutObject"], [Bucket, Other]), Cancel);

        Assert.Equal([(Bucket, PolicyEffect.Allowed), (Other, PolicyEffect.ImplicitDeny)], look.Facts.Decisions.Select(decision => (decision.Resource, decision.Effect)));
        Assert.All(look.Facts.Decisions, decision => Assert.True(decision.AllowedByOrganizations));
    }
}
