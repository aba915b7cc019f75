using SessionLogging.Accounts;
using SessionLogging.Sandbox;

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
