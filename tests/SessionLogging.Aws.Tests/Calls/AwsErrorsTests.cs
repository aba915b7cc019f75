using System.Net;
using System.Security.Authentication;
using SessionLogging.Accounts;
using SessionLogging.Aws.Calls;

namespace SessionLogging.Aws.Tests.Calls;

public sealed class AwsErrorsTests
{
    [Theory]
    [InlineData("ThrottlingException", 400, AwsCallFailure.Throttled)]
    [InlineData("Throttling", 400, AwsCallFailure.Throttled)]
    [InlineData("TooManyRequestsException", 429, AwsCallFailure.Throttled)]
    [InlineData("SlowDown", 503, AwsCallFailure.Throttled)]
    [InlineData("RequestLimitExceeded", 503, AwsCallFailure.Throttled)]
    [InlineData("", 429, AwsCallFailure.Throttled)]
    [InlineData("AccessDeniedException", 400, AwsCallFailure.Denied)]
    [InlineData("AccessDenied", 403, AwsCallFailure.Denied)]
    [InlineData("ExpiredTokenException", 400, AwsCallFailure.Denied)]
    [InlineData("UnrecognizedClientException", 400, AwsCallFailure.Denied)]
    [InlineData("", 403, AwsCallFailure.Denied)]
    [InlineData("InvalidDocument", 400, AwsCallFailure.NotFound)]
    [InlineData("NoSuchBucket", 404, AwsCallFailure.NotFound)]
    [InlineData("NotFoundException", 400, AwsCallFailure.NotFound)]
    [InlineData("ResourceNotFoundException", 400, AwsCallFailure.NotFound)]
    [InlineData("DocumentAlreadyExists", 400, AwsCallFailure.Conflict)]
    [InlineData("InvalidDocumentVersion", 400, AwsCallFailure.Conflict)]
    [InlineData("DuplicateDocumentContent", 400, AwsCallFailure.Conflict)]
    [InlineData("OperationAborted", 409, AwsCallFailure.Conflict)]
    [InlineData("RequestTimeout", 400, AwsCallFailure.Timeout)]
    [InlineData("", 408, AwsCallFailure.Timeout)]
    [InlineData("InternalServerError", 500, AwsCallFailure.Unreachable)]
    [InlineData("ServiceUnavailable", 503, AwsCallFailure.Unreachable)]
    [InlineData("InvalidDocumentContent", 400, AwsCallFailure.Refused)]
    [InlineData("MaxDocumentSizeExceeded", 400, AwsCallFailure.Refused)]
    [InlineData("DocumentVersionLimitExceeded", 400, AwsCallFailure.Refused)]
    [InlineData("LimitExceededException", 400, AwsCallFailure.Refused)]
    [InlineData("PermanentRedirect", 301, AwsCallFailure.Refused)]
    public void What_the_service_answered_decides_the_kind(string code, int status, AwsCallFailure kind)
    {
        var answered = new AmazonServiceException("Said.", new IOException(), ErrorType.Sender, code, "id-1", (HttpStatusCode)status);

        var failure = Translate(answered);

        Assert.Equal(kind, failure.Kind);
        Assert.Equal((code.Length > 0 ? code : ((HttpStatusCode)status).ToString(), "id-1", status, "Said."), (failure.Code, failure.RequestId, failure.HttpStatus, failure.Answer));
        Assert.Null(failure.InnerException);
    }

    public static TheoryData<Exception, AwsCallFailure> Unanswered => new()
    {
        { new TimeoutException(), AwsCallFailure.Timeout },
        { new AmazonClientException("Wrapped", new TimeoutException()), AwsCallFailure.Timeout },
        { new OperationCanceledException(), AwsCallFailure.Timeout },
        { new TaskCanceledException("A task was canceled.", new IOException()), AwsCallFailure.Timeout },
        { new WebException("Too late", WebExceptionStatus.Timeout), AwsCallFailure.Timeout },
        { new AmazonServiceException("Wrapped", new HttpRequestException("Name or service not known")), AwsCallFailure.Unreachable },
        { new HttpRequestException("Outer", new AuthenticationException("The certificate is not trusted")), AwsCallFailure.Unreachable },
        { new IOException("The response ended prematurely."), AwsCallFailure.Unreachable },
        { new System.Xml.XmlException("Unexpected end of file."), AwsCallFailure.Unreachable },
        { new System.Text.Json.JsonException("Expected a value."), AwsCallFailure.Unreachable },
        { new AmazonUnmarshallingException("id-1", "/", new FormatException("Broken"), HttpStatusCode.OK), AwsCallFailure.Unreachable },
    };

    [Theory]
    [MemberData(nameof(Unanswered), DisableDiscoveryEnumeration = true)]
    public void Where_no_usable_answer_came_the_cause_decides_the_kind(Exception exception, AwsCallFailure kind)
    {
        Assert.True(AwsErrors.IsOfCall(exception));

        var failure = Translate(exception);

        Assert.Equal((kind, null, null), (failure.Kind, failure.Code, failure.HttpStatus));
        Assert.True(failure.MayHaveHappened);
        Assert.Null(failure.InnerException);
    }

    [Fact]
    public void The_innermost_cause_is_what_is_told()
    {
        var exception = new HttpRequestException("Outer", new AuthenticationException("The certificate is not trusted"));

        Assert.Equal("The certificate is not trusted", Translate(exception).Answer);
    }

    [Fact]
    public void A_mistake_of_this_program_is_not_a_failed_call()
    {
        Assert.False(AwsErrors.IsOfCall(new FormatException("Not a number.")));
        Assert.False(AwsErrors.IsOfCall(new InvalidOperationException("Nothing was sent.")));
    }

    private static AwsCallException Translate(Exception exception) => AwsErrors.Translate(exception, "SSM", "GetDocument");
}
