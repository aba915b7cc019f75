namespace SessionLogging.Tests.Accounts;

/// <summary>What a failed call says: what was tried, what was answered, what to do.</summary>
public sealed class FailureTextTests
{
    [Fact]
    public void An_answer_is_told_with_its_code_and_request_id()
    {
        var failure = new AwsCallException(AwsCallFailure.NotFound, "SSM", "GetDocument", "InvalidDocument", "1-2-3", 400, "Document x does not exist.");

        Assert.Equal("SSM GetDocument failed: InvalidDocument: Document x does not exist (request id 1-2-3).", failure.Message);
    }

    [Fact]
    public void Where_no_answer_came_the_reason_is_told() => Assert.Equal(
        "S3 ListBuckets failed: no answer came in time.",
        new AwsCallException(AwsCallFailure.Timeout, "S3", "ListBuckets", code: null, requestId: null, httpStatus: null, "no answer came in time").Message);

    [Theory]
    [InlineData(AwsCallFailure.Refused, "Refused", FailureCategory.Refused, false, false)]
    [InlineData(AwsCallFailure.Denied, "AccessDenied", FailureCategory.Denied, false, false)]
    [InlineData(AwsCallFailure.NotFound, "NotFound", FailureCategory.NotFound, false, true)]
    [InlineData(AwsCallFailure.Conflict, "Conflict", FailureCategory.Conflict, false, true)]
    [InlineData(AwsCallFailure.Throttled, "Throttled", FailureCategory.Throttled, false, true)]
    [InlineData(AwsCallFailure.Unreachable, "Unreachable", FailureCategory.Unreachable, true, true)]
    [InlineData(AwsCallFailure.Timeout, "Timeout", FailureCategory.Timeout, true, true)]
    public void Each_kind_says_what_it_is_and_what_to_do(AwsCallFailure kind, string errorId, FailureCategory category, bool mayHaveHappened, bool mayPass)
    {
        var failure = new AwsCallException(kind, "S3", "GetBucketEncryption", "Code", "1", 400, "no");

        Assert.Equal((errorId, category), (failure.ErrorId, failure.Category));
        Assert.Equal((mayHaveHappened, mayPass), (failure.MayHaveHappened, failure.MayPass));
        Assert.Equal(kind is AwsCallFailure.Refused, failure.RecommendedAction is null);
    }

    [Fact]
    public void A_denial_names_the_right_that_is_missing() => Assert.Equal(
        """Allow it with this statement: {"Effect":"Allow","Action":"s3:GetEncryptionConfiguration","Resource":"*"}""",
        new AwsCallException(AwsCallFailure.Denied, "S3", "GetBucketEncryption", "AccessDenied", "1", 403, "no").RecommendedAction);
}
