using SessionLogging.Text;

namespace SessionLogging.Tests;

public sealed class ShownTextTests
{
    [Theory]
    [InlineData("\u001b[31mred", @"\u001B[31mred")]
    [InlineData("a\u202eb", @"a\u202Eb")]
    [InlineData("a\u2066b\u2069\u200e\u200f\u061c", @"a\u2066b\u2069\u200E\u200F\u061C")]
    [InlineData("a\u200bb\u200c\u200d\u2060\ufeff\u00ad", @"a\u200Bb\u200C\u200D\u2060\uFEFF\u00AD")]
    [InlineData("\0\u0007\u007f\u009b", @"\u0000\u0007\u007F\u009B")]
    [InlineData("a\tb\nc\r\nd\re", @"a\tb\nc\r\nd\re")]
    [InlineData("a\u2028b\u2029c\u0085d", @"a\u2028b\u2029c\u0085d")]
    [InlineData("\U000e0041x", @"\uDB40\uDC41x")]
    [InlineData("\u3164\u115f\u034f", @"\u3164\u115F\u034F")]
    [InlineData("Zoë 鈴木 🙂 ⚠️ a\\b", "Zoë 鈴木 🙂 ⚠️ a\\b")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void What_is_not_seen_or_moves_others_is_an_escape_and_the_rest_stays(string? text, string shown) =>
        Assert.Equal(shown, ShownText.Of(text));

    // Attributes cannot hold them.
    [Fact]
    public void Halves_of_surrogate_pairs_are_escapes() => Assert.Equal(@"\uD800a\uDC00", ShownText.Of("\ud800a\udc00"));

    [Fact]
    public void Lines_and_tabs_may_stay_but_nothing_that_goes_back_to_a_lines_start() =>
        Assert.Equal("a\tb\nc\r\nd\\re\\u000B", ShownText.Lines("a\tb\nc\r\nd\re\v"));

    [Fact]
    public void Nothing_passes_whatever_it_stands_beside() => Gen.OneOf(Gen.Char, Gen.Char['\u2000', '\u206f'], Gen.Char['\ud800', '\udfff']).Array.Sample(characters =>
    {
        foreach (var rune in ShownText.Of(new string(characters)).EnumerateRunes())
        {
            Assert.NotEqual(Rune.ReplacementChar, characters.Contains('\ufffd') ? default : rune);
            Assert.False(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
        }
    });

    [Fact]
    public void Quoted_text_is_shown_text_and_is_cut_between_characters()
    {
        Assert.Equal(@"'a\u202Eb\u200B\n'", Unicode.Quote("a\u202eb\u200b\n"));
        Assert.Equal($"'{new string('a', 79)}…'", Unicode.Quote(new string('a', 79) + "🙂b"));
    }

    [Fact]
    public void A_moment_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("th-TH");
            Assert.Equal("2026-03-15 22:30:00Z", ShownText.Time(new DateTimeOffset(2026, 3, 16, 0, 30, 0, TimeSpan.FromHours(2))));
            Assert.Equal("", ShownText.Time(null));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
