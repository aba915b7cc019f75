using System.Xml.Linq;
using SessionLogging.Sandbox.Iam;
using SessionLogging.Sandbox.Policies;
using SessionLogging.Sandbox.Sts;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class IdentityPolicyTests
{
    private static readonly PolicyRequest Request = new(
        "s3:PutObject",
        "arn:aws:s3:::audit-logs/a.log",
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:username"] = ["a.log"],
            ["s3:prefix"] = ["sessions", "other"],
            ["aws:MultiFactorAuthAge"] = ["300"],
            ["aws:SourceIp"] = ["10.1.2.3"],
            ["aws:CurrentTime"] = ["2026-05-01T10:00:00Z"],
            ["aws:SourceArn"] = ["arn:aws:ec2:eu-west-1:111122223333:instance/i-1"],
        });

    [Theory]
    [InlineData(""" "Action":"s3:PutObject","Resource":"arn:aws:s3:::audit-logs/*" """, "Allowed")]
    [InlineData(""" "Action":["logs:*","S3:put*"],"Resource":["arn:aws:s3:::x","arn:aws:s3:::audit-logs/?.log"] """, "Allowed")]
    [InlineData(""" "Action":"*","Resource":"*" """, "Allowed")]
    [InlineData(""" "Action":"s3:GetObject","Resource":"*" """, "ImplicitDeny")]
    [InlineData(""" "Action":"s3:*","Resource":"arn:aws:s3:::audit-logs" """, "ImplicitDeny")]
    [InlineData(""" "NotAction":"iam:*","NotResource":"arn:aws:s3:::secret/*" """, "Allowed")]
    [InlineData(""" "NotAction":"s3:*","Resource":"*" """, "ImplicitDeny")]
    [InlineData(""" "Action":"*","NotResource":"arn:aws:s3:::audit-logs/*" """, "ImplicitDeny")]
    [InlineData(""" "Action":"*","Resource":"arn:aws:s3:::audit-logs/${aws:username}" """, "Allowed")]
    [InlineData(""" "Action":"*","Resource":"arn:aws:s3:::audit-logs/${aws:userid}" """, "ImplicitDeny", "aws:userid")]
    [InlineData(""" "Action":"*","Resource":"*","Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control"}} """, "ImplicitDeny", "s3:x-amz-acl")]
    [InlineData(""" "Action":"*","Resource":"*","Condition":{"StringNotEquals":{"s3:x-amz-acl":"public-read"}} """, "Allowed", "s3:x-amz-acl")]
    [InlineData(""" "Action":"*","Resource":"*","Condition":{"StringEqualsIfExists":{"s3:x-amz-acl":"public-read"}} """, "Allowed", "s3:x-amz-acl")]
    [InlineData(""" "Action":"*","Resource":"*","Condition":{"Null":{"s3:x-amz-acl":"true"}} """, "Allowed", "s3:x-amz-acl")]
    [InlineData(""" "Action":"*","Resource":"*","Condition":{"Null":{"aws:SourceIp":"true"}} """, "ImplicitDeny")]
    [InlineData(""" "Action":"iam:*","Resource":"*","Condition":{"StringEquals":{"aws:unasked":"x"}} """, "ImplicitDeny")]
    [InlineData(""" "Action":"*","Resource":"*","Condition":{"StringEquals":{"AWS:UserName":["b","a.log"]},"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}} """, "Allowed")]
    [InlineData(""" "Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["10.1.2.3","192.0.2.0/24"]}} """, "ImplicitDeny")]
    [InlineData(""" "Action":"*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"s3:prefix":["sessions"]}} """, "ImplicitDeny")]
    [InlineData(""" "Action":"*","Resource":"*","Condition":{"ForAnyValue:StringEquals":{"s3:prefix":["sessions"]}} """, "Allowed")]
    [InlineData(""" "Action":"*","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":["a"]}} """, "Allowed", "aws:TagKeys")]
    [InlineData(""" "Action":"*","Resource":"*","Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":"301"},"NumericGreaterThanEquals":{"aws:MultiFactorAuthAge":300}} """, "Allowed")]
    [InlineData(""" "Action":"*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2026-06-01T00:00:00Z"}} """, "ImplicitDeny")]
    [InlineData(""" "Action":"*","Resource":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:ec2:*:111122223333:instance/*"}} """, "Allowed")]
    [InlineData(""" "Action":"*","Resource":"*","Condition":{"ArnNotLike":{"aws:SourceArn":"arn:aws:ec2:*:111122223333:instance/*"}} """, "ImplicitDeny")]
    public void A_statement_allows_or_does_not_and_tells_the_keys_that_it_lacked(string statement, string decision, string? missing = null)
    {
        var decided = IdentityPolicy.Decide([Allowing(statement)], Request);

        Assert.Equal((decision, missing ?? ""), (decided.Decision.ToString(), string.Join(' ', decided.Missing)));
    }

    [Fact]
    public void A_denial_outweighs_whatever_allows_and_is_the_one_that_is_named()
    {
        var decided = IdentityPolicy.Decide([ManagedPolicies.Administrator, new("no", """{"Statement":{"Effect":"Deny","Action":"s3:Put*","Resource":"*"}}""")], Request);

        Assert.Equal((Decision.ExplicitDeny, "no"), (decided.Decision, Assert.Single(decided.Policies)));
    }

    private static IdentityPolicy Allowing(string statement) => new("it", $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow",{{statement}}}]}""");
}

public sealed class IamTests : SandboxTest
{
    private const string RoleArn = "arn:aws:iam::111122223333:role/nodes/Nodes";
    private const string Bucket = "arn:aws:s3:::audit-logs";

    private RoleBook Roles => Server.Account(SandboxAccounts.First.Id).Roles;

    [Fact]
    public async Task One_result_an_action_is_the_most_restrictive_of_its_resources()
    {
        Put("""{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::audit-logs"},{"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"*"}]}""");

        var answer = await SimulateAsync(("ActionNames.member.1", "s3:GetEncryptionConfiguration"), ("ActionNames.member.2", "s3:DeleteBucket"), ("ResourceArns.member.1", Bucket), ("ResourceArns.member.2", "arn:aws:s3:::other"));

        Assert.Equal(
            ["s3:GetEncryptionConfiguration implicitDeny arn:aws:s3:::audit-logs=allowed arn:aws:s3:::other=implicitDeny", "s3:DeleteBucket explicitDeny arn:aws:s3:::audit-logs=explicitDeny arn:aws:s3:::other=explicitDeny"],
            Results(answer).Select(result => $"{Value(result, "EvalActionName")} {Value(result, "EvalDecision")} {string.Join(' ', Each(result, "ResourceSpecificResults").Select(one => $"{Value(one, "EvalResourceName")}={Value(one, "EvalResourceDecision")}"))}"));
        Assert.Equal("role_Nodes_inline", Value(Results(answer)[1], "SourcePolicyId"));
    }

    [Fact]
    public async Task On_anything_no_resource_has_a_result_of_its_own()
    {
        Put("""{"Statement":{"Effect":"Allow","Action":"logs:DescribeLogGroups","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":"a"}}}}""");

        var result = Assert.Single(Results(await SimulateAsync(("ActionNames.member.1", "logs:DescribeLogGroups"))));

        Assert.Equal(("implicitDeny", "*"), (Value(result, "EvalDecision"), Value(result, "EvalResourceName")));
        Assert.Equal("aws:PrincipalTag/team", Assert.Single(Each(result, "MissingContextValues")).Value);
        Assert.Empty(Each(result, "ResourceSpecificResults"));
    }

    [Fact]
    public async Task A_boundary_bounds_and_another_accounts_resource_needs_its_own_policy()
    {
        Roles.Put(new Role("Nodes")
        {
            Path = "/nodes/",
            Policies = [ManagedPolicies.Administrator],
            Boundary = new("bound", """{"Statement":{"Effect":"Allow","NotAction":"s3:PutObject","Resource":"*"}}"""),
        });

        var answer = await SimulateAsync(
            ("ActionNames.member.1", "s3:PutObject"), ("ActionNames.member.2", "kms:Decrypt"), ("ResourceArns.member.1", "arn:aws:kms:eu-west-1:111122223333:key/a"), ("ResourceArns.member.2", "arn:aws:kms:eu-west-1:444455556666:key/a"));

        Assert.Equal(
            ["implicitDeny false", "implicitDeny false", "allowed true", "implicitDeny true"],
            Results(answer).SelectMany(result => Each(result, "ResourceSpecificResults")).Select(one => $"{Value(one, "EvalResourceDecision")} {Value(one, "AllowedByPermissionsBoundary")}"));
    }

    [Fact]
    public async Task Results_come_in_pages()
    {
        Put(ManagedPolicies.Administrator.Document);

        var first = await SimulateAsync(("ActionNames.member.1", "a:B"), ("ActionNames.member.2", "a:C"), ("MaxItems", "1"));
        var second = await SimulateAsync(("ActionNames.member.1", "a:B"), ("ActionNames.member.2", "a:C"), ("MaxItems", "1"), ("Marker", Value(first, "Marker")!));

        Assert.Equal(("true", "a:B", "false", "a:C"), (Value(first, "IsTruncated"), Value(first, "EvalActionName"), Value(second, "IsTruncated"), Value(second, "EvalActionName")));
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/None", "NoSuchEntity")]
    [InlineData("arn:aws:iam::111122223333:role/Nodes", "NoSuchEntity")]
    [InlineData("arn:aws:iam::111122223333:group/Admins", "NoSuchEntity")]
    [InlineData("arn:aws:iam::444455556666:role/Audit", "NoSuchEntity")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/Nodes/i-1", "InvalidInput")]
    [InlineData("arn:aws:iam::111122223333:root", "InvalidInput")]
    [InlineData("arn:aws:iam::111122223333:user/sandbox", null)]
    public async Task Who_is_no_user_or_role_of_the_account_is_refused(string arn, string? code)
    {
        Put(ManagedPolicies.Administrator.Document);

        Assert.Equal(code, Value(await AskAsync(("Action", "SimulatePrincipalPolicy"), ("PolicySourceArn", arn), ("ActionNames.member.1", "ssm:StartSession")), "Code"));
    }

    [Theory]
    [InlineData("{", "MalformedPolicyDocument")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Principal":"*"}}""", "MalformedPolicyDocument")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:*"}}""", "MalformedPolicyDocument")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringAlmost":{"a":"b"}}}}""", "MalformedPolicyDocument")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""", null)]
    public async Task A_policy_that_is_none_is_refused(string document, string? code)
    {
        Put(ManagedPolicies.Administrator.Document);

        Assert.Equal(code, Value(await AskAsync(("Action", "PutRolePolicy"), ("RoleName", "Nodes"), ("PolicyName", "inline"), ("PolicyDocument", document)), "Code"));
    }

    private static string? Value(XElement answer, string name) => answer.Descendants().FirstOrDefault(node => node.Name.LocalName == name)?.Value;

    private static IReadOnlyList<XElement> Each(XElement element, string list) => [.. element.Elements().Where(child => child.Name.LocalName == list).Elements()];

    private static IReadOnlyList<XElement> Results(XElement answer) => [.. answer.Descendants().First(node => node.Name.LocalName == "EvaluationResults").Elements()];

    private void Put(string document) => Roles.Put(new Role("Nodes") { Path = "/nodes/", Policies = [new("inline", document)] });

    private Task<XElement> SimulateAsync(params (string Name, string Value)[] parameters) => AskAsync([("Action", "SimulatePrincipalPolicy"), ("PolicySourceArn", RoleArn), .. parameters]);

    private Task<XElement> AskAsync(params (string Name, string Value)[] parameters)
        => Server.AskAsync("iam", parameters.Append(("Version", "2010-05-08")).Select(parameter => KeyValuePair.Create(parameter.Item1, parameter.Item2)), Cancel);
}
