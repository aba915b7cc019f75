using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Rules;

namespace SessionLogging.Tests.Preferences;

public sealed class PreferenceProblemTests
{
    [Theory]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20"}}""", "")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":""}}""", "")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","x":1,"cloudWatchStreamingEnabled":null,"runAsEnabled":null}}""", "")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{}}""", "IdleSessionTimeout MissingIdleTimeout")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":20}}""", "IdleSessionTimeout NumberWhereString")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"61"}}""", "IdleSessionTimeout IdleSessionTimeoutRange")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","maxSessionDuration":"1440"}}""", "")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","maxSessionDuration":"an hour"}}""", "MaxSessionDuration MaxSessionDurationRange")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"{{ssm:idle}}"}}""", "IdleSessionTimeout ReferenceNotChecked")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","s3EncryptionEnabled":"true"}}""", "S3EncryptionEnabled FlagAsString")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","runAsEnabled":""}}""", "RunAsEnabled FlagAsString")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","runAsEnabled":"yes"}}""", "RunAsEnabled FlagNotParsable")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","cloudWatchEncryptionEnabled":1}}""", "CloudWatchEncryptionEnabled FlagNotParsable")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","cloudWatchStreamingEnabled":"true"}}""", "CloudWatchStreamingEnabled StreamingNotBoolean")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","cloudWatchStreamingEnabled":""}}""", "CloudWatchStreamingEnabled StreamingNotBoolean")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","kmsKeyId":5}}""", "KmsKeyId NotText")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","s3BucketName":"arn:aws:s3:::logs"}}""", "S3BucketName BucketNameIsArn")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","cloudWatchLogGroupName":"arn:aws:logs:eu-west-1:111122223333:log-group:g:*"}}""", "CloudWatchLogGroupName LogGroupNameIsArn")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","shellProfile":"ls"}}""", "inputs.shellProfile NotAnObject")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20"},"a":1,"a":2}""", "a DuplicateKey")]
    [InlineData("""{"sessionType":"Port","properties":{}}""", "SessionType NotPreferences")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20"} }""", "SessionType MissingSessionType")]
    [InlineData("""{"SessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20"}}""", "SessionType KeyInOtherCase")]
    [InlineData("""{"sessionType":"Standard_Stream","UpdateMethod":"NewVersion","inputs":{"idleSessionTimeout":"20"}}""", "UpdateMethod UpdateMethodInContent")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","S3BucketName":"b"}}""", "inputs.S3BucketName KeyInOtherCase")]
    [InlineData("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","shellProfile":{"Linux":"ls"}}}""", "inputs.shellProfile.Linux KeyInOtherCase")]
    [InlineData("""{"sessionType":"Standard_Stream","Inputs":{"idleSessionTimeout":"20"}}""", "Inputs KeyInOtherCase, IdleSessionTimeout MissingIdleTimeout")]
    public void What_hurts_in_a_document_is_told_by_setting_and_kind(string json, string expected)
    {
        var problems = PreferenceRules.ProblemsIn(PreferenceDocument.Parse(json));

        Assert.Equal(expected, string.Join(", ", problems.Select(problem => $"{problem.Subject} {problem.RuleId}")));
        Assert.All(problems, problem => Assert.EndsWith(".", problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_streaming_reference_is_both_a_reference_and_no_boolean()
    {
        var problems = PreferenceRules.ProblemsIn(PreferenceDocument.Parse("""{"sessionType":"Standard_Stream","inputs":{"idleSessionTimeout":"20","cloudWatchStreamingEnabled":"{{stream}}"}}"""));

        Assert.Equal(["StreamingNotBoolean", "ReferenceNotChecked"], problems.Select(problem => problem.RuleId));
    }

    [Theory]
    [InlineData("all-empty-streaming-on.json", "")]
    [InlineData("booleans-as-strings.json", "FlagAsString, FlagAsString, MissingIdleTimeout")]
    [InlineData("no-inputs.json", "MissingSessionType, MissingIdleTimeout")]
    [InlineData("tf-updatemethod-inside.json", "UpdateMethodInContent")]
    [InlineData("unknown-top-level-field.json", "UpdateMethodInContent")]
    [InlineData("prefix-with-trailing-slash.json", "")]
    [InlineData("s3-only-with-quoted-shell-profile.json", "KmsKeyIdShape")]
    public void Real_documents_show_their_problems(string name, string expected) =>
        Assert.Equal(expected, string.Join(", ", PreferenceRules.ProblemsIn(PreferenceDocument.Parse(PreferenceCorpus.Read(name))).Select(problem => problem.RuleId)));

    [Theory]
    [InlineData("4", "3", "4", true)]
    [InlineData("3", "3", "4", true)]
    [InlineData("2", "3", "4", false)]
    [InlineData("4", "4", "4", false)]
    [InlineData("3", "3", null, false)]
    public void A_latest_version_that_is_not_the_default_is_one_of_both(string version, string ofDefault, string? latest, bool isTold)
    {
        var preference = LoggingPreference.From(
            PreferenceDocument.CreateNew(), "111122223333", "eu-west-1", "x", version, ofDefault, owner: null, createdDate: null, latest);

        Assert.Equal(isTold ? ["DefaultVersionDiffers"] : [], preference.Problems.Select(problem => problem.RuleId));
    }
}
