namespace SessionLogging.Tests.Actions;

public sealed class SessionEventPatternTests
{
    public static TheoryData<string> Rows => [.. PatternTable.Rows.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_pattern_is_for_the_events_of_the_table_and_no_others(string row)
    {
        var (filter, expected) = PatternTable.Rows[row];

        var pattern = SessionEventPattern.Write(filter);

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            PatternTable.Events.Where(one => PatternMatcher.Matches(pattern, one.Value)).Select(one => one.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_pattern_is_read_as_the_filter_that_it_was_written_from(string row)
    {
        var pattern = SessionEventPattern.Write(PatternTable.Rows[row].Filter);

        var filter = SessionEventPattern.Read(pattern, out var isExact)!;

        Assert.True(isExact);
        Assert.Equal(pattern, SessionEventPattern.Write(filter));
    }

    [Theory]
    [InlineData("""{"source":["aws.ec2"]}""")]
    [InlineData("""{"source":["aws.ssm"],"detail-type":["Parameter Store Change"]}""")]
    [InlineData("no JSON")]
    [InlineData(null)]
    public void A_pattern_about_something_else_is_none_of_sessions(string? pattern) =>
        Assert.Null(SessionEventPattern.Read(pattern, out _));

    [Theory]
    [InlineData("""{"source":["aws.ssm"],"detail":{"eventSource":["ssm.amazonaws.com"],"eventName":["StartSession"],"sourceIPAddress":["203.0.113.7"]}}""")]
    [InlineData("""{"source":["aws.ssm"],"detail":{"eventSource":["ssm.amazonaws.com"],"eventName":[{"suffix":"Session"}]}}""")]
    public void A_pattern_that_says_more_is_read_in_part(string pattern)
    {
        Assert.NotNull(SessionEventPattern.Read(pattern, out var isExact));
        Assert.False(isExact);
    }

    [Theory]
    [InlineData(SessionEvent.Start, SessionEvent.Terminate)]
    [InlineData(SessionEvent.Resume)]
    public void Target_and_document_narrow_starts_only(params SessionEvent[] events)
    {
        Assert.Equal("NarrowingNeedsStart", Refusal(new SessionEventFilter { Events = events, SessionTargets = ["i-02573cafcfEXAMPLE"] }).ErrorId);
        Assert.Equal("NarrowingNeedsStart", Refusal(new SessionEventFilter { Events = events, Documents = ["Ops-Shell"] }).ErrorId);
    }

    [Theory]
    [InlineData("jdoe", "UserArnShape")]
    [InlineData("arn:aws:s3:::bucket", "UserArnShape")]
    [InlineData("arn:aws:iam::111122223333:user/*doe", "UserArnShape")]
    [InlineData("arn:aws:iam::111122223333:role/ops/Admin", "UserArnIsRole")]
    public void An_ARN_that_nobody_calls_with_is_refused(string arn, string rule)
    {
        var refusal = Refusal(new SessionEventFilter { UserArns = [arn] });

        Assert.Equal((rule, FailureCategory.InvalidInput), (refusal.ErrorId, refusal.Category));
    }

    [Fact]
    public void A_role_is_answered_with_the_ARN_of_its_sessions() => Assert.Contains(
        "'arn:aws:sts::111122223333:assumed-role/Admin/'",
        Refusal(new SessionEventFilter { UserArns = ["arn:aws:iam::111122223333:role/ops/Admin"] }).RecommendedAction,
        StringComparison.Ordinal);

    [Fact]
    public void A_pattern_that_is_too_long_is_refused() => Assert.Equal(
        "PatternTooLong",
        Refusal(new SessionEventFilter { UserArns = [.. Enumerable.Range(0, 100).Select(n => $"arn:aws:iam::111122223333:user/somebody-{n}")] }).ErrorId);

    private static SessionActionException Refusal(SessionEventFilter filter) =>
        Assert.Throws<SessionActionException>(() => SessionEventPattern.Write(filter));
}
