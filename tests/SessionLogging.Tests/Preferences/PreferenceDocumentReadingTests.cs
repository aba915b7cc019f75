using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Json;
using SessionLogging.Preferences.Rules;

namespace SessionLogging.Tests.Preferences;

public sealed class PreferenceDocumentReadingTests
{
    [Theory]
    [InlineData("S3BucketName", "\"logs\"", SettingState.Value, "logs", null)]
    [InlineData("S3BucketName", "\"l\\u006fgs\"", SettingState.Value, "logs", null)]
    [InlineData("S3BucketName", "\"\"", SettingState.Empty, "", null)]
    [InlineData("S3BucketName", "null", SettingState.Empty, "", null)]
    [InlineData("S3BucketName", "\"{{ssm:/log/bucket}}\"", SettingState.Reference, "{{ssm:/log/bucket}}", null)]
    [InlineData("S3BucketName", "\"logs-{{ stage }}\"", SettingState.Reference, "logs-{{ stage }}", null)]
    [InlineData("S3BucketName", "5", SettingState.Malformed, null, null)]
    [InlineData("S3BucketName", "[\"logs\"]", SettingState.Malformed, null, null)]
    [InlineData("S3BucketName", "\"\\ud800\"", SettingState.Malformed, null, null)]
    [InlineData("LinuxShellProfile", "\"docker ps --format '{{.Names}}'\"", SettingState.Value, "docker ps --format '{{.Names}}'", null)]
    [InlineData("IdleSessionTimeout", "\"30\"", SettingState.Value, "30", null)]
    [InlineData("IdleSessionTimeout", "30", SettingState.Value, "30", null)]
    [InlineData("IdleSessionTimeout", "true", SettingState.Malformed, null, null)]
    [InlineData("RunAsEnabled", "true", SettingState.Value, null, true)]
    [InlineData("RunAsEnabled", "\"T\"", SettingState.Value, null, true)]
    [InlineData("RunAsEnabled", "\"False\"", SettingState.Value, null, false)]
    [InlineData("RunAsEnabled", "\"\"", SettingState.Empty, null, false)]
    [InlineData("RunAsEnabled", "null", SettingState.Empty, null, false)]
    [InlineData("RunAsEnabled", "\"{{runAs}}\"", SettingState.Reference, "{{runAs}}", null)]
    [InlineData("RunAsEnabled", "\"yes\"", SettingState.Malformed, null, null)]
    [InlineData("RunAsEnabled", "1", SettingState.Malformed, null, null)]
    [InlineData("RunAsEnabled", "{}", SettingState.Malformed, null, null)]
    public void A_setting_is_read_leniently(string name, string token, SettingState state, string? text, bool? flag)
    {
        var reading = DocumentWith(name, token)[SettingNames.Find(name)];

        Assert.Equal(new SettingReading { State = state, Text = text, Flag = flag, RawToken = token }, reading);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"inputs":{}}""")]
    [InlineData("""{"inputs":null}""")]
    [InlineData("""{"inputs":"text"}""")]
    [InlineData("""{"inputs":{"shellProfile":null}}""")]
    public void A_missing_setting_reads_as_empty_or_false(string json)
    {
        var document = PreferenceDocument.Parse(json);

        Assert.All(PreferenceSetting.All, setting =>
        {
            var reading = document[setting];
            Assert.Equal(SettingState.Absent, reading.State);
            Assert.Null(reading.RawToken);
            Assert.Equal(setting.Kind is SettingKind.Flag ? false : setting.Kind is SettingKind.Text ? "" : null, reading.MeaningAs(setting.Kind));
        });
    }

    [Theory]
    [InlineData("""{"inputs":{"s3BucketName":"first","s3BucketName":"last"}}""")]
    [InlineData("""{"inputs":{"s3BucketName":"first"},"inputs":{"s3BucketName":"last"}}""")]
    [InlineData("""{"inputs":{"s3BucketName":"first","s3BucketN\u0061me":"last"}}""")]
    public void Of_duplicate_keys_the_last_is_read(string json) =>
        Assert.Equal("last", PreferenceDocument.Parse(json)[PreferenceSetting.S3BucketName].Text);

    [Fact]
    public void The_header_is_shown()
    {
        var document = PreferenceDocument.Parse("""{"schemaVersion":"1.2","description":"d","sessionType":"Port"}""");

        Assert.Equal(("1.2", "d", "Port", false), (document.SchemaVersion, document.Description, document.SessionType, document.IsPreferences));
    }

    [Fact]
    public void A_document_without_a_header_may_hold_preferences()
    {
        var document = PreferenceDocument.Parse("""{"sessionType":null}""");

        Assert.Equal((null, null, null, true), (document.SchemaVersion, document.Description, document.SessionType, document.IsPreferences));
    }

    [Fact]
    public void A_new_document_has_the_settings_of_AWSs_template_in_its_order()
    {
        var document = PreferenceDocument.CreateNew();

        using var json = JsonDocument.Parse(document.Text);
        var paths = json.RootElement.GetProperty("inputs").EnumerateObject().SelectMany(input =>
            input.Value.ValueKind is JsonValueKind.Object ? input.Value.EnumerateObject().Select(member => $"{input.Name}.{member.Name}") : [input.Name]);
        Assert.Equal(PreferenceSetting.All.Select(setting => setting.Path), paths);
        Assert.Equal(("1.0", "Standard_Stream"), (document.SchemaVersion, document.SessionType));
        Assert.Equal("20", document[PreferenceSetting.IdleSessionTimeout].Text);
        Assert.Empty(PreferenceRules.ProblemsIn(document));
        Assert.Equal(["IdleSessionTimeout"], SettingChanges.Between(null, document).Changed.Select(change => change.Setting));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("[]", 1, 1)]
    [InlineData("\"text\"", 1, 1)]
    [InlineData("{\n  \"inputs\": {\n    \"é\": 1,\n  }\n}", 4, 3)]
    [InlineData("{\n  \"é\": // no comment\n  1}", 2, 8)]
    [InlineData("{} {}", 1, 4)]
    [InlineData("{'a':1}", 1, 2)]
    [InlineData("\uFEFF{,}", 1, 2)]
    public void What_is_no_JSON_object_is_refused_with_its_place(string text, int line, int column)
    {
        var error = Assert.Throws<PreferenceFormatException>(() => PreferenceDocument.Parse(text));

        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Contains($"line {line}, column {column}: {error.Reason}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_Unicode_is_refused() =>
        Assert.Throws<PreferenceFormatException>(() => PreferenceDocument.Parse("{\"a\":\"\uD800\"}"));

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    [InlineData(5000, false)]
    public void Objects_and_lists_lie_at_most_64_deep(int lists, bool isRead)
    {
        var json = $$"""{"a":{{new string('[', lists)}}{{new string(']', lists)}}}""";

        var error = Record.Exception(() => PreferenceDocument.Parse(json));

        Assert.Equal(isRead ? null : "objects and lists lie more than 64 deep in each other.", (error as PreferenceFormatException)?.Reason);
    }

    private static PreferenceDocument DocumentWith(string name, string token)
    {
        var value = SettingNames.Find(name).Path.Split('.').Reverse().Aggregate(token, (inner, key) => $$"""{ "{{key}}" : {{inner}} }""");
        return PreferenceDocument.Parse($$"""{ "inputs" : {{value}} }""");
    }
}
