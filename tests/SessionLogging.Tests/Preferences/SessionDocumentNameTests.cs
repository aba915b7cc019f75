using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Preferences;

public sealed class SessionDocumentNameTests
{
    [Theory]
    [InlineData("SSM-SessionManagerRunShell", "", "")]
    [InlineData("a.b", "", "")]
    [InlineData("arn:aws:ssm:eu-west-1:111122223333:document/Shared", "", "DocumentNameIsArn")]
    [InlineData("ab", "DocumentNameCharacters", "DocumentNameCharacters")]
    [InlineData("a b c", "DocumentNameCharacters", "DocumentNameCharacters")]
    [InlineData("Préférences", "DocumentNameCharacters", "DocumentNameCharacters")]
    [InlineData("abc\n", "DocumentNameCharacters", "DocumentNameCharacters")]
    public void A_name_can_be_read_and_changed_an_ARN_only_read(string name, string onReading, string onChanging)
    {
        Assert.Equal(onReading, RuleBroken(() => SessionDocumentName.RequireReadable(name)));
        Assert.Equal(onChanging, RuleBroken(() => SessionDocumentName.RequireChangeable(name)));
    }

    [Theory]
    [InlineData(128, "")]
    [InlineData(129, "DocumentNameCharacters")]
    public void A_name_has_at_most_128_characters(int length, string rule) =>
        Assert.Equal(rule, RuleBroken(() => SessionDocumentName.RequireChangeable(new string('a', length))));

    private static string RuleBroken(Action check) => (Record.Exception(check) as PreferenceRuleException)?.Rule ?? "";
}
