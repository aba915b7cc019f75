using SessionLogging.Audits;
using SessionLogging.Checks;
using SessionLogging.Findings;
using SessionLogging.Preferences.Document;
using SessionLogging.Tests.Preferences.Editing;

namespace SessionLogging.Tests.Audits;

public sealed class DestinationRuleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What a lifecycle says of a log under sessions/, and when one of today may go.</summary>
    public static TheoryData<string, int?, string?, int?, string?, FindingStatus, string> Lifecycles { get; } = new()
    {
        { "", 30, null, 365, null, FindingStatus.Fail, "from 2026-12-29 on" },
        { "sessions/", 30, null, 365, null, FindingStatus.Fail, "from 2026-12-29 on" },
        { "sessions/jdoe", 30, null, 365, null, FindingStatus.Fail, "from 2026-12-29 on" },
        { "sessions/archive/", 30, null, 365, null, FindingStatus.Pass, "No rule" },
        { "sessions/a/b", 30, null, 365, null, FindingStatus.Pass, "No rule" },
        { "sess", 400, null, 365, null, FindingStatus.Pass, "from 2028-01-03 on" },
        { "other/", 30, null, 365, null, FindingStatus.Pass, "No rule" },
        { "", null, "2026-12-01", 365, null, FindingStatus.Fail, "from 2026-12-01 on" },
        { "", 30, null, null, null, FindingStatus.NotApplicable, "from 2026-12-29 on" },
        { "", 30, null, 365, "Enabled", FindingStatus.Warning, "old versions" },
        { "", 30, null, 365, "Suspended", FindingStatus.Fail, "from 2026-12-29 on" },
    };

    /// <summary>Statements of a bucket's policy, and whether they keep out what is sent without TLS.</summary>
    public static TheoryData<string, bool> Policies { get; } = new()
    {
        { """{"Effect":"Deny","Principal":"*","Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""", true },
        { """{"Effect":"Deny","Principal":{"AWS":"*"},"Action":["s3:GetObject","s3:PutObject"],"Condition":{"Bool":{"AWS:secureTransport":[false]}}}""", true },
        { """{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""", false },
        { """{"Effect":"Allow","Principal":"*","Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""", false },
        { """{"Effect":"Deny","Principal":"*","Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}""", false },
        { """{"Effect":"Deny","Principal":"*","Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false","aws:ViaAWSService":"false"}}}""", false },
        { """{"Effect":"Deny","Principal":"*","Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false"},"StringEquals":{"aws:PrincipalAccount":"1"}}}""", false },
        { """{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"s3:*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""", false },
    };

    /// <summary>Whom a key's policy lets in.</summary>
    public static TheoryData<string, FindingStatus> KeyPolicies { get; } = new()
    {
        { """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*"}""", FindingStatus.Warning },
        { """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/node"},"Action":["kms:GenerateDataKey*","kms:Decrypt"]}""", FindingStatus.Warning },
        { """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/admin"},"Action":"kms:Describe*"}""", FindingStatus.Fail },
        { """{"Effect":"Allow","Principal":{"Service":"logs.eu-west-1.amazonaws.com"},"Action":"kms:*"}""", FindingStatus.Fail },
        { """{"Effect":"Deny","Principal":"*","Action":"kms:*"}""", FindingStatus.Fail },
    };

    [Theory]
    [MemberData(nameof(Lifecycles))]
    public void What_a_lifecycle_does_to_logs_is_told_by_its_date(string prefix, int? days, string? date, int? wanted, string? versioning, FindingStatus expected, string said)
    {
        var from = date is null ? (DateTimeOffset?)null : DateTimeOffset.Parse(date + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        var evidence = Evidence() with
        {
            RetentionDays = wanted,
            Lifecycle = LookupResult.Known(new BucketLifecycle([new ExpirationRule(prefix, days, from)])),
            Versioning = LookupResult.Known(new BucketVersioning(versioning)),
        };

        var finding = Find("BucketLogsExpire", evidence);

        Assert.Equal(expected, finding.Status);
        Assert.Contains(said, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_policy_passes_only_where_its_text_keeps_everybody_out_without_TLS(string statement, bool passes) =>
        Assert.Equal(
            passes ? FindingStatus.Pass : FindingStatus.Warning,
            Find("BucketAllowsPlainHttp", Evidence() with { Policy = LookupResult.Known(new BucketPolicy($$"""{"Statement":[{{statement}}]}""")) }).Status);

    [Theory]
    [MemberData(nameof(KeyPolicies))]
    public void The_policy_of_a_customers_key_is_a_warning_at_best(string statement, FindingStatus expected) =>
        Assert.Equal(
            expected,
            Find("BucketKeyClosedToNodes", Evidence() with
            {
                BucketKey = LookupResult.Known(new KeyFacts("arn", "eu-west-1", "Enabled", IsSymmetric: true)),
                BucketKeyPolicy = LookupResult.Known(new KeyPolicy($$"""{"Statement":{{statement}} }""")),
            }).Status);

    [Fact]
    public void A_bucket_with_the_key_that_AWS_manages_needs_nothing()
    {
        var evidence = Evidence(LookupResult.Known(new BucketFacts("logs", "aws:kms", KmsKeyId: null)));

        Assert.Equal((FindingStatus.Pass, FindingStatus.Pass), (Find("BucketKeyNotUsable", evidence).Status, Find("BucketKeyClosedToNodes", evidence).Status));
    }

    [Fact]
    public void The_key_of_a_bucket_that_was_not_seen_is_unknown()
    {
        var evidence = Evidence(LookupResult.NotLooked<BucketFacts>());

        Assert.Equal((FindingStatus.Unknown, FindingStatus.Unknown), (Find("BucketKeyNotUsable", evidence).Status, Find("BucketKeyClosedToNodes", evidence).Status));
    }

    [Theory]
    [InlineData(100, "put-retention-policy --log-group-name '/a''b' --retention-in-days 120 --region eu-west-1 --profile x")]
    [InlineData(3653, "put-retention-policy --log-group-name '/a''b' --retention-in-days 3653 --region eu-west-1 --profile x")]
    [InlineData(3654, "delete-retention-policy --log-group-name '/a''b' --region eu-west-1 --profile x")]
    public void A_command_keeps_events_as_long_as_is_asked_for(int days, string expected)
    {
        var document = PreferenceDocument.Parse("""{"inputs":{"cloudWatchLogGroupName":"/a'b"}}""");
        var evidence = AuditEvidence.Unseen("eu-west-1", document) with { Destinations = DestinationEvidence.Unseen(PreferenceEvidence.Unseen("eu-west-1", document)) with { RetentionDays = days } };
        var finding = new Finding { RuleId = "LogGroupEventsExpire", Severity = FindingSeverity.Medium, Status = FindingStatus.Fail, Subject = "g", Message = "m", Remediation = "r", Reference = "f" };

        Assert.Equal($"aws logs {expected}", Mending.CommandFor(new Broken(finding, evidence, Edits.Target with { CliArguments = " --profile x" }), baseVersion: null));
        Assert.Null(Mending.CommandFor(new Broken(finding, evidence, Edits.Target with { CliArguments = null }), baseVersion: null));
    }

    private static DestinationEvidence Evidence(LookupResult<BucketFacts>? bucket = null) => new(new PreferenceEvidence(
        "eu-west-1",
        PreferenceDocument.Parse(Edits.Document(("S3BucketName", "logs"), ("S3KeyPrefix", "sessions"))),
        bucket ?? LookupResult.Known(new BucketFacts("logs", "AES256", KmsKeyId: null)),
        LogGroup: null,
        Key: null)) { Now = Noon };

    private static Finding Find(string rule, DestinationEvidence evidence) => Assert.Single(DestinationRules.All.Single(one => one.Id == rule).FindAll(evidence));
}
