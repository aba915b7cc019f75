using System.Text.Json.Nodes;
using SessionLogging.Sandbox.Ssm.Sessions;
using SsmSessionLogging.Tests.Shape;

namespace SsmSessionLogging.Tests.Module;

/// <summary>Every command of this module that a finding prints, run as it is printed.</summary>
public sealed class MendingTests : ModuleTest
{
    private const string Test = "Test-SsmLoggingPreference";
    private const string GroupArn = "arn:aws:logs:eu-west-1:111122223333:log-group:/session-manager/encrypted:*";

    /// <summary>What stands for what only a person can choose.</summary>
    private const string Chosen = "$BucketName = 'audit-logs-kms'; $LogGroupName = '/session-manager/encrypted'; $User = 'operator'; ";

    /// <summary>A document, or none, in which a rule is broken, by the rule and what is odd.</summary>
    private static readonly (string RuleId, string Oddity, string? Document)[] Broken =
    [
        ("PreferencesMissing", "no document", null),
        ("LoggedNowhere", "no destination", But("s3BucketName", "")),
        ("LoggedAtEndOnly", "a bucket alone", Documents.ToS3),
        ("LoggedAtEndOnly", "an upload at the end", Documents.ToS3But(("cloudWatchLogGroupName", "/session-manager/encrypted"))),
        ("BucketEncryptionNotRequired", "false", But("s3EncryptionEnabled", false)),
        ("LogGroupEncryptionNotRequired", "false", Documents.ToS3But(("cloudWatchLogGroupName", "/session-manager/encrypted"))),
        ("IdleTimeoutLong", "60", But("idleSessionTimeout", "60")),
        ("MissingIdleTimeout", "none", Without("idleSessionTimeout")),
        ("IdleSessionTimeoutRange", "61", But("idleSessionTimeout", "61")),
        ("MaxSessionDurationRange", "a day", But("maxSessionDuration", "a day")),
        ("NoMaxDurationForJustInTime", "a session of just-in-time access", Documents.ToS3),
        ("NumberWhereString", "20", But("idleSessionTimeout", 20)),
        ("FlagNotParsable", "yes", But("s3EncryptionEnabled", "yes")),
        ("FlagAsString", "encryption", But("s3EncryptionEnabled", "true")),
        ("FlagAsString", "run as", But("runAsEnabled", "false")),
        ("StreamingNotBoolean", "true", But("cloudWatchStreamingEnabled", "true")),
        ("DefaultVersionDiffers", "a latest version", Documents.ToS3),
        ("BucketNotAName", "an ARN", But("s3BucketName", "arn:aws:s3:::audit-logs")),
        ("BucketNotAName", "a blank", But("s3BucketName", "audit logs")),
        ("BucketNameIsArn", "an ARN", But("s3BucketName", "arn:aws:s3:::audit-logs")),
        ("BucketEncryptionNotAccepted", "DSSE-KMS", But("s3BucketName", Seeds.DsseBucket)),
        ("LogGroupNameIsArn", "an ARN", But("cloudWatchLogGroupName", GroupArn)),
        ("LogGroupNotAName", "an ARN", But("cloudWatchLogGroupName", GroupArn)),
        ("LogGroupNotAName", "a blank", But("cloudWatchLogGroupName", "a group")),
        ("KeyMissing", "no such alias", But("kmsKeyId", "alias/none")),
        ("KmsKeyIdShape", "a blank", But("kmsKeyId", "a key")),
        ("KeyInOtherRegion", "us-east-1", But("kmsKeyId", $"arn:aws:kms:us-east-1:111122223333:key/{Seeds.VirginiaKeyId}")),
        ("KeyNotSymmetric", "RSA", But("kmsKeyId", "alias/session-manager-rsa")),
        ("NothingUploadedWhereNotStreamed", "streamed alone", Documents.Streaming),
        ("RunAsWithoutUser", "no user", But("runAsEnabled", true)),
        ("RunAsUserIsAgents", "ssm-user", Documents.ToS3But(("runAsEnabled", true), ("runAsDefaultUser", "ssm-user"))),
        ("RunAsDefaultUserControlCharacters", "a line's end", But("runAsDefaultUser", "me\n")),
        ("ShellProfileShows", "Linux", But("shellProfile", new JsonObject { ["linux"] = "export TOKEN=1", ["windows"] = "" })),
    ];

    public static TheoryData<string, string> Situations
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var (rule, oddity, _) in Broken)
            {
                rows.Add(rule, oddity);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Situations))]
    public void The_printed_command_mends_what_was_found(string rule, string oddity)
    {
        Arrange(rule, Broken.Single(each => each.RuleId == rule && each.Oddity == oddity).Document);
        var found = Run(Test).ThrowOnError().Output.First(finding => Is(finding, rule, "Fail", "Warning"));

        Assert.Matches("^[A-Z][a-z]+-Ssm", found.Text("Remediation")!);
        Run(Chosen + found.Text("Remediation")).ThrowOnError();

        Assert.DoesNotContain(Run(Test).ThrowOnError().Output, finding => Is(finding, rule, "Fail", "Warning", "Unknown") && finding.Text("Subject") == found.Text("Subject"));
    }

    [Theory]
    [InlineData("s3BucketName", Seeds.DsseBucket, "BucketEncryptionNotRequired")]
    [InlineData("cloudWatchLogGroupName", Seeds.PlainLogGroup, "LogGroupEncryptionNotRequired")]
    public void No_command_is_printed_that_would_have_every_session_refused(string key, string destination, string rule)
    {
        Put(Documents.ToS3But((key, destination), ("s3EncryptionEnabled", false), ("cloudWatchEncryptionEnabled", false)));

        Assert.StartsWith("Require it once", Run(Test).ThrowOnError().Output.First(finding => Is(finding, rule, "Warning")).Text("Remediation"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_that_prints_a_command_has_a_situation()
    {
        var library = BuiltModule.Commands.SelectMany(command => command.OutputType).Select(output => output.Type).First(type => type?.Namespace == "SessionLogging.Audits")!.Assembly;
        var ids = (IEnumerable<string>)library.GetType("SessionLogging.Audits.Mending")!.GetProperty("ModuleRuleIds", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;

        Assert.Equal(ids.Order(StringComparer.Ordinal), Broken.Select(each => each.RuleId).Distinct().Order(StringComparer.Ordinal));
    }

    private static bool Is(PSObject finding, string rule, params string[] statuses) => finding.Text("RuleId") == rule && statuses.Contains(finding.Text("Status"));

    private static string But(string key, JsonNode value) => Documents.ToS3But((key, value));

    private static string Without(string key)
    {
        var document = JsonNode.Parse(Documents.ToS3)!;
        document["inputs"]!.AsObject().Remove(key);
        return document.ToJsonString();
    }

    private void Arrange(string rule, string? document)
    {
        if (document is not null)
        {
            Put(document);
        }

        var region = Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland);
        if (rule == "DefaultVersionDiffers")
        {
            Put(But("s3KeyPrefix", "other"), isDefault: false);
        }
        else if (rule == "NoMaxDurationForJustInTime")
        {
            region.Sessions.Add(new StoredSession
            {
                SessionId = "jdoe-0123456789abcdef0", Target = "i-02364c470a5f0bfd8", Owner = "arn:aws:iam::111122223333:user/jdoe", DocumentName = Preferences, AccessType = "JustInTime",
                StartDate = region.Clock.GetUtcNow().AddDays(-1), EndDate = region.Clock.GetUtcNow().AddDays(-1).AddMinutes(5),
            });
        }
    }
}
