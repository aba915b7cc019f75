namespace SessionLogging.Tests.Sessions.Logging;

/// <summary>Every row of both truth tables.</summary>
public sealed class LogStatusTests
{
    public static TheoryData<string> WithoutLooking => [.. LogStatusTable.Rows.Select(row => row.Name)];

    public static TheoryData<string> AfterLooking => [.. LogCheckTable.Rows.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(WithoutLooking))]
    public Task Without_looking(string situation) => HoldsAsync(LogStatusTable.Rows.Single(row => row.Name == situation));

    [Theory]
    [MemberData(nameof(AfterLooking))]
    public Task After_looking(string situation) => HoldsAsync(LogCheckTable.Rows.Single(row => row.Name == situation));

    private static async Task HoldsAsync(LogStatusCase row)
    {
        var assessment = await Situations.AssessAsync(row.Documents, row.Session);
        if (row.Store is { } store)
        {
            assessment = Assert.Single(await store.Check(Situations.Time).CheckAsync([assessment], TestContext.Current.CancellationToken));
        }

        Assert.Equal((row.S3, row.CloudWatch, row.Overall), (assessment.S3.Status, assessment.CloudWatch.Status, assessment.Status));
        Assert.Contains(row.Words, assessment.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("  ", assessment.Detail, StringComparison.Ordinal);
        Assert.Equal(assessment.Status is LogStatus.Unknown, assessment.UnknownReason is { Length: > 0 });
        Assert.DoesNotContain(row.Session.SessionId, assessment.UnknownReason ?? "", StringComparison.Ordinal);
        if (assessment.S3.Status is LogStatus.Found or LogStatus.Empty or LogStatus.Missing or LogStatus.Expected or LogStatus.Pending)
        {
            Assert.NotNull(assessment.S3.Place);
        }
    }
}
