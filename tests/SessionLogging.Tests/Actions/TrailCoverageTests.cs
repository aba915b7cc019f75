using SessionLogging.Actions.Checks;

namespace SessionLogging.Tests.Actions;

public sealed class TrailCoverageTests
{
    private static readonly FieldSelector Management = Field("eventCategory", "Management");

    public static TheoryData<string, TrailSelectors, bool?> Rows => new()
    {
        { "everything", Basic("All", includes: true), true },
        { "writes", Basic("WriteOnly", includes: true), true },
        { "reads", Basic("ReadOnly", includes: true), false },
        { "no management events", Basic("All", includes: false), false },
        { "not KMS", Basic("All", includes: true, "kms.amazonaws.com"), true },
        { "not Systems Manager", Basic("All", includes: true, "ssm.amazonaws.com"), false },
        { "nothing", new TrailSelectors([], []), false },
        { "advanced, all", Advanced([Management]), true },
        { "advanced, data only", Advanced([Field("eventCategory", "Data")]), false },
        { "advanced, writes", Advanced([Management, Field("readOnly", "false")]), true },
        { "advanced, reads", Advanced([Management, Field("readOnly", "true")]), false },
        { "advanced, not KMS", Advanced([Management, new("eventSource", [], [], [], ["kms.amazonaws.com"], [], [])]), true },
        { "advanced, not Systems Manager", Advanced([Management, new("eventSource", [], [], [], ["kms.amazonaws.com", "ssm.amazonaws.com"], [], [])]), false },
        { "advanced, not what begins ssm", Advanced([Management, new("eventSource", [], [], [], [], ["ssm."], [])]), false },
        { "advanced, not what ends so", Advanced([Management, new("eventSource", [], [], [], [], [], [".amazonaws.com"])]), false },
        { "advanced, what begins Start", Advanced([Management, new("eventName", [], ["Start"], [], [], [], [])]), false },
        { "advanced, what ends Session", Advanced([Management, new("eventName", [], [], ["Session"], [], [], [])]), true },
        { "advanced, each event by one selector", Advanced([Management, Field("eventName", "StartSession")], [Management, Field("eventName", "ResumeSession", "TerminateSession")]), true },
        { "advanced, of some users", Advanced([Management, new("userIdentity.arn", [], ["arn:aws:iam::"], [], [], [], [])]), null },
        { "advanced, reads of some users", Advanced([Field("readOnly", "true"), new("userIdentity.arn", [], ["arn:aws:iam::"], [], [], [], [])]), false },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_trail_records_the_calls_or_not(string name, TrailSelectors selectors, bool? records)
    {
        Assert.NotEmpty(name);
        Assert.Equal(records, TrailCoverage.Records(selectors, [SessionEvent.Start, SessionEvent.Resume, SessionEvent.Terminate]));
    }

    [Fact]
    public void Only_the_events_that_are_asked_for_have_to_be_recorded()
    {
        var starts = Advanced([Management, new("eventName", [], ["Start"], [], [], [], [])]);

        Assert.True(TrailCoverage.Records(starts, [SessionEvent.Start]));
    }

    [Theory]
    [InlineData("eu-west-1", false, true)]
    [InlineData("us-east-1", false, false)]
    [InlineData("us-east-1", true, true)]
    public void A_trail_covers_its_own_Region_or_all(string home, bool isMultiRegion, bool covers) =>
        Assert.Equal(covers, TrailCoverage.Covers(new Trail("t", "arn", home, isMultiRegion, IsOrganization: false), "eu-west-1"));

    private static TrailSelectors Basic(string type, bool includes, params string[] excluded) => new([new(type, includes, excluded)], []);

    private static TrailSelectors Advanced(params FieldSelector[][] selectors) => new([], [.. selectors.Select(fields => new AdvancedSelector(fields))]);

    private static FieldSelector Field(string name, params string[] values) => new(name, values, [], [], [], [], []);
}
