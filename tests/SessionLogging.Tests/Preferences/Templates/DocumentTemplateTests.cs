using SessionLogging.Preferences.Templates;

namespace SessionLogging.Tests.Preferences.Templates;

public sealed class DocumentTemplateTests : IDisposable
{
    private const string Name = "SSM-SessionManagerRunShell";
    private const string Content = """{"schemaVersion":"1.0","sessionType":"Standard_Stream","inputs":{"s3BucketName":"logs","s3EncryptionEnabled":true,"idleSessionTimeout":"20","shellProfile":{"linux":"PS1='${USER}%{x} '\n"}},"own":[1,null,{}]}""";

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.OneOf("${a}", "%{if}", "$${a}", "%%{", "$", "${", "\"\\", "\n\r\t\0\u001f\u007f\u2028", "é😀", "EOT", "~}", "$\\{", "{{ssm:a}}"), Gen.String[Gen.Char[' ', '\ud7ff'], 0, 8])
        .Array[0, 4].Select(string.Concat);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("templates");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_template_holds_the_document_as_a_session_document_that_gets_new_versions()
    {
        using var template = JsonDocument.Parse(DocumentTemplate.Of(DocumentForm.CloudFormation, Name, "p", "\uFEFF" + Content));
        var resource = template.RootElement.GetProperty("Resources").EnumerateObject().Single().Value;
        var properties = resource.GetProperty("Properties");

        Assert.Equal(("AWS::SSM::Document", "Retain"), (resource.GetProperty("Type").GetString(), resource.GetProperty("DeletionPolicy").GetString()));
        Assert.Equal(
            (Name, "Session", "JSON", "NewVersion"),
            (properties.GetProperty("Name").GetString(), properties.GetProperty("DocumentType").GetString(), properties.GetProperty("DocumentFormat").GetString(), properties.GetProperty("UpdateMethod").GetString()));
        Assert.Equal(Content, properties.GetProperty("Content").GetRawText());
    }

    [Fact]
    public void A_Terraform_file_holds_the_document_and_how_to_import_it() => Assert.Equal(
        """
        # terraform import aws_ssm_document.ssm_sessionmanagerrunshell_111122223333_eu_west_1 SSM-SessionManagerRunShell
        resource "aws_ssm_document" "ssm_sessionmanagerrunshell_111122223333_eu_west_1" {
          name            = "SSM-SessionManagerRunShell"
          document_type   = "Session"
          document_format = "JSON"
          content         = jsonencode({
            "schemaVersion" = "1.0"
            "inputs" = {
              "s3EncryptionEnabled" = true
              "linux" = "\u0024{USER}\u0025{x}$x\n"
            }
            "own" = [1, null, {
            }]
          })
        }

        """.ReplaceLineEndings("\n"),
        DocumentTemplate.Of(
            DocumentForm.Terraform, Name, "111122223333_eu-west-1", """{"schemaVersion":"1.0","inputs":{"s3EncryptionEnabled":true,"linux":"${USER}%{x}$x\n"},"own":[1,null,{}]}"""));

    [Fact]
    public void A_quoted_text_is_that_text_and_nothing_else() => AnyText.Sample(text =>
    {
        var quoted = HclText.Quote(text);
        return !quoted.Contains("${", StringComparison.Ordinal) && !quoted.Contains("%{", StringComparison.Ordinal) && quoted.All(character => character is >= ' ' and <= '~') && Read(quoted) == text;
    });

    [Fact]
    public void Half_a_surrogate_pair_is_refused_by_name()
    {
        var refused = Assert.Throws<SessionLogging.Preferences.Document.PreferenceRuleException>(
            () => DocumentTemplate.Of(DocumentForm.Terraform, Name, "p", """{"a":"\ud800"}"""));

        Assert.Equal("TextNotUnicode", refused.ErrorId);
        Assert.Contains("""{"a":"\ud800"}""", DocumentTemplate.Of(DocumentForm.CloudFormation, Name, "p", """{"a":"\ud800"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terraform_reads_what_is_written()
    {
        var texts = new List<string> { "${a}%{b}$${c}%%{d}\"\\\n" };
        // Terraform keeps every text in Unicode's form C.
        AnyText.Select(text => text.Normalize()).Array[60].Sample(texts.AddRange, iter: 1, threads: 1);
        using var wanted = JsonDocument.Parse(JsonSerializer.Serialize(texts));
        var expression = new StringBuilder("jsonencode(");
        HclText.Append(expression, wanted.RootElement, "");

        var (code, output) = await RunAsync("terraform", expression.Append(')').ToString(), "console");

        Assert.True(code == 0, output);
        Assert.Equal(texts, JsonSerializer.Deserialize<List<string>>(Read(output.Trim())));
    }

    [Fact]
    public async Task The_CloudFormation_linter_takes_the_template()
    {
        var path = Path.Combine(_folder.FullName, "a.template.json");
        await File.WriteAllTextAsync(path, DocumentTemplate.Of(DocumentForm.CloudFormation, Name, "p", Content), TestContext.Current.CancellationToken);

        var (code, output) = await RunAsync("cfn-lint", "", path);

        Assert.True(code == 0, output);
    }

    // The escapes of HCL's specification, and those of Go, in which Terraform's console shows a text.
    private static string Read(string quoted)
    {
        var text = new StringBuilder();
        for (var index = 1; index < quoted.Length - 1; index++)
        {
            if (quoted[index] != '\\')
            {
                text.Append(quoted[index]);
                continue;
            }

            var escape = quoted[++index];
            var digits = escape switch { 'u' => 4, 'U' => 8, 'x' => 2, _ => 0 };
            text.Append(digits == 0
                ? escape switch { 'n' => "\n", 'r' => "\r", 't' => "\t", _ => escape.ToString() }
                : CodeUnits(int.Parse(quoted.AsSpan(index + 1, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
            index += digits;
        }

        return text.ToString();
    }

    private static string CodeUnits(int code) => code > char.MaxValue ? char.ConvertFromUtf32(code) : ((char)code).ToString();

    private Task<(int Code, string Output)> RunAsync(string program, string input, params string[] arguments) => TemplateTool.RunAsync(_folder.FullName, program, input, arguments);
}
