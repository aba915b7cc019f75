namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class LambdaTests : SandboxTest
{
    private const string Arn = "arn:aws:lambda:eu-west-1:111122223333:function:" + ActionSeeds.Function;
    private const string Grant = """{"StatementId":"s","Action":"lambda:InvokeFunction","Principal":"events.amazonaws.com","SourceArn":"arn:aws:events:eu-west-1:111122223333:rule/r"}""";

    [Theory]
    [InlineData(ActionSeeds.Function, Arn)]
    [InlineData(ActionSeeds.Function + ":live", Arn + ":live")]
    [InlineData(Arn, Arn)]
    [InlineData(Arn + ":live", Arn + ":live")]
    [InlineData("111122223333:function:" + ActionSeeds.Function, Arn)]
    public async Task A_permission_is_of_the_function_or_of_the_alias_that_is_named(string name, string resource)
    {
        var (status, answer) = await AskAsync(HttpMethod.Post, name, "/policy", Grant);
        var policy = JsonNode.Parse($"{(await AskAsync(HttpMethod.Get, name, "/policy")).Body["Policy"]}")!;

        Assert.Equal(201, status);
        var statement = Assert.Single(policy["Statement"]!.AsArray())!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse($"{answer["Statement"]}"), statement));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"Sid":"s","Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"@","Condition":{"ArnLike":{"AWS:SourceArn":"arn:aws:events:eu-west-1:111122223333:rule/r"}}}""".Replace("@", resource, StringComparison.Ordinal)),
            statement));
    }

    [Fact]
    public async Task The_last_permission_that_goes_takes_the_policy_with_it()
    {
        await AskAsync(HttpMethod.Post, ActionSeeds.Function, "/policy", Grant);

        Assert.Equal(409, (await AskAsync(HttpMethod.Post, ActionSeeds.Function, "/policy", Grant)).Status);
        Assert.Equal(404, (await AskAsync(HttpMethod.Get, ActionSeeds.Function + ":live", "/policy")).Status);
        Assert.Equal(204, (await AskAsync(HttpMethod.Delete, ActionSeeds.Function, "/policy/s")).Status);
        Assert.Equal(404, (await AskAsync(HttpMethod.Get, ActionSeeds.Function, "/policy")).Status);
        Assert.Equal(404, (await AskAsync(HttpMethod.Delete, ActionSeeds.Function, "/policy/s")).Status);
    }

    [Theory]
    [InlineData("none", Grant, 404)]
    [InlineData(ActionSeeds.Function + ":none", Grant, 404)]
    [InlineData("arn:aws:lambda:us-east-1:111122223333:function:" + ActionSeeds.Function, Grant, 404)]
    [InlineData(ActionSeeds.Function, """{"StatementId":"a b","Action":"lambda:InvokeFunction","Principal":"x"}""", 400)]
    [InlineData(ActionSeeds.Function, """{"StatementId":"s","Action":"lambda:InvokeFunction","Principal":"x","RevisionId":"old"}""", 412)]
    public async Task What_cannot_be_permitted_is_refused(string name, string grant, int status)
        => Assert.Equal(status, (await AskAsync(HttpMethod.Post, name, "/policy", grant)).Status);

    [Theory]
    [InlineData(FaultKind.Deny, 403)]
    [InlineData(FaultKind.Throttle, 429)]
    [InlineData(FaultKind.Error, 500)]
    public async Task Faults_speak_in_the_services_own_words(FaultKind kind, int status)
    {
        Server.Faults.Add(new SandboxFault { Kind = kind, Action = "lambda:AddPermission", Times = 1 });

        Assert.Equal(status, (await AskAsync(HttpMethod.Post, ActionSeeds.Function, "/policy", Grant)).Status);
        Assert.Equal(201, (await AskAsync(HttpMethod.Post, ActionSeeds.Function, "/policy", Grant)).Status);
    }

    private async Task<(int Status, JsonNode Body)> AskAsync(HttpMethod method, string name, string rest, string input = "")
        => await Server.AskAsync("lambda", method, $"/2015-03-31/functions/{name}{rest}", input, Cancel);
}
