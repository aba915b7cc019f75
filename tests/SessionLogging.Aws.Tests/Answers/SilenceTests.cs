using SessionLogging.Accounts;

namespace SessionLogging.Aws.Tests.Answers;

/// <summary>A service that takes a request and then says nothing, or nothing more.</summary>
public sealed class SilenceTests : EnvironmentTest
{
    public static TheoryData<string> Operations => Answers.Operations.Names;

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_service_that_answers_nothing_is_given_up_after_the_time_that_the_environment_says(string operation)
    {
        Limit("0.2");
        await using var silent = await LoopbackServer.StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted), Cancel);

        await AssertTimesOutAsync(silent, operation);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_service_that_sends_headers_and_no_body_is_given_up(string operation)
    {
        Assert.SkipWhen(operation == "S3 HeadObject", "Its answer has no body.");
        Limit("0.2");
        await using var silent = await LoopbackServer.StartAsync(
            async (context, _) =>
            {
                context.Response.ContentLength = 1000;
                context.Response.Headers.ETag = "\"d41d8cd98f00b204e9800998ecf8427e\"";
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            },
            Cancel);

        await AssertTimesOutAsync(silent, operation);
    }

    [Theory]
    [InlineData("SSM DescribeDocument", 200)]
    [InlineData("SSM DescribeSessions", 200)]
    [InlineData("CloudWatch Logs DescribeLogGroups", 200)]
    [InlineData("CloudWatch Logs DescribeLogGroups", 400)]
    [InlineData("STS GetCallerIdentity", 200)]
    [InlineData("S3 GetBucketEncryption", 200)]
    [InlineData("SNS GetTopicAttributes", 403)]
    public async Task A_service_that_falls_silent_in_the_middle_of_its_answer_is_given_up(string operation, int status)
    {
        Limit("0.2");
        await using var silent = await LoopbackServer.StartAsync(
            async (context, _) =>
            {
                context.Response.StatusCode = status;
                context.Response.ContentLength = 1000;
                await context.Response.Body.WriteAsync("{ "u8.ToArray(), context.RequestAborted);
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            },
            Cancel);

        await AssertTimesOutAsync(silent, operation);
    }

    [Fact]
    public async Task Whoever_stops_a_call_does_not_wait_for_the_rest_of_its_answer()
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, When = FaultMoment.MidBody, Operation = "DescribeLogGroups" });
        using var account = await OpenAsync();
        using var stop = new CancellationTokenSource();

        var asking = Answers.Operations.AskAsync(account, "CloudWatch Logs DescribeLogGroups", stop.Token);
        await Server.Calls.WaitForAsync(call => call.Operation == "DescribeLogGroups", Cancel);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("1e9")]
    public async Task A_limit_that_is_none_is_refused_before_anything_is_asked(string limit)
    {
        Limit(limit);

        var refused = await Assert.ThrowsAsync<ConnectionException>(() => OpenAsync());

        Assert.Equal("TimeLimitInvalid", refused.ErrorId);
        Assert.Contains("SSM_SESSION_LOGGING_TIMEOUT", refused.Message, StringComparison.Ordinal);
    }

    private async Task AssertTimesOutAsync(LoopbackServer silent, string operation)
    {
        using var account = await OpenAsync(ByKeys with { EndpointUrl = silent.Url });

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => Answers.Operations.AskAsync(account, operation, Cancel));

        Assert.Equal((AwsCallFailure.Timeout, operation), (failure.Kind, $"{failure.Service} {failure.Operation}"));
        Assert.Contains("SSM_SESSION_LOGGING_TIMEOUT", failure.RecommendedAction, StringComparison.Ordinal);
    }

    private void Limit(string seconds)
    {
        Set("SSM_SESSION_LOGGING_TIMEOUT", seconds);
        Set("AWS_MAX_ATTEMPTS", "1");
    }
}
