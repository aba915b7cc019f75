using SessionLogging.Preferences;

namespace SessionLogging.Tests.Preferences;

public sealed class PreferenceProblemTests
{
    [Theory]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20"}}""", "")]
    [InlineData("""{"inputs":{"idleSessionTimeout":""}}""", "")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20","x":1,"cloudWatchStreamingEnabled":null,"runAsEnabled":null}}""", "")]
    [InlineData("""{"inputs":{}}""", "IdleSessionTimeout MissingIdleTimeout")]
    [InlineData("""{"inputs":{"idleSessionTimeout":20}}""", "IdleSessionTimeout NumberWhereString")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"61"}}""", "IdleSessionTimeout MinutesOutOfRange")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20","maxSessionDuration":"1440"}}""", "")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20","maxSessionDuration":"an hour"}}""", "MaxSessionDuration MinutesOutOfRange")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"{{ssm:idle}}"}}""", "IdleSessionTimeout Reference")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20","s3EncryptionEnabled":"true"}}""", "S3EncryptionEnabled FlagAsString")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20","runAsEnabled":""}}""", "RunAsEnabled FlagAsString")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20","runAsEnabled":"yes"}}""", "RunAsEnabled FlagNotParsable")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20","cloudWatchEncryptionEnabled":1}}""", "CloudWatchEncryptionEnabled FlagNotParsable")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20","cloudWatchStreamingEnabled":"true"}}""", "CloudWatchStreamingEnabled StreamingNotBoolean")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20","cloudWatchStreamingEnabled":""}}""", "CloudWatchStreamingEnabled StreamingNotBoolean")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20","kmsKeyId":5}}""", "KmsKeyId NotText")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20","s3BucketName":"arn:aws:s3:::logs"}}""", "S3BucketName BucketIsArn")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20","cloudWatchLogGroupName":"arn:aws:logs:eu-west-1:111122223333:log-group:g:*"}}""", "CloudWatchLogGroupName GroupIsArn")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20","shellProfile":"ls"}}""", "inputs.shellProfile NotAnObject")]
    [InlineData("""{"inputs":{"idleSessionTimeout":"20"},"a":1,"a":2}""", "a DuplicateKey")]
    [InlineData("""{"sessionType":"Port","properties":{}}""", "SessionType NotPreferences")]
    public void What_hurts_in_a_document_is_told_by_setting_and_kind(string json, string expected)
    {
        var problems = PreferenceDocument.Parse(json).Problems;

        Assert.Equal(expected, string.Join(", ", problems.Select(problem => $"{problem.Setting} {problem.Kind}")));
        Assert.All(problems, problem => Assert.EndsWith(".", problem.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_streaming_reference_is_both_a_reference_and_no_boolean()
    {
        var problems = PreferenceDocument.Parse("""{"inputs":{"idleSessionTimeout":"20","cloudWatchStreamingEnabled":"{{stream}}"}}""").Problems;

        Assert.Equal([PreferenceProblemKind.StreamingNotBoolean, PreferenceProblemKind.Reference], problems.Select(problem => problem.Kind));
    }

    [Theory]
    [InlineData("all-empty-streaming-on.json", "")]
    [InlineData("booleans-as-strings.json", "FlagAsString, FlagAsString, MissingIdleTimeout")]
    [InlineData("no-inputs.json", "MissingIdleTimeout")]
    [InlineData("prefix-with-trailing-slash.json", "")]
    [InlineData("s3-only-with-quoted-shell-profile.json", "")]
    public void Real_documents_show_their_problems(string name, string expected) =>
        Assert.Equal(expected, string.Join(", ", PreferenceDocument.Parse(PreferenceCorpus.Read(name)).Problems.Select(problem => problem.Kind)));
}
