using SessionLogging.Preferences.Document;

namespace SessionLogging.Tests.Preferences;

public sealed class PreferenceDocumentChangeTests
{
    private static readonly PreferenceEdit Bucket = PreferenceEdit.Empty.Set(PreferenceSetting.S3BucketName, "new");

    [Theory]
    [MemberData(nameof(PreferenceCorpus.Names), MemberType = typeof(PreferenceCorpus))]
    public void In_a_real_document_each_setting_changes_alone(string name)
    {
        var document = PreferenceDocument.Parse(PreferenceCorpus.Read(name));

        Assert.All(PreferenceSetting.All, setting =>
        {
            var edit = NewValueFor(document, setting);
            var changed = document.With(edit);

            Assert.Equal(edit[setting], setting.Kind is SettingKind.Flag ? changed[setting].Flag : changed[setting].Text);
            Assert.Equal(TextAround(document, changed, setting), changed.Text);
            Assert.Equal([setting.Name], SettingChanges.Between(document, changed).Changed.Select(change => change.Setting));
            Assert.Same(changed, changed.With(edit));
        });
    }

    [Theory]
    [InlineData("""{"inputs":{"runAsEnabled":"true"}}""", "RunAsEnabled", "true", """{"inputs":{"runAsEnabled":true}}""")]
    [InlineData("""{"inputs":{"runAsEnabled":null}}""", "RunAsEnabled", "false", """{"inputs":{"runAsEnabled":false}}""")]
    [InlineData("""{"inputs":{"runAsEnabled":{"a":[1]} }}""", "RunAsEnabled", "false", """{"inputs":{"runAsEnabled":false }}""")]
    [InlineData("""{"inputs":{"idleSessionTimeout": 20}}""", "IdleSessionTimeout", "20", """{"inputs":{"idleSessionTimeout": "20"}}""")]
    [InlineData("""{"inputs":{"kmsKeyId":null}}""", "KmsKeyId", "", """{"inputs":{"kmsKeyId":""}}""")]
    [InlineData("""{"inputs":{"kmsKeyId":"a"}}""", "KmsKeyId", "é\"\\\n<&'+\u0001😀", """{"inputs":{"kmsKeyId":"é\"\\\n<&'+\u0001\uD83D\uDE00"}}""")]
    [InlineData("""{"inputs":{"s3BucketN\u0061me":"a"}}""", "S3BucketName", "b", """{"inputs":{"s3BucketN\u0061me":"b"}}""")]
    public void A_named_setting_is_written_in_its_strict_form(string before, string name, string value, string after) =>
        Assert.Equal(after, PreferenceDocument.Parse(before).With(SettingNames.EditOf(name, value)).Text);

    [Theory]
    [InlineData("""{"inputs":{"s3BucketName":"n\u0065w"}}""")]
    [InlineData("""{ "inputs" : { "s3BucketName" : "new" , "runAsEnabled": "yes" } }""")]
    public void A_setting_that_is_there_in_its_strict_form_leaves_the_very_document(string json)
    {
        var document = PreferenceDocument.Parse(json);

        Assert.Same(document, document.With(Bucket));
    }

    [Theory]
    [InlineData("{}", """{"inputs":{"s3BucketName":"new"}}""")]
    [InlineData("{ }", """{"inputs":{"s3BucketName":"new"} }""")]
    [InlineData("{\n}", "{\n  \"inputs\": {\n    \"s3BucketName\": \"new\"\n  }\n}")]
    [InlineData("""{"inputs":{}}""", """{"inputs":{"s3BucketName":"new"}}""")]
    [InlineData("""{"inputs":null,"x":1}""", """{"inputs":{"s3BucketName":"new"},"x":1}""")]
    [InlineData("""{"inputs":{"x":1}}""", """{"inputs":{"x":1,"s3BucketName":"new"}}""")]
    [InlineData("""{"inputs": {"x": 1}}""", """{"inputs": {"x": 1, "s3BucketName": "new"}}""")]
    [InlineData("""{ "inputs": { "x" : 1 } }""", """{ "inputs": { "x" : 1, "s3BucketName" : "new" } }""")]
    [InlineData("""{"x": 1, "y": 2}""", """{"x": 1, "y": 2, "inputs": {"s3BucketName": "new"}}""")]
    [InlineData("{\r\n\t\"x\": 1\r\n}\r\n", "{\r\n\t\"x\": 1,\r\n\t\"inputs\": {\r\n\t\t\"s3BucketName\": \"new\"\r\n\t}\r\n}\r\n")]
    [InlineData("  {\n    \"inputs\": {}\n  }", "  {\n    \"inputs\": {\n      \"s3BucketName\": \"new\"\n    }\n  }")]
    [InlineData("{\n  \"inputs\": {\n    \"x\": 1,\n\n    \"y\": 2\n  }\n}", "{\n  \"inputs\": {\n    \"x\": 1,\n\n    \"y\": 2,\n    \"s3BucketName\": \"new\"\n  }\n}")]
    [InlineData("{\n\"inputs\": {\n\"x\": 1\n}\n}", "{\n\"inputs\": {\n\"x\": 1,\n\"s3BucketName\": \"new\"\n}\n}")]
    [InlineData("\uFEFF{\"inputs\":{\"s3BucketName\":\"é\"}}\n", "\uFEFF{\"inputs\":{\"s3BucketName\":\"new\"}}\n")]
    public void A_missing_setting_is_added_in_the_style_found_there(string before, string after) =>
        Assert.Equal(after, PreferenceDocument.Parse(before).With(Bucket).Text);

    [Theory]
    [InlineData("""{"inputs":{"shellProfile":null}}""", """{"inputs":{"shellProfile":{"linux":"ls"}}}""")]
    [InlineData("""{"inputs":{"shellProfile":{"windows":""}}}""", """{"inputs":{"shellProfile":{"windows":"","linux":"ls"}}}""")]
    [InlineData("{\n  \"inputs\": {\n    \"x\": 1\n  }\n}", "{\n  \"inputs\": {\n    \"x\": 1,\n    \"shellProfile\": {\n      \"linux\": \"ls\"\n    }\n  }\n}")]
    [InlineData("{\n  \"inputs\": {\n    \"shellProfile\": {}\n  }\n}", "{\n  \"inputs\": {\n    \"shellProfile\": {\n      \"linux\": \"ls\"\n    }\n  }\n}")]
    public void A_missing_shell_profile_is_added_with_its_object(string before, string after) =>
        Assert.Equal(after, PreferenceDocument.Parse(before).With(SettingNames.EditOf("LinuxShellProfile", "ls")).Text);

    [Fact]
    public void Settings_are_added_in_the_order_of_the_template_whatever_the_order_of_the_edit()
    {
        var edit = PreferenceEdit.Empty.Set(PreferenceSetting.LinuxShellProfile, "ls").Set(PreferenceSetting.RunAsEnabled, true).Set(PreferenceSetting.S3BucketName, "b");

        Assert.Equal(
            """{"inputs":{"s3BucketName":"b","runAsEnabled":true,"shellProfile":{"linux":"ls"}}}""",
            PreferenceDocument.Parse("{}").With(edit).Text);
    }

    [Theory]
    [InlineData("""{"sessionType":"Port"}""", "NotPreferences", "SessionType")]
    [InlineData("""{"sessionType":5}""", "NotPreferences", "SessionType")]
    [InlineData("""{"inputs":{"s3BucketName":"a","s3BucketName":"a"}}""", "DuplicateKey", "inputs.s3BucketName")]
    [InlineData("""{"inputs":{},"inputs":{"s3BucketName":"a"}}""", "DuplicateKey", "inputs")]
    [InlineData("""{"x":[{"y":1,"y":2}]}""", "DuplicateKey", "x[].y")]
    [InlineData("""{"inputs":"text"}""", "NotAnObject", "inputs")]
    [InlineData("""{"inputs":[]}""", "NotAnObject", "inputs")]
    public void A_document_that_cannot_be_changed_surely_is_refused_by_a_named_rule(string json, string rule, string setting)
    {
        var error = Assert.Throws<PreferenceRuleException>(() => PreferenceDocument.Parse(json).With(Bucket));

        Assert.Equal((rule, setting), (error.Rule, error.Setting));
        Assert.StartsWith(rule + ": ", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.RecommendedAction);
    }

    [Fact]
    public void A_shell_profile_that_is_no_object_hinders_nothing_but_shell_profiles()
    {
        var document = PreferenceDocument.Parse("""{"inputs":{"shellProfile":"ls"}}""");

        Assert.Equal("""{"inputs":{"shellProfile":"ls","s3BucketName":"new"}}""", document.With(Bucket).Text);
        Assert.Equal("NotAnObject", Assert.Throws<PreferenceRuleException>(() => document.With(SettingNames.EditOf("LinuxShellProfile", "ls"))).Rule);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_document_has_at_most_64_KB(int beyond, bool isWritten)
    {
        var document = PreferenceDocument.Parse("""{"inputs":{"shellProfile":{"linux":""}}}""");
        var profile = new string('x', PreferenceDocument.LargestSize - document.Text.Length + beyond);

        var error = Record.Exception(() => document.With(SettingNames.EditOf("LinuxShellProfile", profile)));

        Assert.Equal(isWritten ? null : "DocumentTooLarge", (error as PreferenceRuleException)?.Rule);
    }

    private static PreferenceEdit NewValueFor(PreferenceDocument document, PreferenceSetting setting) => setting.Kind switch
    {
        SettingKind.Flag => PreferenceEdit.Empty.Set(setting, document[setting].Flag is not true),
        SettingKind.Minutes => PreferenceEdit.Empty.Set(setting, "45"),
        _ => PreferenceEdit.Empty.Set(setting, "changed"),
    };

    /// <summary>The changed text put together from the old one: all but the old token where there was one, otherwise all with something put in between.</summary>
    private static string TextAround(PreferenceDocument before, PreferenceDocument after, PreferenceSetting setting)
    {
        var same = before.Text.Zip(after.Text).TakeWhile(pair => pair.First == pair.Second).Count();
        var grown = after.Text.Length - before.Text.Length;
        if (before[setting].RawToken is null)
        {
            return before.Text.Insert(same, after.Text.Substring(same, grown));
        }

        var key = before.Text.IndexOf($"\"{setting.Path.Split('.')[^1]}\"", StringComparison.Ordinal);
        var token = before.Text.IndexOf(before[setting].RawToken!, before.Text.IndexOf(':', key), StringComparison.Ordinal);
        return before.Text.Remove(token, before[setting].RawToken!.Length).Insert(token, after[setting].RawToken!);
    }
}
