using System.Text.Encodings.Web;
using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Preferences;

/// <summary>A piece of a document's text, with what an edit may do about it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Setting">The setting whose value it is.</param>
/// <param name="Container">The object whose end, or whose <c>null</c>, it is: empty for the document, <c>inputs</c> or <c>shellProfile</c>. Members can be added here.</param>
internal sealed record Piece(string Text, PreferenceSetting? Setting = null, string? Container = null);

/// <summary>Makes documents of known pieces, so that what an edit must yield is known without reading them.</summary>
internal static class RandomDocument
{
    private const string ShellProfile = "shellProfile";
    private static readonly JsonSerializerOptions Strict = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Gen<string> WhiteSpace = Gen.OneOf("", "", " ", "\n", "\r\n    ", "\n\t", " \t ", "\n\n  ");

    private static readonly Gen<string> AnyToken = Gen.OneOf(
        "1e5", "-0", "1.0", "12345678901234567890", "\"\"", "\"\\u0041\\/\\n\"", "\"\\ud83d\\ude00 é 😀\"", "\"\\ud800\"", "\"{{x}}\"", "\"}],:\"",
        "true", "false", "null", "[ ]", "{\t}", "[1 , [2,{\"inputs\":{}}]]", "{\"s3BucketName\" :\"not here\", \"a\":[{},null]}");

    private static readonly Gen<string> TextToken = Gen.OneOf("\"\"", "\"logs\"", "\"l\\u006fgs\"", "\"é\\\"{{ssm:a}}\"", "\"20\"");
    private static readonly Gen<string> FlagToken = Gen.OneOf("true", "false", "\"true\"", "\"F\"", "\"yes\"", "\"{{flag}}\"", "0");

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.OneOf("", "logs", "20", "é😀", "tab\t\"quote\" \\ </script>\r\n", "{{ssm:a}}", "\u0000\u001f\u007f\u2028"), Gen.String[Gen.Char[' ', '\ud7ff'], 0, 8]);

    public static Gen<Piece[]> Pieces { get; } = Document();

    public static Gen<PreferenceEdit> Edit { get; } = Gen.ShuffleSelect(PreferenceSetting.All.Select(EditOf).ToArray(), 0, 6)
        .Select(edits => edits.Aggregate(PreferenceEdit.Empty, (all, edit) => all.Then(edit)));

    public static string TextOf(Piece[] pieces) => string.Concat(pieces.Select(piece => piece.Text));

    /// <summary>The texts that must be left of a document after an edit, in their order, with something added between one and the next.</summary>
    public static IReadOnlyList<string> Expected(Piece[] pieces, PreferenceEdit edit)
    {
        var growing = edit.Values.Where(value => !pieces.Any(piece => piece.Setting == value.Setting))
            .Select(value => InnermostContainer(pieces, value.Setting)).ToHashSet(StringComparer.Ordinal);
        var texts = new List<string> { "" };
        foreach (var piece in pieces)
        {
            if (piece.Container is not null && growing.Contains(piece.Container))
            {
                texts.Add("");
            }
            else
            {
                texts[^1] += piece.Setting is not null && edit[piece.Setting] is { } value ? Written(piece.Text, value) : piece.Text;
            }
        }

        return texts;
    }

    private static string InnermostContainer(Piece[] pieces, PreferenceSetting setting) =>
        new[] { setting.Path.StartsWith(ShellProfile, StringComparison.Ordinal) ? ShellProfile : "inputs", "inputs", "" }
            .First(container => pieces.Any(piece => piece.Container == container));

    private static string Written(string token, object value)
    {
        var strict = JsonSerializer.Serialize(value, Strict);
        var isString = token.StartsWith('"') && value is string;
        return isString && JsonSerializer.Deserialize<string>(token) == (string)value ? token : strict;
    }

    private static Gen<PreferenceEdit> EditOf(PreferenceSetting setting) => setting.Kind is SettingKind.Flag
        ? Gen.Bool.Select(flag => PreferenceEdit.Empty.Set(setting, flag))
        : AnyText.Select(text => PreferenceEdit.Empty.Set(setting, text));

    private static Gen<Piece[]> Document()
    {
        var profiles = PreferenceSetting.All.Where(setting => setting.Path.StartsWith(ShellProfile, StringComparison.Ordinal)).ToArray();
        var shellProfile = Gen.Frequency(
            (4, Object(ShellProfile, [.. profiles.Select(SettingMember), .. UnknownMembers])),
            (1, Gen.Const(new[] { new Piece("null", Container: ShellProfile) })));
        var inputs = Object("inputs", [.. PreferenceSetting.All.Except(profiles).Select(SettingMember), .. UnknownMembers, Member("\"shellProfile\"", shellProfile)]);
        var sessionType = Gen.OneOf("\"Standard_Stream\"", "null").Select(token => new[] { new Piece(token) });
        var root = Object("", [Member("\"inputs\"", inputs), Member("\"sessionType\"", sessionType), .. UnknownMembers]);
        return Gen.Select(Gen.OneOf("", "\uFEFF"), WhiteSpace, root, WhiteSpace)
            .Select((bom, before, pieces, after) => new[] { new Piece(bom + before) }.Concat(pieces).Append(new Piece(after)).ToArray());
    }

    private static Gen<Piece[]>[] UnknownMembers =>
        [.. new[] { "\"\"", "\"UpdateMethod\"", "\"ключ\"", "\"q\\\"\\u0022\"", "\"inputs\\u0020\"" }.Select(key => Member(key, AnyToken.Select(token => new[] { new Piece(token) })))];

    private static Gen<Piece[]> SettingMember(PreferenceSetting setting)
    {
        var key = setting.Path.Split('.')[^1];
        var escaped = $"\"\\u{(int)key[0]:x4}{key[1..]}\"";
        var usual = setting.Kind is SettingKind.Flag ? FlagToken : TextToken;
        var token = Gen.Frequency((4, usual), (1, AnyToken.Where(token => !token.Contains("\\ud800", StringComparison.Ordinal))));
        return Gen.Frequency((5, $"\"{key}\""), (1, escaped)).SelectMany(spelled => Member(spelled, token.Select(text => new[] { new Piece(text, setting) })));
    }

    private static Gen<Piece[]> Member(string key, Gen<Piece[]> value) =>
        Gen.Select(WhiteSpace, WhiteSpace, WhiteSpace, value)
            .Select((before, colon, after, pieces) => new[] { new Piece($"{before}{key}{colon}:{after}") }.Concat(pieces).ToArray());

    private static Gen<Piece[]> Object(string container, Gen<Piece[]>[] members) =>
        Gen.Select(Gen.ShuffleSelect(members, 0, members.Length), WhiteSpace.Array[members.Length], WhiteSpace).Select((chosen, commas, close) =>
        {
            var pieces = new List<Piece> { new("{") };
            for (var i = 0; i < chosen.Length; i++)
            {
                if (i > 0)
                {
                    pieces.Add(new Piece($"{commas[i]},"));
                }

                pieces.AddRange(chosen[i]);
            }

            return (Piece[])[.. pieces, new Piece("", Container: container), new Piece(close + "}")];
        });
}
