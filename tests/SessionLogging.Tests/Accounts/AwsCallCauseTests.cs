namespace SessionLogging.Tests.Accounts;

public sealed class AwsCallCauseTests
{
    [Theory]
    [InlineData("SSM", "GetDocument", "ExpiredTokenException", "The security token included in the request is expired", "TokenExpired")]
    [InlineData("S3", "HeadObject", "ExpiredToken", "The provided token has expired.", "TokenExpired")]
    [InlineData("S3", "HeadObject", "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.", "ClockSkewed")]
    [InlineData("SSM", "GetDocument", "InvalidSignatureException", "Signature expired: 20241015T212205Z is now earlier than 20241015T220000Z", "ClockSkewed")]
    [InlineData("STS", "GetCallerIdentity", "SignatureDoesNotMatch", "Signature not yet current: 20241015T222205Z is still later than 20241015T220000Z", "ClockSkewed")]
    [InlineData("SSM", "GetDocument", "InvalidSignatureException", "The request signature we calculated does not match the signature you provided.", "AccessDenied")]
    [InlineData("STS", "AssumeRole", "RegionDisabledException", "STS is not activated in this region for account:111122223333.", "RegionNotEnabled")]
    [InlineData("STS", "AssumeRole", "AccessDenied", "User: x is not authorized to perform: sts:AssumeRole on resource: y", "RoleRefused")]
    [InlineData("STS", "GetCallerIdentity", "AccessDenied", "no", "AccessDenied")]
    [InlineData("SSM", "GetDocument", "AccessDeniedException", "no", "AccessDenied")]
    [InlineData("SSM", "GetDocument", "UnrecognizedClientException", "The security token included in the request is invalid.", "AccessDenied")]
    public void What_the_answer_tells_is_the_errors_name(string service, string operation, string code, string answer, string errorId)
    {
        var failure = new AwsCallException(AwsCallFailure.Denied, service, operation, code, "request-1", 403, answer);

        Assert.Equal(errorId, failure.ErrorId);
        Assert.Equal(FailureCategory.Denied, failure.Category);
        Assert.Contains(answer.TrimEnd('.'), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_cause_has_advice_of_its_own()
    {
        var denied = new AwsCallException(AwsCallFailure.Denied, "SSM", "GetDocument", "AccessDeniedException", "request-1", 403, "no");

        var advice = Enum.GetValues<AwsCallCause>().Select(cause => denied.Because(cause).RecommendedAction).ToList();

        Assert.Equal(advice.Count, advice.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(null, advice);
    }

    [Fact]
    public void What_was_found_out_keeps_what_was_answered()
    {
        var unknown = new AwsCallException(AwsCallFailure.Denied, "SSM", "GetDocument", "UnrecognizedClientException", "request-1", 400, "invalid");

        var known = unknown.Because(AwsCallCause.RegionNotEnabled, "the Region is off", about: "eu-south-2");

        Assert.Equal("SSM GetDocument failed: UnrecognizedClientException: the Region is off (request id request-1).", known.Message);
        Assert.Equal((true, false, "eu-south-2"), (unknown.IsOfIdentity, known.IsOfIdentity, known.Subject));
    }
}
