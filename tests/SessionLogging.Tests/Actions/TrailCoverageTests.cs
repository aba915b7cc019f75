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

    /// <summary>Selectors, and whether they take in reads of all objects below arn:aws:s3:::logs/sessions/.</summary>
    public static TheoryData<string, TrailSelectors, bool?> Reads => new()
    {
        { "management alone", Basic("All", includes: true), false },
        { "all objects", Objects("All", "arn:aws:s3"), true },
        { "all objects, as the console writes it", Objects("ReadOnly", "arn:aws:s3:::"), true },
        { "the bucket", Objects("All", "arn:aws:s3:::logs/"), true },
        { "the folder", Objects("All", "arn:aws:s3:::logs/sess"), true },
        { "writes", Objects("WriteOnly", "arn:aws:s3:::logs/"), false },
        { "another bucket", Objects("All", "arn:aws:s3:::logs-of-others/"), false },
        { "a part of it", Objects("All", "arn:aws:s3:::logs/sessions/a"), false },
        { "functions", new TrailSelectors([Selector("All") with { DataResources = [new DataResource("AWS::Lambda::Function", ["arn:aws:s3"])] }], []), false },
        { "advanced, all objects", Advanced([Data, Object]), true },
        { "advanced, management", Advanced([Management]), false },
        { "advanced, functions", Advanced([Data, Field("resources.type", "AWS::Lambda::Function")]), false },
        { "advanced, reads", Advanced([Data, Object, Field("readOnly", "true")]), true },
        { "advanced, writes", Advanced([Data, Object, Field("readOnly", "false")]), false },
        { "advanced, the bucket", Advanced([Data, Object, new("resources.ARN", [], ["arn:aws:s3:::logs/"], [], [], [], [])]), true },
        { "advanced, another bucket", Advanced([Data, Object, new("resources.ARN", [], ["arn:aws:s3:::other/"], [], [], [], [])]), false },
        { "advanced, a part of it", Advanced([Data, Object, new("resources.ARN", [], ["arn:aws:s3:::logs/sessions/a"], [], [], [], [])]), null },
        { "advanced, not the bucket", Advanced([Data, Object, new("resources.ARN", [], [], [], [], ["arn:aws:s3:::logs/"], [])]), false },
        { "advanced, not another", Advanced([Data, Object, new("resources.ARN", [], [], [], [], ["arn:aws:s3:::other/"], [])]), true },
        { "advanced, not a part of it", Advanced([Data, Object, new("resources.ARN", [], [], [], [], ["arn:aws:s3:::logs/sessions/a"], [])]), null },
        { "advanced, one object", Advanced([Data, Object, Field("resources.ARN", "arn:aws:s3:::logs/sessions/a.log")]), null },
        { "advanced, of some users", Advanced([Data, Object, new("userIdentity.arn", [], ["arn:aws:iam::"], [], [], [], [])]), null },
        { "advanced, by other calls", Advanced([Data, Object, Field("eventName", "DeleteObject")]), false },
    };

    [Theory]
    [MemberData(nameof(Reads))]
    public void A_trail_records_reads_of_logs_or_not(string name, TrailSelectors selectors, bool? records)
    {
        Assert.NotEmpty(name);
        Assert.Equal(records, TrailCoverage.RecordsReads(selectors, "arn:aws:s3:::logs/sessions/"));
    }

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

    private static FieldSelector Data => Field("eventCategory", "Data");

    private static FieldSelector Object => Field("resources.type", "AWS::S3::Object");

    private static BasicSelector Selector(string type) => new(type, IncludesManagementEvents: false, []);

    private static TrailSelectors Objects(string type, string value) => new([Selector(type) with { DataResources = [new DataResource("AWS::S3::Object", [value])] }], []);

    private static FieldSelector Field(string name, params string[] values) => new(name, values, [], [], [], [], []);
}
