using SessionLogging.Accounts;

namespace SessionLogging.Aws.Tests.Answers;

/// <summary>One call of each service that a connection asks.</summary>
internal static class Operations
{
    private const string Topic = "arn:aws:sns:eu-west-1:111122223333:ops";
    private const string Function = "arn:aws:lambda:eu-west-1:111122223333:function:notify";

    private static readonly Dictionary<string, Func<IAccount, CancellationToken, Task>> ByName = new(StringComparer.Ordinal)
    {
        ["SSM DescribeDocument"] = (account, cancel) => account.Documents.DescribeAsync("SSM-SessionManagerRunShell", cancel),
        ["SSM DescribeSessions"] = (account, cancel) => account.Sessions.DescribeAsync(EverySession, nextToken: null, cancel),
        ["STS GetCallerIdentity"] = (account, cancel) => account.GetCallerIdentityAsync(cancel),
        ["S3 GetBucketEncryption"] = (account, cancel) => account.Buckets.LookAsync(Seeds.Bucket, cancel),
        ["S3 HeadObject"] = (account, cancel) => account.LogObjects.FindAsync(Seeds.Bucket, "sessions/a.log", cancel),
        ["S3 GetObject"] = ReadObjectAsync,
        ["CloudWatch Logs GetLogEvents"] = (account, cancel) => account.LogStreams.ReadAsync(new LogStreamQuery(Seeds.PlainLogGroup, "a"), nextToken: null, cancel),
        ["CloudWatch Logs FilterLogEvents"] = (account, cancel) => account.LogStreams.FilterAsync(Seeds.PlainLogGroup, ["a"], DateTimeOffset.UtcNow, nextToken: null, cancel),
        ["KMS DescribeKey"] = (account, cancel) => account.Keys.LookAsync(Seeds.KeyId, cancel),
        ["CloudWatch Logs DescribeLogGroups"] = (account, cancel) => account.LogGroups.LookAsync(Seeds.PlainLogGroup, cancel),
        ["Account ListRegions"] = (account, cancel) => account.Regions.ListEnabledAsync(cancel),
        ["Organizations ListAccounts"] = (account, cancel) => account.Organization.ListAccountsAsync(cancel),
        ["EventBridge DescribeRule"] = (account, cancel) => account.EventRules.FindAsync("notify-ops", cancel),
        ["SNS GetTopicAttributes"] = (account, cancel) => account.Topics.LookAsync(Topic, cancel),
        ["Lambda GetPolicy"] = (account, cancel) => account.Functions.GetPolicyAsync(Function, cancel),
        ["CloudTrail DescribeTrails"] = (account, cancel) => account.Trails.ListAsync(cancel),
        ["CloudTrail LookupEvents"] = (account, cancel) => account.Trails.LookUpAsync(new RecordedCallQuery("StartSession", After: null, Before: null), nextToken: null, cancel),
        ["IAM GetRole"] = (account, cancel) => account.Roles.LookAsync("Audit", cancel),
        ["EC2 DescribeInstances"] = (account, cancel) => account.Instances.LookAsync("i-0123456789abcdef0", cancel),
        ["IAM SimulatePrincipalPolicy"] = (account, cancel) => account.Principals.SimulateAsync(new PolicyQuestion("arn:aws:iam::111122223333:role/Audit", ["s3:PutObject"], ["*"]), cancel),
        ["CodePipeline GetPipeline"] = (account, cancel) => account.Pipelines.LookAsync("release", cancel),
    };

    public static TheoryData<string> Names => [.. ByName.Keys];

    private static SessionQuery EverySession => new(SessionState.History, null, null, new Dictionary<string, string>());

    // Its body comes after the answer.
    private static async Task ReadObjectAsync(IAccount account, CancellationToken cancellationToken)
    {
        using var content = await account.LogObjects.OpenAsync(Seeds.Bucket, "sessions/a.log", rest: null, cancellationToken);
        await content.Content.CopyToAsync(Stream.Null, cancellationToken);
    }

    public static Task AskAsync(IAccount account, string name, CancellationToken cancellationToken) => ByName[name](account, cancellationToken);
}
