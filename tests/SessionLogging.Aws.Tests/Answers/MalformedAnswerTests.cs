using SessionLogging.Accounts;

namespace SessionLogging.Aws.Tests.Answers;

/// <summary>Answers that are well written and break the service's model.</summary>
public sealed class MalformedAnswerTests : AccountTest
{
    private static readonly Dictionary<string, Func<IAccount, CancellationToken, Task>> Asks = new(StringComparer.Ordinal)
    {
        ["SSM DescribeSessions"] = (account, cancel) =>
            account.Sessions.DescribeAsync(new SessionQuery(SessionState.History, null, null, new Dictionary<string, string>()), null, cancel),
        ["SSM DescribeDocument"] = (account, cancel) => account.Documents.DescribeAsync("any", cancel),
        ["SSM CreateDocument"] = (account, cancel) => account.Documents.CreateAsync("any", "{}", cancel),
        ["SSM UpdateDocument"] = (account, cancel) => account.Documents.UpdateAsync("any", "{}", "1", cancel),
        ["SSM ListDocuments"] = (account, cancel) => account.Documents.ListOwnNamesAsync(cancel).AllAsync(),
        ["SSM ListDocumentVersions"] = (account, cancel) => account.Documents.ListVersionsAsync("any", cancel).AllAsync(),
        ["SSM DescribeInstanceInformation"] = (account, cancel) => account.Nodes.ListAsync(cancel).AllAsync(),
        ["STS GetCallerIdentity"] = (account, cancel) => account.GetCallerIdentityAsync(cancel),
        ["KMS DescribeKey"] = (account, cancel) => account.Keys.LookAsync(Seeds.KeyId, cancel),
        ["KMS GetKeyPolicy"] = (account, cancel) => account.Keys.LookAtPolicyAsync(Seeds.KeyId, cancel),
        ["KMS GetPublicKey"] = (account, cancel) => account.Keys.GetPublicKeyAsync(Seeds.KeyId, cancel),
        ["KMS Sign"] = (account, cancel) => account.Keys.SignAsync(Seeds.KeyId, "ECDSA_SHA_256", [], cancel),
        ["KMS ListAliases"] = (account, cancel) => account.Keys.ListAliasesAsync(cancel).AllAsync(),
        ["S3 ListBuckets"] = (account, cancel) => account.Buckets.ListNamesAsync(cancel).AllAsync(),
        ["S3 ListObjectsV2"] = (account, cancel) => account.LogObjects.ListAsync(Seeds.Bucket, "", "a", cancel),
        ["CloudWatch Logs DescribeLogGroups"] = (account, cancel) => account.LogGroups.ListAsync("", cancel).AllAsync(),
        ["CloudWatch Logs DescribeLogStreams"] = (account, cancel) => account.LogStreams.ListAsync("group", "", null, cancel),
        ["CloudWatch Logs GetLogEvents"] = (account, cancel) => account.LogStreams.ReadAsync(new LogStreamQuery("group", "stream"), null, cancel),
        ["CloudWatch Logs FilterLogEvents"] = (account, cancel) => account.LogStreams.FilterAsync("group", ["a"], DateTimeOffset.UtcNow, null, cancel),
        ["EventBridge ListRules"] = (account, cancel) => account.EventRules.ListAsync(cancel).AllAsync(),
        ["EventBridge DescribeRule"] = (account, cancel) => account.EventRules.FindAsync("any", cancel),
        ["EventBridge ListTargetsByRule"] = (account, cancel) => account.EventRules.ListTargetsAsync("any", cancel),
        ["EventBridge PutTargets"] = (account, cancel) => account.EventRules.PutTargetsAsync("any", [], cancel),
        ["Account ListRegions"] = (account, cancel) => account.Regions.ListEnabledAsync(cancel),
        ["Organizations ListAccounts"] = (account, cancel) => account.Organization.ListAccountsAsync(cancel),
        ["Organizations ListAccountsForParent"] = (account, cancel) => account.Organization.ListAccountsOfAsync("r-5box", cancel),
        ["Organizations ListOrganizationalUnitsForParent"] = (account, cancel) => account.Organization.ListUnitsOfAsync("r-5box", cancel),
        ["CloudTrail DescribeTrails"] = (account, cancel) => account.Trails.ListAsync(cancel),
        ["CloudTrail LookupEvents"] = (account, cancel) => account.Trails.ListNewestCallsAsync("UpdateDocument", cancel),
        ["CloudTrail GetTrailStatus"] = (account, cancel) => account.Trails.IsLoggingAsync("arn", cancel),
        ["CloudTrail GetEventSelectors"] = (account, cancel) => account.Trails.GetSelectorsAsync("arn", cancel),
        ["Lambda GetPolicy"] = (account, cancel) => account.Functions.GetPolicyAsync("arn:aws:lambda:eu-west-1:111122223333:function:notify", cancel),
        ["SNS GetTopicAttributes"] = (account, cancel) => account.Topics.LookAsync("arn:aws:sns:eu-west-1:111122223333:ops", cancel),
        ["SNS ListTopics"] = (account, cancel) => account.Topics.ListArnsAsync(cancel).AllAsync(),
        ["Lambda ListFunctions"] = (account, cancel) => account.Functions.ListArnsAsync(cancel).AllAsync(),
        ["IAM GetRole"] = (account, cancel) => account.Roles.LookAsync("Audit", cancel),
        ["IAM GetInstanceProfile"] = (account, cancel) => account.Roles.LookAtProfileAsync("Nodes", cancel),
        ["SSM GetServiceSetting"] = (account, cancel) => account.Nodes.LookAtDefaultRoleAsync(cancel),
        ["IAM SimulatePrincipalPolicy"] = (account, cancel) => account.Principals.SimulateAsync(new PolicyQuestion("arn:aws:iam::111122223333:role/Audit", ["s3:PutObject"], ["*"]), cancel),
    };

    [Theory]
    [InlineData("SSM DescribeSessions", """{"Sessions":[{"Target":"i-0123456789abcdef0"}]}""")]
    [InlineData("SSM DescribeSessions", """{"Sessions":[{"SessionId":""}]}""")]
    [InlineData("SSM DescribeSessions", """{"Sessions":[null]}""")]
    [InlineData("SSM DescribeSessions", """{"Sessions":[{"SessionId":"a","StartDate":"yesterday"}]}""")]
    [InlineData("SSM DescribeSessions", """{"Sessions":[{"SessionId":"a","StartDate":1e300}]}""")]
    [InlineData("SSM DescribeDocument", "{}")]
    [InlineData("SSM DescribeDocument", """{"Document":{"Name":"any"}}""")]
    [InlineData("SSM CreateDocument", "{}")]
    [InlineData("SSM UpdateDocument", """{"DocumentDescription":{}}""")]
    [InlineData("SSM ListDocumentVersions", """{"DocumentVersions":[{"Name":"any"}]}""")]
    [InlineData("SSM ListDocumentVersions", """{"DocumentVersions":[null]}""")]
    [InlineData("SSM ListDocuments", """{"DocumentIdentifiers":[{"Owner":"Amazon"}]}""")]
    [InlineData("SSM DescribeInstanceInformation", """{"InstanceInformationList":[{}]}""")]
    [InlineData("STS GetCallerIdentity", "<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>")]
    [InlineData("KMS DescribeKey", "{}")]
    [InlineData("KMS DescribeKey", """{"KeyMetadata":{}}""")]
    [InlineData("KMS GetKeyPolicy", "{}")]
    [InlineData("KMS GetPublicKey", """{"KeyId":"arn"}""")]
    [InlineData("KMS Sign", "{}")]
    [InlineData("KMS ListAliases", """{"Aliases":[{}]}""")]
    [InlineData("S3 ListBuckets", "<ListAllMyBucketsResult><Buckets><Bucket/></Buckets></ListAllMyBucketsResult>")]
    [InlineData("S3 ListObjectsV2", "<ListBucketResult><Contents><Size>3</Size></Contents></ListBucketResult>")]
    [InlineData("CloudWatch Logs DescribeLogGroups", """{"logGroups":[{}]}""")]
    [InlineData("CloudWatch Logs DescribeLogGroups", """{"logGroups":[null]}""")]
    [InlineData("CloudWatch Logs GetLogEvents", """{"events":[]}""")]
    [InlineData("CloudWatch Logs FilterLogEvents", """{"events":[{"timestamp":1,"message":"a","logStreamName":"s"}]}""")]
    [InlineData("CloudWatch Logs FilterLogEvents", """{"events":[{"timestamp":1,"message":"a","eventId":"1"}]}""")]
    [InlineData("CloudWatch Logs GetLogEvents", """{"events":[{"message":"a"}],"nextForwardToken":"f/1"}""")]
    [InlineData("CloudWatch Logs GetLogEvents", """{"events":[{"timestamp":1,"message":"\ud800"}],"nextForwardToken":"f/1"}""")]
    [InlineData("CloudWatch Logs DescribeLogGroups", """{"logGroups":{}}""")]
    [InlineData("CloudWatch Logs DescribeLogGroups", """{"logGroups":[{"logGroupName":3}]}""")]
    [InlineData("CloudWatch Logs DescribeLogGroups", """{"logGroups":[{"logGroupName":"a","retentionInDays":"many"}]}""")]
    [InlineData("CloudWatch Logs DescribeLogGroups", """{"logGroups":[{"logGroupName":"a","retentionInDays":99999999999}]}""")]
    [InlineData("CloudWatch Logs DescribeLogGroups", """[1]""")]
    [InlineData("CloudWatch Logs DescribeLogStreams", """{"logStreams":[{"logStreamName":"a","lastEventTimestamp":9223372036854775807}]}""")]
    [InlineData("CloudWatch Logs DescribeLogStreams", """{"logStreams":[{}]}""")]
    [InlineData("EventBridge ListRules", """{"Rules":[{}]}""")]
    [InlineData("EventBridge DescribeRule", "{}")]
    [InlineData("EventBridge ListTargetsByRule", """{"Targets":[{"Arn":"arn"}]}""")]
    [InlineData("EventBridge ListTargetsByRule", """{"Targets":["text"]}""")]
    [InlineData("EventBridge PutTargets", """{"FailedEntryCount":"one"}""")]
    [InlineData("EventBridge PutTargets", """{"FailedEntryCount":1,"FailedEntries":[null]}""")]
    [InlineData("Account ListRegions", """{"Regions":[{}]}""")]
    [InlineData("Account ListRegions", """{"Regions":[{"RegionName":"evil.example/#"}]}""")]
    [InlineData("Organizations ListAccounts", """{"Accounts":[{"Name":"a"}]}""")]
    [InlineData("Organizations ListAccounts", """{"Accounts":[{"Id":"123:role/x"}]}""")]
    [InlineData("Organizations ListAccounts", """{"Accounts":[{"Id":"111122223333","State":1}]}""")]
    [InlineData("Organizations ListAccountsForParent", """{"Accounts":[null]}""")]
    [InlineData("Organizations ListOrganizationalUnitsForParent", """{"OrganizationalUnits":[{}]}""")]
    [InlineData("CloudTrail DescribeTrails", """{"trailList":[{"Name":"a"}]}""")]
    [InlineData("CloudTrail DescribeTrails", """{"trailList":[7]}""")]
    [InlineData("CloudTrail LookupEvents", """{"Events":[{"EventTime":1}]}""")]
    [InlineData("CloudTrail LookupEvents", """{"Events":[{"CloudTrailEvent":"{}"}]}""")]
    [InlineData("CloudTrail LookupEvents", """{"Events":[{"EventTime":1,"CloudTrailEvent":"{"}]}""")]
    [InlineData("CloudTrail GetTrailStatus", """{"IsLogging":"yes"}""")]
    [InlineData("CloudTrail GetEventSelectors", """{"EventSelectors":[{"ExcludeManagementEventSources":[5]}]}""")]
    [InlineData("CloudTrail GetEventSelectors", """{"AdvancedEventSelectors":[null]}""")]
    [InlineData("CloudTrail GetEventSelectors", """{"EventSelectors":[{"DataResources":[3]}]}""")]
    [InlineData("Lambda GetPolicy", """{"Policy":{}}""")]
    [InlineData("SNS GetTopicAttributes", "<R><GetTopicAttributesResult><Attributes><entry/><entry/></Attributes></GetTopicAttributesResult></R>")]
    [InlineData("SNS ListTopics", "<R><ListTopicsResult><Topics><member/></Topics></ListTopicsResult></R>")]
    [InlineData("Lambda ListFunctions", """{"Functions":[{}]}""")]
    [InlineData("Lambda ListFunctions", """{"Functions":[null]}""")]
    [InlineData("IAM GetRole", "<R><GetRoleResult/></R>")]
    [InlineData("IAM GetInstanceProfile", "<R><GetInstanceProfileResult/></R>")]
    [InlineData("IAM GetInstanceProfile", "<R><GetInstanceProfileResult><InstanceProfile><Arn>a</Arn><Roles><member/></Roles></InstanceProfile></GetInstanceProfileResult></R>")]
    [InlineData("SSM GetServiceSetting", "{}")]
    [InlineData("IAM SimulatePrincipalPolicy", "<R><SimulateResult><EvaluationResults><member/></EvaluationResults></SimulateResult></R>")]
    [InlineData("IAM SimulatePrincipalPolicy", "<R><SimulateResult><EvaluationResults><member><EvalActionName>s3:PutObject</EvalActionName></member></EvaluationResults></SimulateResult></R>")]
    [InlineData("IAM SimulatePrincipalPolicy", "<R><SimulateResult><EvaluationResults><member><EvalActionName>s3:PutObject</EvalActionName><EvalDecision>perhaps</EvalDecision></member></EvaluationResults></SimulateResult></R>")]
    [InlineData("IAM SimulatePrincipalPolicy", "<R><SimulateResult><EvaluationResults><member><EvalActionName>s3:PutObject</EvalActionName><EvalDecision>allowed</EvalDecision><ResourceSpecificResults><member><EvalResourceDecision>allowed</EvalResourceDecision></member></ResourceSpecificResults></member></EvaluationResults></SimulateResult></R>")]
    public async Task It_is_one_error_that_names_service_and_operation(string operation, string answer)
    {
        await using var service = await LoopbackServer.StartAsync(_ => answer, Cancel);
        using var account = await OpenAsync(ByKeys with { EndpointUrl = service.Url });

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => Asks[operation](account, Cancel));

        Assert.Equal(("AnswerMalformed", operation), (failure.ErrorId, $"{failure.Service} {failure.Operation}"));
        Assert.True(failure.MayHaveHappened);
        Assert.Null(failure.InnerException);
    }

    [Theory]
    [InlineData("SSM DescribeSessions", """{"Sessions":null,"NextToken":null}""")]
    [InlineData("SSM ListDocumentVersions", """{"DocumentVersions":null}""")]
    [InlineData("SSM ListDocuments", """{"DocumentIdentifiers":null}""")]
    [InlineData("SSM DescribeInstanceInformation", "{}")]
    [InlineData("KMS ListAliases", """{"Aliases":null}""")]
    [InlineData("CloudWatch Logs DescribeLogGroups", """{"logGroups":null,"nextToken":""}""")]
    [InlineData("EventBridge ListRules", """{"Rules":null}""")]
    [InlineData("EventBridge ListTargetsByRule", "{}")]
    [InlineData("Account ListRegions", """{"Regions":null}""")]
    [InlineData("Organizations ListAccounts", """{"Accounts":null}""")]
    [InlineData("Organizations ListOrganizationalUnitsForParent", "{}")]
    [InlineData("CloudTrail DescribeTrails", """{"trailList":null}""")]
    [InlineData("SNS ListTopics", "<R><ListTopicsResult/></R>")]
    [InlineData("Lambda ListFunctions", """{"Functions":null,"NextMarker":null}""")]
    [InlineData("S3 ListBuckets", "<ListAllMyBucketsResult/>")]
    public async Task A_list_that_is_null_or_absent_is_empty(string operation, string answer)
    {
        await using var service = await LoopbackServer.StartAsync(_ => answer, Cancel);
        using var account = await OpenAsync(ByKeys with { EndpointUrl = service.Url });

        await Asks[operation](account, Cancel);

        Assert.Single(service.Requests);
    }
}
