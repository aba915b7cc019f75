using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Json;

namespace SessionLogging.Tests.Preferences;

/// <summary>What holds for every document and every edit.</summary>
public sealed class PreferenceDocumentProperties
{
    private const int Documents = 3_000;

    [Fact]
    public void A_change_leaves_every_byte_outside_the_changed_settings() =>
        Gen.Select(RandomDocument.Pieces, RandomDocument.Edit).Sample(
            (pieces, edit) =>
            {
                var changed = PreferenceDocument.Parse(RandomDocument.TextOf(pieces)).With(edit).Text;

                var place = 0;
                var expected = RandomDocument.Expected(pieces, edit);
                foreach (var kept in expected)
                {
                    var found = changed.IndexOf(kept, place, StringComparison.Ordinal);
                    Assert.True(place == 0 ? found == 0 : found >= place, $"{kept} is not where it was in {changed}");
                    place = found + kept.Length;
                }

                Assert.EndsWith(expected[^1], changed, StringComparison.Ordinal);
                Assert.True(expected.Count > 1 || changed == expected[0], changed);
            },
            iter: Documents);

    [Fact]
    public void A_change_sets_what_it_names_and_nothing_else() =>
        Gen.Select(RandomDocument.Pieces, RandomDocument.Edit).Sample(
            (pieces, edit) =>
            {
                var document = PreferenceDocument.Parse(RandomDocument.TextOf(pieces));
                var changed = document.With(edit);

                foreach (var setting in PreferenceSetting.All)
                {
                    var reading = changed[setting];
                    if (edit[setting] is { } value)
                    {
                        Assert.Equal(value, setting.Kind is SettingKind.Flag ? reading.Flag : reading.Text);
                    }
                    else
                    {
                        Assert.Equal(document[setting], reading);
                    }
                }
            },
            iter: Documents);

    [Fact]
    public void A_change_applied_twice_equals_once() =>
        Gen.Select(RandomDocument.Pieces, RandomDocument.Edit).Sample(
            (pieces, edit) =>
            {
                var once = PreferenceDocument.Parse(RandomDocument.TextOf(pieces)).With(edit);

                Assert.Same(once, once.With(edit));
                Assert.Same(once, once.With(PreferenceEdit.Empty));
            },
            iter: Documents);

    [Fact]
    public void Reading_agrees_with_a_DOM() =>
        RandomDocument.Pieces.Sample(
            pieces =>
            {
                var text = RandomDocument.TextOf(pieces);
                var document = PreferenceDocument.Parse(text);
                using var dom = JsonDocument.Parse(text.TrimStart('\uFEFF'));

                Assert.Equal(text, document.Text);
                foreach (var setting in PreferenceSetting.All)
                {
                    var element = Find(dom.RootElement, ["inputs", .. setting.Path.Split('.')]);
                    Assert.Equal(element?.GetRawText(), document[setting].RawToken);
                    if (setting.Kind is not SettingKind.Flag && element?.ValueKind is JsonValueKind.String)
                    {
                        Assert.Equal(element.Value.GetString(), document[setting].Text);
                    }
                }
            },
            iter: Documents);

    [Fact]
    public void A_broken_text_is_refused_by_nothing_but_a_format_error() =>
        Gen.Select(RandomDocument.Pieces.Select(RandomDocument.TextOf), Gen.Double.Unit, Gen.OneOf("", "{", "}", "\"", ",", "\\", "\uD800", "/*", "0", "[")).Sample(
            (text, share, noise) =>
            {
                var place = (int)(share * text.Length);
                var broken = text[..place] + noise + text[Math.Min(text.Length, place + 1)..];

                var error = Record.Exception(() => PreferenceDocument.Parse(broken));

                if (error is not null)
                {
                    var format = Assert.IsType<PreferenceFormatException>(error);
                    var lines = broken.Split('\n');
                    Assert.InRange(format.Line, 1, lines.Length);
                    Assert.InRange(format.Column, 1, lines[format.Line - 1].Length + 1);
                }
            },
            iter: Documents);

    private static JsonElement? Find(JsonElement element, string[] path) => path switch
    {
        [] => element,
        [var key, .. var rest] when element.ValueKind is JsonValueKind.Object && element.TryGetProperty(key, out var inner) => Find(inner, rest),
        _ => null,
    };
}
