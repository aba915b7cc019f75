using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Tests.Answers;

/// <summary>A service, or what stands in its place, that sends callers elsewhere.</summary>
public sealed class RedirectTests : AccountTest
{
    private static readonly int[] Statuses = [301, 302, 303, 307, 308];

    public static MatrixTheoryData<string, int> Redirected => new(Operations.Names.Select(row => row.Data), Statuses);

    private ConnectionOptions ByTemporaryKeys => ByKeys with { SessionToken = "token-that-stays-here" };

    [Theory]
    [MemberData(nameof(Redirected))]
    public async Task No_call_follows_a_redirect_to_another_host(string operation, int status)
    {
        await using var elsewhere = await ElsewhereAsync();
        await using var hostile = await RedirectingAsync(status, elsewhere.Url);
        using var account = await OpenAsync(ByTemporaryKeys with { EndpointUrl = hostile.Url });

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => Operations.AskAsync(account, operation, Cancel));

        Assert.Empty(elsewhere.Requests);
        Assert.Equal(("Redirected", operation), (failure.ErrorId, $"{failure.Service} {failure.Operation}"));
        Assert.Contains(elsewhere.Url, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-address", failure.Message, StringComparison.Ordinal);
        Assert.Equal(status, failure.HttpStatus);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_role_is_assumed_at_no_other_host(int status)
    {
        await using var elsewhere = await ElsewhereAsync();
        await using var hostile = await RedirectingAsync(status, elsewhere.Url);

        var failure = await Assert.ThrowsAsync<AwsCallException>(
            () => OpenAsync(ByTemporaryKeys with { EndpointUrl = hostile.Url, RoleArn = ProfileFile.Role(Seeds.AuditRole) }));

        Assert.Empty(elsewhere.Requests);
        Assert.Equal(("Redirected", "AssumeRole"), (failure.ErrorId, failure.Operation));
    }

    private static Task<LoopbackServer> ElsewhereAsync() => LoopbackServer.StartAsync(
        _ => """{"Sessions":[{"SessionId":"forged-0123456789abcdef0","State":"History"}]}""", Cancel);

    private static Task<LoopbackServer> RedirectingAsync(int status, string url) => LoopbackServer.StartAsync(
        (context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = $"{url.Replace("http://", "http://user:secret-of-the-address@", StringComparison.Ordinal)}/forged";
            return context.Response.CompleteAsync();
        },
        Cancel);
}

public sealed class S3RedirectTests
{
    private const string From = "https://audit-logs.s3.eu-west-1.amazonaws.com/";

    [Theory]
    [InlineData("https://audit-logs.s3.us-east-1.amazonaws.com/a")]
    [InlineData("https://audit-logs.s3-us-west-2.amazonaws.com/a")]
    [InlineData("https://audit-logs.s3.amazonaws.com/a")]
    [InlineData("https://s3.eu-central-1.amazonaws.com/audit-logs/a")]
    [InlineData("https://audit-logs.s3-fips.us-east-1.amazonaws.com/a")]
    [InlineData("https://audit-logs.s3.dualstack.eu-west-1.amazonaws.com/a")]
    [InlineData("https://audit-logs.s3.dualstack.eu-west-1.api.aws/a", "https://audit-logs.s3.dualstack.eu-west-1.api.aws/")]
    [InlineData("https://audit-logs.s3.cn-northwest-1.amazonaws.com.cn/a", "https://audit-logs.s3.cn-north-1.amazonaws.com.cn/", "cn-north-1")]
    public void S3_sends_on_to_S3(string to, string from = From, string region = "eu-west-1") =>
        Assert.True(S3Redirects.LeadsToS3(new Uri(from), new Uri(to), region));

    [Theory]
    [InlineData("http://audit-logs.s3.us-east-1.amazonaws.com/a")]
    [InlineData("https://audit-logs.s3.us-east-1.amazonaws.com:8443/a")]
    [InlineData("https://user:secret@audit-logs.s3.us-east-1.amazonaws.com/a")]
    [InlineData("https://audit-logs.s3.us-east-1.amazonaws.com.evil.example/a")]
    [InlineData("https://audit-logs.s3.evil.example/a")]
    [InlineData("https://evil.example/s3.amazonaws.com")]
    [InlineData("https://s3-evil-123.eu-west-1.elb.amazonaws.com/a")]
    [InlineData("https://s3.compute.amazonaws.com/a")]
    [InlineData("https://evils3.amazonaws.com/a")]
    [InlineData("https://sqs.eu-west-1.amazonaws.com/a")]
    [InlineData("https://audit-logs.s3.cn-north-1.amazonaws.com.cn/a")]
    [InlineData("https://amazonaws.com/a")]
    [InlineData("https://127.0.0.1/a")]
    public void Nothing_else_is_S3(string to) => Assert.False(S3Redirects.LeadsToS3(new Uri(From), new Uri(to), "eu-west-1"));
}
