using SessionLogging.Accounts;

namespace SessionLogging.Aws.Tests.Answers;

/// <summary>Lists that never end, over every operation that is read page after page.</summary>
public sealed class PagingTests : AccountTest
{
    private static readonly Dictionary<string, Paged> ByName = new(StringComparer.Ordinal)
    {
        ["SSM ListDocumentVersions"] = new(
            (account, cancel) => account.Documents.ListVersionsAsync("any", cancel).AllAsync(),
            token => $$"""{"DocumentVersions":[],"NextToken":"{{token}}"}"""),
        ["SSM ListDocuments"] = new(
            (account, cancel) => account.Documents.ListOwnNamesAsync(cancel).AllAsync(),
            token => $$"""{"DocumentIdentifiers":[],"NextToken":"{{token}}"}"""),
        ["SSM DescribeInstanceInformation"] = new(
            (account, cancel) => account.Nodes.ListAsync(cancel).AllAsync(),
            token => $$"""{"InstanceInformationList":[],"NextToken":"{{token}}"}"""),
        ["S3 ListBuckets"] = new(
            (account, cancel) => account.Buckets.ListNamesAsync(cancel).AllAsync(),
            token => $"<ListAllMyBucketsResult><Buckets/><ContinuationToken>{token}</ContinuationToken></ListAllMyBucketsResult>"),
        ["KMS ListAliases"] = new(
            (account, cancel) => account.Keys.ListAliasesAsync(cancel).AllAsync(),
            token => $$"""{"Aliases":[],"Truncated":true,"NextMarker":"{{token}}"}"""),
        ["CloudWatch Logs DescribeLogGroups"] = new(
            (account, cancel) => account.LogGroups.ListAsync("", cancel).AllAsync(),
            token => $$"""{"logGroups":[],"nextToken":"{{token}}"}"""),
        ["EventBridge ListRules"] = new(
            (account, cancel) => account.EventRules.ListAsync(cancel).AllAsync(),
            token => $$"""{"Rules":[],"NextToken":"{{token}}"}"""),
        ["EventBridge ListTargetsByRule"] = new(
            (account, cancel) => account.EventRules.ListTargetsAsync("any", cancel),
            token => $$"""{"Targets":[],"NextToken":"{{token}}"}"""),
        ["SNS ListTopics"] = new(
            (account, cancel) => account.Topics.ListArnsAsync(cancel).AllAsync(),
            token => $"<R><ListTopicsResult><Topics/><NextToken>{token}</NextToken></ListTopicsResult></R>"),
        ["IAM SimulatePrincipalPolicy"] = new(
            (account, cancel) => account.Principals.SimulateAsync(new PolicyQuestion("arn:aws:iam::111122223333:role/Audit", ["s3:PutObject"], ["*"]), cancel),
            token => $"<R><SimulateResult><EvaluationResults/><IsTruncated>true</IsTruncated><Marker>{token}</Marker></SimulateResult></R>"),
        ["Lambda ListFunctions"] = new(
            (account, cancel) => account.Functions.ListArnsAsync(cancel).AllAsync(),
            token => $$"""{"Functions":[],"NextMarker":"{{token}}"}"""),
        ["Account ListRegions"] = new(
            (account, cancel) => account.Regions.ListEnabledAsync(cancel),
            token => $$"""{"Regions":[],"NextToken":"{{token}}"}"""),
        ["Organizations ListAccounts"] = new(
            (account, cancel) => account.Organization.ListAccountsAsync(cancel),
            token => $$"""{"Accounts":[],"NextToken":"{{token}}"}"""),
    };

    public static TheoryData<string> Names => [.. ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_same_token_again_ends_in_one_error(string operation) =>
        await AssertEndsAsync(operation, static _ => "the-same", mostCalls: 2);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Tokens_that_go_round_in_a_circle_end_in_one_error(string operation) =>
        await AssertEndsAsync(operation, static number => $"t{number % 3}", mostCalls: 4);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task New_tokens_for_ever_with_nothing_in_the_pages_end_in_one_error(string operation) =>
        await AssertEndsAsync(operation, static number => $"t{number}", mostCalls: 101);

    private async Task AssertEndsAsync(string operation, Func<int, string> token, int mostCalls)
    {
        var paged = ByName[operation];
        var asked = 0;
        await using var endless = await LoopbackServer.StartAsync(_ => paged.Page(token(Interlocked.Increment(ref asked))), Cancel);
        using var account = await OpenAsync(ByKeys with { EndpointUrl = endless.Url });
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => paged.ReadAsync(account, limit.Token));

        Assert.Equal(("AnswerMalformed", operation), (failure.ErrorId, $"{failure.Service} {failure.Operation}"));
        Assert.InRange(asked, 1, mostCalls);
    }

    private sealed record Paged(Func<IAccount, CancellationToken, Task> ReadAsync, Func<string, string> Page);
}
