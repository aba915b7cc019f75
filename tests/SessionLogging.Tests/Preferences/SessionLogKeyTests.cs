using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Preferences;

public sealed class SessionLogKeyTests
{
    [Theory]
    [InlineData("", "ID.log")]
    [InlineData("logs", "logs/ID.log")]
    [InlineData("logs/", "logs/ID.log")]
    [InlineData("a//b", "a/b/ID.log")]
    [InlineData("/logs", "/logs/ID.log")]
    [InlineData("//logs//", "/logs/ID.log")]
    [InlineData("/", "/ID.log")]
    [InlineData(".", "ID.log")]
    [InlineData("./a/./b", "a/b/ID.log")]
    [InlineData("a/../b", "b/ID.log")]
    [InlineData("..", "../ID.log")]
    [InlineData("../../a/..", "../../ID.log")]
    [InlineData("/../a", "/a/ID.log")]
    [InlineData("a/../../b", "../b/ID.log")]
    [InlineData("...", ".../ID.log")]
    [InlineData(" a ", " a /ID.log")]
    [InlineData("a\\b", "a\\b/ID.log")]
    public void A_key_is_joined_and_cleaned_as_the_agent_does(string prefix, string key) =>
        Assert.Equal(key, SessionLogKey.For(prefix, "ID"));

    [Fact]
    public void Colons_are_dropped_from_the_session_id() =>
        Assert.Equal("logs/jdoe0123.log", SessionLogKey.For("logs", "jdoe:0123"));

    [Fact]
    public void A_cleaned_prefix_is_stable_and_what_cancels_itself_changes_nothing() =>
        Gen.OneOf("a", "b", ".", "..", "", "é", "...").Array[0, 6].Select(parts => string.Join("/", parts)).Sample(prefix =>
        {
            var key = SessionLogKey.For(prefix, "ID");
            var cleaned = key[..^"ID.log".Length];

            Assert.EndsWith("ID.log", key, StringComparison.Ordinal);
            Assert.DoesNotContain("//", key, StringComparison.Ordinal);
            Assert.Equal(prefix.StartsWith('/'), key.StartsWith('/'));
            Assert.Equal(key, SessionLogKey.For(cleaned, "ID"));
            Assert.Equal(key, prefix.Length == 0 ? key : SessionLogKey.For(prefix + "/x/.././", "ID"));
        });
}
