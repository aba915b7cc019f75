using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Json;

namespace SessionLogging.Tests.Preferences;

/// <summary>What is given as a source must show that it is a Session document; what an account holds need not.</summary>
public sealed class PreferenceSourceTests
{
    private const string Origin = "The file 'a.json'";

    [Theory]
    [InlineData("{}", "no 'inputs'", "no sessionType")]
    [InlineData("""{"name":"package","version":"1.0.0","dependencies":{}}""", "no 'inputs'", "no sessionType")]
    [InlineData("""{"name":"action","inputs":{"who":{"required":true}},"runs":{}}""", "no sessionType")]
    [InlineData("""{"schemaVersion":"2.2","description":"d","mainSteps":[{"action":"aws:runShellScript","inputs":{}}]}""", "no 'inputs'", "'2.2'", "no sessionType")]
    [InlineData("""{"schemaVersion":"0.3","assumeRole":"","mainSteps":[]}""", "no 'inputs'", "'0.3'")]
    [InlineData("""{"schemaVersion":"1.0","sessionType":"Port","parameters":{},"properties":{}}""", "no 'inputs'", "'Port'")]
    [InlineData("""{"schemaVersion":"1.0","sessionType":"InteractiveCommands","inputs":{}}""", "'InteractiveCommands'")]
    [InlineData("""{"schemaVersion":"1.0","sessionType":"Standard_Stream"}""", "no 'inputs'")]
    [InlineData("""{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":null}""", "'inputs' is no object")]
    [InlineData("""{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":[]}""", "'inputs' is no object")]
    [InlineData("""{"schemaVersion":"1.2","sessionType":"Standard_Stream","inputs":{}}""", "'1.2'")]
    [InlineData("""{"schemaVersion":1.0,"sessionType":"Standard_Stream","inputs":{}}""", "schemaVersion is no text")]
    [InlineData("""{"schemaVersion":"1.0","sessionType":null,"inputs":{}}""", "no sessionType")]
    [InlineData("""{"schemaVersion":"1.0","sessionType":[],"inputs":{}}""", "sessionType is no text")]
    [InlineData("""{"DocumentDescription":{"Name":"SSM-SessionManagerRunShell"}}""", "no 'inputs'")]
    public void What_does_not_show_it_is_refused_with_what_it_lacks(string text, params string[] lacks)
    {
        var failure = Assert.Throws<PreferenceRuleException>(() => PreferenceSource.Read(text, Origin, "a.json"));

        Assert.Equal(("SourceNotSessionDocument", (object)"a.json"), (failure.ErrorId, failure.Subject));
        Assert.StartsWith($"SourceNotSessionDocument: {Origin}", failure.Message, StringComparison.Ordinal);
        Assert.All(lacks, lack => Assert.Contains(lack, failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_lacks_inputs_or_the_type_of_the_real_documents_is_refused() => Assert.All(PreferenceCorpus.Names.Select(row => row.Data), name =>
    {
        foreach (var key in new[] { "inputs", "sessionType" })
        {
            var document = JsonNode.Parse(PreferenceCorpus.Read(name))!.AsObject();
            document.Remove(key);
            Assert.Throws<PreferenceRuleException>(() => PreferenceSource.Read(document.ToJsonString(), Origin));
        }
    });

    [Theory]
    [MemberData(nameof(PreferenceCorpus.Names), MemberType = typeof(PreferenceCorpus))]
    public void Real_documents_of_preferences_are_taken_also_out_of_an_answer_of_GetDocument(string name)
    {
        var text = PreferenceCorpus.Read(name);
        var answer = JsonSerializer.Serialize(new { Name = "SSM-SessionManagerRunShell", Content = text, DocumentType = "Session", DocumentFormat = "JSON" });
        if (name.StartsWith("no-", StringComparison.Ordinal))
        {
            Assert.Throws<PreferenceRuleException>(() => PreferenceSource.Read(text, Origin));
            Assert.Throws<PreferenceRuleException>(() => PreferenceSource.Read(answer, Origin));
            return;
        }

        Assert.Equal(text, PreferenceSource.Read(text, Origin).Text);
        Assert.Equal(text, PreferenceSource.Read(answer, Origin).Text);
    }

    [Fact]
    public void A_real_answer_of_the_AWS_CLI_is_taken()
    {
        var document = PreferenceSource.Read(PreferenceCorpus.Read(Path.Combine("..", "aws", "doc-01-get-document-cli-2023.json")), Origin);

        Assert.Equal("pwd;ls;pwd", document[PreferenceSetting.LinuxShellProfile].Text);
    }

    [Fact]
    public void An_answer_that_holds_the_document_as_YAML_says_how_to_ask()
    {
        var failure = Assert.Throws<PreferenceRuleException>(
            () => PreferenceSource.Read("""{"Content":"schemaVersion: '1.0'\n","DocumentFormat":"YAML"}""", Origin));

        Assert.Contains("'YAML'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--document-format JSON", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", Origin + " is not")]
    [InlineData("[]", Origin + " is not")]
    [InlineData("""{"Content":"{"}""", Origin + ", an answer of GetDocument, is not")]
    public void What_is_no_JSON_object_names_the_source(string text, string said)
    {
        var failure = Assert.Throws<PreferenceFormatException>(() => PreferenceSource.Read(text, Origin, "a.json"));

        Assert.StartsWith(said, failure.Message, StringComparison.Ordinal);
        Assert.Equal("a.json", failure.Subject);
    }
}
