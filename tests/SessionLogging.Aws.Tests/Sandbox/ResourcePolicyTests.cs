using SessionLogging.Sandbox.Policies;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class ResourcePolicyTests
{
    private static readonly ServiceRequest Request = new(
        "events.amazonaws.com", "sns:Publish", "arn:aws:sns:eu-west-1:111122223333:t", "arn:aws:events:eu-west-1:111122223333:rule/mine", "111122223333");

    [Theory]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sns:Publish","Resource":"arn:aws:sns:eu-west-1:111122223333:t"}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":["x.amazonaws.com","events.amazonaws.com"]},"Action":["SNS:publish"],"Resource":["*"]}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sns:*"}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sns:Publish"}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sns:Publish"}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sns:Publish"}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sns:Subscribe"}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"arn:aws:sns:eu-west-1:111122223333:other"}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sns:Publish","Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:events:eu-west-1:111122223333:rule/mine"}}}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sns:Publish","Condition":{"ArnLike":{"AWS:SourceArn":["arn:x","arn:aws:events:*:111122223333:rule/*"]}}}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sns:Publish","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:events:*:rule/mine"}}}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sns:Publish","Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:events:eu-west-1:111122223333:rule/other"}}}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sns:Publish","Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"},"Bool":{"aws:SecureTransport":"true"}}}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sns:Publish","Condition":{"StringEquals":{"AWS:SourceOwner":"111122223333"}}}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sns:Publish","Condition":{"StringEqualsIfExists":{"AWS:SourceOwner":"x"}}}""", true)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sns:Publish","Condition":{"IpAddress":{"aws:SourceAccount":"111122223333"}}}""", false)]
    [InlineData("""{"Effect":"Allow","NotPrincipal":{"AWS":"x"},"Action":"sns:Publish"}""", false)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sns:*"},{"Effect":"Deny","Principal":"*","Action":"sns:Publish"}""", false)]
    public void A_policy_lets_a_service_in_or_does_not(string statements, bool allows)
        => Assert.Equal(allows, ResourcePolicy.Allows($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""", Request));

    [Fact]
    public void A_single_statement_need_not_be_in_a_list()
        => Assert.True(ResourcePolicy.Allows("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"*"}}""", Request));
}
