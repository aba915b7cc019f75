using System.Security.Authentication;
using System.Xml;

namespace SessionLogging.Aws.Calls;

/// <summary>Translates the SDK's exceptions.</summary>
internal static class AwsErrors
{
    private static readonly HashSet<string> ThrottlingCodes = new(StringComparer.Ordinal)
    {
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException", "TooManyRequestsException",
        "RequestLimitExceeded", "SlowDown", "PriorRequestNotComplete", "TransactionInProgressException", "EC2ThrottledException",
    };

    private static readonly HashSet<string> DeniedCodes = new(StringComparer.Ordinal)
    {
        "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized", "AuthFailure", "OptInRequired",
        "UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId", "InvalidSignatureException", "SignatureDoesNotMatch",
        "IncompleteSignature", "MissingAuthenticationToken", "MissingAuthenticationTokenException", "ExpiredToken", "ExpiredTokenException",
        "RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed", "TokenRefreshRequired", "RegionDisabledException", "InvalidToken",
        "KMS.AccessDeniedException",
    };

    // With a status that says something else: S3 answers 403 for an object that was moved to an archive and has to be restored first.
    private static readonly HashSet<string> RefusedCodes = new(StringComparer.Ordinal) { "InvalidObjectState" };

    private static readonly HashSet<string> NotFoundCodes = new(StringComparer.Ordinal)
    {
        "InvalidDocument", "NoSuchBucket", "NoSuchKey", "NotFound", "NotFoundException", "ResourceNotFoundException", "NoSuchEntity",
        "PipelineNotFoundException", "TrailNotFoundException", "ParentNotFoundException",
    };

    private static readonly HashSet<string> ConflictCodes = new(StringComparer.Ordinal)
    {
        "DocumentAlreadyExists", "InvalidDocumentVersion", "DuplicateDocumentContent", "DuplicateDocumentVersionName", "OperationAborted",
        "ConflictException", "ResourceConflictException", "ResourceAlreadyExistsException", "ConcurrentModificationException",
        "PreconditionFailedException",
    };

    private static readonly HashSet<string> TimeoutCodes = new(StringComparer.Ordinal) { "RequestTimeout", "RequestTimeoutException" };

    /// <summary>Whether an exception tells of a call that failed, and not of a mistake in this program.</summary>
    internal static bool IsOfCall(Exception exception) =>
        exception is AmazonClientException or AmazonServiceException or HttpRequestException or WebException or IOException or AuthenticationException
            or XmlException or JsonException
        || IsTimeout(exception);

    /// <summary>The failure in the library's terms.</summary>
    /// <param name="exception">What the SDK threw, or what reading its answer did.</param>
    /// <param name="service">The service id.</param>
    /// <param name="operation">The API's name of the operation.</param>
    /// <param name="requestId">The request id of an answer that could not be read.</param>
    internal static AwsCallException Translate(Exception exception, string service, string operation, string? requestId = null) =>
        exception is RedirectedException redirected ? new(AwsCallFailure.Refused, service, operation, code: null, requestId, redirected.Status, redirected.Message)
        {
            Cause = AwsCallCause.Redirected,
        }
        : exception is MalformedAnswerException malformed ? new(
            AwsCallFailure.Malformed, service, operation, code: null, requestId, httpStatus: null, $"the answer breaks the service's model: {malformed.Message}")
        : exception is AmazonServiceException answered and not AmazonUnmarshallingException && (int)answered.StatusCode > 0
            ? FromAnswer(answered, service, operation)
        : IsTimeout(exception) ? Unanswered(AwsCallFailure.Timeout, SilenceIn(exception)?.Message ?? "no answer came in time", service, operation)
        : Unanswered(AwsCallFailure.Unreachable, Innermost(exception).Message, service, operation);

    /// <summary>One entry of a request failed, although the request as a whole was answered with success.</summary>
    internal static AwsCallException OfEntry(string code, string answer, string service, string operation, string? requestId) =>
        new(KindOf(code, (int)HttpStatusCode.BadRequest), service, operation, code, requestId, (int)HttpStatusCode.OK, answer);

    /// <summary>Whether the service asked to slow down.</summary>
    internal static bool IsThrottling(AmazonServiceException failure) => IsThrottling(failure.ErrorCode ?? "", (int)failure.StatusCode);

    private static bool IsThrottling(string code, int status) => ThrottlingCodes.Contains(code) || status == 429;

    private static AwsCallException FromAnswer(AmazonServiceException failure, string service, string operation) => new(
        KindOf(failure.ErrorCode ?? "", (int)failure.StatusCode),
        service,
        operation,
        failure.ErrorCode is { Length: > 0 } code ? code : failure.StatusCode.ToString(),
        failure.RequestId is { Length: > 0 } id ? id : null,
        (int)failure.StatusCode,
        failure.Message);

    private static AwsCallFailure KindOf(string code, int status) =>
        IsThrottling(code, status) ? AwsCallFailure.Throttled
        : RefusedCodes.Contains(code) ? AwsCallFailure.Refused
        : DeniedCodes.Contains(code) || status is 401 or 403 ? AwsCallFailure.Denied
        : NotFoundCodes.Contains(code) || status == 404 ? AwsCallFailure.NotFound
        : ConflictCodes.Contains(code) || status == 409 ? AwsCallFailure.Conflict
        : TimeoutCodes.Contains(code) || status == 408 ? AwsCallFailure.Timeout
        : status >= 500 ? AwsCallFailure.Unreachable
        : AwsCallFailure.Refused;

    // One asset of the SDK reports a time-out as TimeoutException, the other as a cancellation nobody asked for.
    private static bool IsTimeout(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is TimeoutException or OperationCanceledException or WebException { Status: WebExceptionStatus.Timeout })
            {
                return true;
            }
        }

        return false;
    }

    private static SilenceException? SilenceIn(Exception? exception) =>
        exception is null or SilenceException ? exception as SilenceException : SilenceIn(exception.InnerException);

    private static AwsCallException Unanswered(AwsCallFailure kind, string answer, string service, string operation) =>
        new(kind, service, operation, code: null, requestId: null, httpStatus: null, answer);

    private static Exception Innermost(Exception exception) => exception.InnerException is null ? exception : Innermost(exception.InnerException);
}
