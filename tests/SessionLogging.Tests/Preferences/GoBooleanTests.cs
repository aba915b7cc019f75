using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Preferences;

public sealed class GoBooleanTests
{
    [Theory]
    [InlineData("1 t T TRUE true True", true)]
    [InlineData("0 f F FALSE false False", false)]
    [InlineData("yes no on off tRUE fALSE 2 01 -1 true. ＴＲＵＥ", null)]
    public void A_string_is_a_boolean_where_Go_says_so(string texts, bool? expected) =>
        Assert.All(texts.Split(' '), text => Assert.Equal(expected, GoBoolean.Parse(text)));

    [Theory]
    [InlineData("")]
    [InlineData(" true")]
    [InlineData("true ")]
    [InlineData("true\n")]
    public void White_space_and_nothing_are_no_booleans(string text) => Assert.Null(GoBoolean.Parse(text));
}
