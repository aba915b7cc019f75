using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SecurityToken.Model;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using SessionLogging.Sandbox.S3;
using SessionLogging.Sandbox.Ssm;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class FaultTests : SandboxTest
{
    private const string Name = "SSM-SessionManagerRunShell";
    private const string Content = """{"schemaVersion":"1.0","sessionType":"Standard_Stream"}""";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 10, 15, 21, 22, 5, TimeSpan.Zero));

    protected override SandboxOptions Options => new() { Clock = _clock };

    [Theory]
    [InlineData(FaultMoment.Before, false)]
    [InlineData(FaultMoment.After, true)]
    [InlineData(FaultMoment.MidBody, true)]
    public async Task A_dropped_connection_loses_the_request_or_only_its_answer(FaultMoment when, bool happened)
    {
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Drop, When = when, Operation = "CreateDocument" });
        using var ssm = Server.Ssm();

        await Assert.ThrowsAnyAsync<Exception>(() => CreateAsync(ssm));

        Assert.Equal(happened, Documents.Find(Name) is not null);
        await Server.Calls.WaitForAsync(call => call.Completed && !call.AbortedByClient, Cancel);
    }

    [Fact]
    public async Task A_service_fails_in_its_own_words_before_or_after_the_effect()
    {
        using var ssm = Server.Ssm();
        using var s3 = Server.S3();
        using var sts = Server.Sts();
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Error, When = FaultMoment.After });

        Assert.Equal(("InternalServerError", HttpStatusCode.InternalServerError), await FailureAsync(() => CreateAsync(ssm)));
        Assert.Equal(("InternalError", HttpStatusCode.InternalServerError), await FailureAsync(() => s3.ListBucketsAsync(Cancel)));
        Assert.Equal(("InternalFailure", HttpStatusCode.InternalServerError), await FailureAsync(() => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)));
        Assert.NotNull(Documents.Find(Name));
    }

    [Fact]
    public async Task An_error_can_be_chosen_and_struck_into_some_calls_of_one_Region_only()
    {
        using var ireland = Server.Ssm();
        using var virginia = Server.Ssm(region: SandboxAccounts.Virginia);
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Error, Code = "TooManyUpdates", Status = 400, Service = "ssm", Region = SandboxAccounts.Ireland, Nth = 2, Times = 1 });

        await ireland.DescribeDocumentAsync(Seeds.AwsDocument, Cancel);
        await virginia.DescribeDocumentAsync(Seeds.AwsDocument, Cancel);
        Assert.Equal(("TooManyUpdates", HttpStatusCode.BadRequest), await FailureAsync(() => ireland.DescribeDocumentAsync(Seeds.AwsDocument, Cancel)));
        await ireland.DescribeDocumentAsync(Seeds.AwsDocument, Cancel);
    }

    [Fact]
    public async Task Throttling_is_a_bucket_of_tokens_that_the_clock_fills()
    {
        using var ssm = Server.Ssm();
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Throttle, Service = "SSM", Rate = 2, Burst = 2 });

        await LookAsync();
        await LookAsync();
        Assert.Equal(("ThrottlingException", HttpStatusCode.BadRequest), await FailureAsync(LookAsync));
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        await LookAsync();
        Assert.Equal(("ThrottlingException", HttpStatusCode.BadRequest), await FailureAsync(LookAsync));

        Task LookAsync() => ssm.DescribeDocumentAsync(Seeds.AwsDocument, Cancel);
    }

    [Fact]
    public async Task Each_service_throttles_by_its_own_code()
    {
        using var s3 = Server.S3();
        using var sts = Server.Sts();
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Throttle });

        Assert.Equal(("SlowDown", HttpStatusCode.ServiceUnavailable), await FailureAsync(() => s3.ListBucketsAsync(Cancel)));
        Assert.Equal(("Throttling", HttpStatusCode.BadRequest), await FailureAsync(() => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel)));
    }

    [Fact]
    public async Task A_denial_names_caller_action_and_resource()
    {
        using var ssm = Server.Ssm();
        using var s3 = Server.S3();
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "GetDocument" });
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Action = "s3:GetEncryptionConfiguration" });

        var document = await Assert.ThrowsAnyAsync<AmazonSimpleSystemsManagementException>(() => ssm.GetDocumentAsync(Name, Cancel));
        var bucket = await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => s3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = Seeds.Bucket }, Cancel));

        Assert.Equal("AccessDeniedException", document.ErrorCode);
        Assert.Equal("User: arn:aws:iam::111122223333:user/sandbox is not authorized to perform: ssm:GetDocument on resource: arn:aws:ssm:eu-west-1:111122223333:document/SSM-SessionManagerRunShell because no identity-based policy allows the ssm:GetDocument action", document.Message);
        Assert.Equal("AccessDenied", bucket.ErrorCode);
        Assert.Contains("s3:GetEncryptionConfiguration on resource: \"arn:aws:s3:::audit-logs\"", bucket.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Latency_passes_by_the_clock()
    {
        using var ssm = Server.Ssm();
        var fault = Server.Faults.Add(new SandboxFault { Kind = FaultKind.Latency, Seconds = 30 });

        var call = ssm.DescribeDocumentAsync(Seeds.AwsDocument, Cancel);
        await Server.Faults.WaitUntilHeldAsync(fault, Cancel);
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("Amazon", (await call).Document.Owner);
    }

    [Fact]
    public async Task A_held_call_goes_on_when_it_is_released()
    {
        using var ssm = Server.Ssm();
        var fault = Server.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, When = FaultMoment.After, Operation = "CreateDocument" });

        var call = CreateAsync(ssm);
        await Server.Faults.WaitUntilHeldAsync(fault, Cancel);
        Assert.NotNull(Documents.Find(Name));
        Assert.Equal(1, Assert.Single(Server.Faults.All).Holding);
        Assert.True(Server.Faults.Release(fault));

        Assert.Equal("Creating", (await call).DocumentDescription.Status.Value);
        Assert.Empty(Server.Faults.All);
    }

    [Theory]
    [InlineData(FaultMoment.Before)]
    [InlineData(FaultMoment.MidBody)]
    public async Task A_client_that_hangs_up_is_seen(FaultMoment when)
    {
        using var ssm = Server.Ssm();
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var fault = Server.Faults.Add(new SandboxFault { Kind = FaultKind.Hold, When = when });

        var call = ssm.DescribeDocumentAsync(Seeds.AwsDocument, hangUp.Token);
        await Server.Faults.WaitUntilHeldAsync(fault, Cancel);
        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        var seen = await Server.Calls.WaitForAsync(known => known.Completed, Cancel);
        Assert.True(seen.AbortedByClient);
    }

    [Fact]
    public async Task A_truncated_answer_looks_whole_to_HTTP()
    {
        using var http = new HttpClient();
        using var s3 = Server.S3();
        Server.Cloud.Buckets.Find(Seeds.Bucket)!.Put("k", "0123456789"u8.ToArray());
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Truncate, Operation = "GetObject" });

        var address = s3.GetPreSignedURL(new GetPreSignedUrlRequest { BucketName = Seeds.Bucket, Key = "k", Expires = DateTime.UtcNow.AddMinutes(5), Protocol = Protocol.HTTP });

        Assert.Equal("01234", await http.GetStringAsync(new Uri(address), Cancel));
    }

    [Fact]
    public async Task A_connection_lost_in_the_middle_of_a_body_is_no_whole_answer_to_HTTP()
    {
        using var http = new HttpClient();
        using var s3 = Server.S3();
        Server.Cloud.Buckets.Find(Seeds.Bucket)!.Put("k", "0123456789"u8.ToArray());
        Server.Faults.Add(new SandboxFault { Kind = FaultKind.Drop, When = FaultMoment.MidBody });

        var address = s3.GetPreSignedURL(new GetPreSignedUrlRequest { BucketName = Seeds.Bucket, Key = "k", Expires = DateTime.UtcNow.AddMinutes(5), Protocol = Protocol.HTTP });

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetStringAsync(new Uri(address), Cancel));
    }

    [Fact]
    public void A_fault_that_cannot_be_is_refused()
    {
        foreach (var fault in (SandboxFault[])[
            new() { Kind = FaultKind.Deny, When = FaultMoment.MidBody },
            new() { Kind = FaultKind.Latency },
            new() { Kind = FaultKind.Drop, Nth = 0 },
            new() { Kind = FaultKind.Throttle, Rate = 0 },
        ])
        {
            Assert.Throws<ArgumentException>(() => { Server.Faults.Add(fault); });
        }
    }

    [Fact]
    public async Task Faults_and_calls_are_asked_for_over_HTTP_too()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Server.Url) };
        using var ssm = Server.Ssm();

        var added = await PostAsync("/_sandbox/faults", """{"kind":"Error","when":"After","service":"SSM","operation":"DescribeDocument","times":1}""");
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.Equal(("InternalServerError", HttpStatusCode.InternalServerError), await FailureAsync(() => ssm.DescribeDocumentAsync(Seeds.AwsDocument, Cancel)));
        using var calls = JsonDocument.Parse(await http.GetStringAsync(new Uri("/_sandbox/calls", UriKind.Relative), Cancel));
        var call = Assert.Single(calls.RootElement.EnumerateArray());
        Assert.Equal(("DescribeDocument", "InternalServerError", 500), (call.GetProperty("operation").GetString(), call.GetProperty("errorCode").GetString(), call.GetProperty("status").GetInt32()));

        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync("/_sandbox/faults/1/release", "")).StatusCode);
        Assert.Equal("[]", await http.GetStringAsync(new Uri("/_sandbox/faults", UriKind.Relative), Cancel));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/_sandbox/faults", """{"kind":"Explode"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/_sandbox/faults", """{"kind":"Drop","opperation":"x"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("/_sandbox/nothing", "")).StatusCode);

        await http.DeleteAsync(new Uri("/_sandbox/calls", UriKind.Relative), Cancel);
        Assert.Empty(Server.Calls.All);

        async Task<HttpResponseMessage> PostAsync(string path, string json) => await http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(json), Cancel);
    }

    [Fact]
    public async Task Rules_and_documents_are_arranged_over_HTTP_too()
    {
        using var http = new HttpClient { BaseAddress = new Uri(Server.Url) };

        await http.PostAsync(new Uri("/_sandbox/rules/ssm", UriKind.Relative), new StringContent("""{"duplicateContent":"Any","versionLimit":3}"""), Cancel);
        await http.PutAsync(new Uri($"/_sandbox/ssm/{SandboxAccounts.First.Id}/eu-west-1/documents/{Name}", UriKind.Relative), new StringContent(Content), Cancel);

        Assert.Equal(new DocumentRules { DuplicateContent = DuplicateContent.Any, VersionLimit = 3 }, Server.Cloud.DocumentRules);
        Assert.Equal(Content, Documents.Find(Name)!.Latest.Content);
        Assert.Equal(Content, await http.GetStringAsync(new Uri($"/_sandbox/ssm/{SandboxAccounts.First.Id}/eu-west-1/documents/{Name}", UriKind.Relative), Cancel));
    }

    private DocumentStore Documents => Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Documents;

    private static Task<CreateDocumentResponse> CreateAsync(AmazonSimpleSystemsManagementClient ssm)
        => ssm.CreateDocumentAsync(new CreateDocumentRequest { Name = Name, Content = Content, DocumentType = DocumentType.Session }, Cancel);

    private static async Task<(string Code, HttpStatusCode Status)> FailureAsync(Func<Task> call)
    {
        var failure = await Assert.ThrowsAnyAsync<AmazonServiceException>(call);
        return (failure.ErrorCode, failure.StatusCode);
    }
}
