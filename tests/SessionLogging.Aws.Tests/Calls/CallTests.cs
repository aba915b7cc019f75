using System.Net.Sockets;
using SessionLogging.Accounts;

namespace SessionLogging.Aws.Tests.Calls;

public sealed class CallTests : AccountTest
{
    private const string Document = Seeds.AwsDocument;

    /// <summary>The same of a typed client of the SDK and of the small client.</summary>
    public static TheoryData<string, string> Asked => new()
    {
        { "SSM", "DescribeDocument" },
        { "CloudWatch Logs", "DescribeLogGroups" },
        { "S3", "GetBucketEncryption" },
        { "KMS", "DescribeKey" },
    };

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task Each_call_is_told_once_with_its_request_id(string service, string operation)
    {
        using var account = await OpenAsync();

        await AskAsync(account, service, Cancel);

        var call = Assert.Single(Observed.All);
        Assert.Equal((service, operation, SandboxAccounts.Ireland), (call.Service, call.Operation, call.Region));
        Assert.Equal((1, 0, null), (call.Sends, call.Throttled, call.ErrorCode));
        Assert.Equal(Assert.Single(Server.Calls.All).RequestId, call.RequestId);
        Assert.True(call.Elapsed > TimeSpan.Zero);
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task A_failed_send_is_sent_again_and_counted(string service, string operation)
    {
        var call = await CallThroughAsync(service, new SandboxFault { Kind = FaultKind.Error, Operation = operation, Times = 1 });

        Assert.Equal((2, 0, null), (call.Sends, call.Throttled, call.ErrorCode));
        Assert.Equal(2, Server.Calls.Count(operation));
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task Sends_that_are_throttled_are_counted(string service, string operation)
    {
        var call = await CallThroughAsync(service, new SandboxFault { Kind = FaultKind.Throttle, Operation = operation, Times = 2 });

        Assert.Equal((3, 2, null), (call.Sends, call.Throttled, call.ErrorCode));
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task A_call_that_stays_throttled_fails_after_three_sends(string service, string operation)
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Throttle, Operation = operation });
        using var account = await OpenAsync();

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => AskAsync(account, service, Cancel));

        Assert.Equal((AwsCallFailure.Throttled, service, operation), (failure.Kind, failure.Service, failure.Operation));
        Assert.NotNull(failure.RequestId);
        Assert.Null(failure.InnerException);
        var call = Assert.Single(Observed.All);
        Assert.Equal((3, 3, failure.Code, failure.RequestId), (call.Sends, call.Throttled, call.ErrorCode, call.RequestId));
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task A_wrong_secret_is_found_out_and_denied(string service, string operation)
    {
        using var account = await OpenAsync(ByKeys with { SecretKey = "another" });

        var failure = await FailureAsync(account, service);

        Assert.Equal((AwsCallFailure.Denied, operation), (failure.Kind, failure.Operation));
        Assert.Contains("ignature", failure.Code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SSM", "ssm:DescribeDocument")]
    [InlineData("CloudWatch Logs", "logs:DescribeLogGroups")]
    [InlineData("S3", "s3:GetEncryptionConfiguration")]
    [InlineData("KMS", "kms:DescribeKey")]
    public async Task A_denied_call_names_the_right_that_is_missing(string service, string action)
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Action = action });
        using var account = await OpenAsync();

        var failure = await FailureAsync(account, service);

        Assert.Equal((AwsCallFailure.Denied, action), (failure.Kind, failure.Action));
        Assert.Contains(action, failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task A_broken_answer_counts_as_unreachable(string service, string operation)
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Truncate, Operation = operation });
        using var account = await OpenAsync();

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => AskAsync(account, service, Cancel));

        Assert.Equal(AwsCallFailure.Unreachable, failure.Kind);
        Assert.True(failure.MayHaveHappened);
        Assert.Null(failure.InnerException);
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task A_call_that_its_caller_cancels_ends_at_once_and_hangs_up(string service, string operation)
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, Operation = operation });
        using var account = await OpenAsync();
        using var stop = new CancellationTokenSource();

        var asking = AskAsync(account, service, stop.Token);
        await Server.Calls.WaitForAsync(call => call.Operation == operation, Cancel);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await Server.Calls.WaitForAsync(call => call.AbortedByClient, Cancel);
    }

    [Fact]
    public async Task An_address_where_nobody_listens_is_unreachable()
    {
        using var account = await OpenAsync(ByKeys with { EndpointUrl = $"http://127.0.0.1:{FreePort()}" });

        var failure = await Assert.ThrowsAsync<AwsCallException>(() => account.Documents.DescribeAsync(Document, Cancel));

        Assert.Equal((AwsCallFailure.Unreachable, null, null), (failure.Kind, failure.Code, failure.RequestId));
        Assert.Contains("refused", failure.Answer, StringComparison.OrdinalIgnoreCase);
        var call = Assert.Single(Observed.All);
        Assert.Equal((3, "Unreachable"), (call.Sends, call.ErrorCode));
    }

    private async Task<AwsCall> CallThroughAsync(string service, SandboxFault fault)
    {
        Server.Faults.Add(fault);
        using var account = await OpenAsync();
        await AskAsync(account, service, Cancel);
        return Assert.Single(Observed.All);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task AskAsync(IAccount account, string service, CancellationToken cancellationToken) => service switch
    {
        "SSM" => account.Documents.DescribeAsync(Document, cancellationToken),
        "CloudWatch Logs" => account.LogGroups.LookAsync(Seeds.PlainLogGroup, cancellationToken),
        "S3" => account.Buckets.LookAsync(Seeds.Bucket, cancellationToken),
        _ => account.Keys.LookAsync(Seeds.KeyId, cancellationToken),
    };

    /// <summary>How a call fails, also where the port takes a denial for an answer.</summary>
    private static async Task<AwsCallException> FailureAsync(IAccount account, string service) => service switch
    {
        "SSM" => await Assert.ThrowsAsync<AwsCallException>(() => account.Documents.DescribeAsync(Document, Cancel)),
        "CloudWatch Logs" => (await account.LogGroups.LookAsync(Seeds.PlainLogGroup, Cancel)).Denial,
        "S3" => (await account.Buckets.LookAsync(Seeds.Bucket, Cancel)).Denial,
        _ => (await account.Keys.LookAsync(Seeds.KeyId, Cancel)).Denial,
    };
}
