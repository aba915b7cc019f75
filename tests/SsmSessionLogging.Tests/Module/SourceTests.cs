namespace SsmSessionLogging.Tests.Module;

/// <summary>Files and text that are given as preferences: what does not show that it is a Session document is not written.</summary>
public sealed class SourceTests : ModuleTest, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sources").FullName;

    public static TheoryData<string> NoSources { get; } =
    [
        "{}",
        """{"name":"package","version":"1.0.0"}""",
        """{"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"x","inputs":{"runCommand":["ls"]}}]}""",
        """{"DocumentDescription":{"Name":"SSM-SessionManagerRunShell"}}""",
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(NoSources))]
    public void Any_other_JSON_is_an_error_that_names_it_before_any_call(string json)
    {
        Put(Documents.ToS3);
        var file = Write("package.json", json);
        Write("a.json", Documents.ToS3But(("s3KeyPrefix", "new")));

        foreach (var command in new[] { "Set-SsmLoggingPreference -Path $args[0]", "Set-SsmLoggingPreference -LiteralPath $args[1]", "$args[2] | Set-SsmLoggingPreference" })
        {
            var error = Run($"{command} -Force", Path.Combine(_folder, "*.json"), file, json).Error;

            Assert.Equal("SourceNotSessionDocument", error.Id());
            Assert.Contains(command.Contains("Path", StringComparison.Ordinal) ? "package.json" : "The text from the pipeline", error.Message());
            Assert.Equal(command.Contains("Path", StringComparison.Ordinal) ? file : null, error.TargetObject);
            Assert.Empty(Operations);
        }
    }

    [Fact]
    public void A_reference_must_be_one_too()
    {
        Put(Documents.ToS3);

        Assert.Equal("SourceNotSessionDocument", Run("Get-SsmLoggingPreference | Compare-SsmLoggingPreference -ReferencePath $args[0]", Write("package.json", "{}")).ErrorId);
    }

    [Theory]
    [InlineData("$args[0]")]
    [InlineData("$args[1]")]
    [InlineData("[pscustomobject]@{ Name = 'X'; Content = $args[0]; DocumentType = 'Session'; DocumentFormat = 'JSON' }")]
    public void A_whole_document_and_an_answer_of_GetDocument_are_taken(string source)
    {
        Put(Documents.ToS3);
        var document = Documents.ToS3But(("s3KeyPrefix", "new"));
        var answer = JsonSerializer.Serialize(new { Name = "X", Content = document, DocumentType = "Session", DocumentFormat = "JSON" });

        Run($"{source} | Set-SsmLoggingPreference -IdleSessionTimeout 7", document, answer).ThrowOnError();

        var preference = Run("Get-SsmLoggingPreference").Single;
        Assert.Equal(("new", (object)7), (preference.Text("S3KeyPrefix"), preference.Get("IdleSessionTimeout")));
    }

    [Fact]
    public void A_text_goes_where_the_command_says()
    {
        Run("$args[0] | Set-SsmLoggingPreference -Region us-east-1, eu-west-3 -SkipTargetCheck", Documents.ToS3).ThrowOnError();

        Assert.NotNull(Stored("us-east-1"));
        Assert.NotNull(Stored("eu-west-3"));
        Assert.Null(Stored());
    }

    [Fact]
    public void A_line_of_a_document_is_not_the_document()
    {
        var run = Run("$args[0] -split \"`n\" | Set-SsmLoggingPreference", Documents.ToS3);

        Assert.Contains("Out-String", run.Errors[0].Advice());
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData("Set-SsmS3Logging audit-logs")]
    [InlineData("Get-SsmLoggingPreference")]
    [InlineData("Export-SsmLoggingPreference $args[1]")]
    public void Text_names_no_document_for_other_commands(string command)
    {
        Assert.Equal("TextNotTaken", Run($"$args[0] | {command}", Documents.ToS3, _folder).ErrorId);
        Assert.Empty(Operations);
    }

    // What an account holds is what it is, and so is an object that was read from there.
    [Theory]
    [InlineData("""{"schemaVersion":"1.2","description":"no inputs"}""")]
    [InlineData("""{"schemaVersion":"1.2","inputs":{"runAsEnabled":false}}""")]
    public void A_document_of_the_account_is_always_taken(string document)
    {
        Put(document);

        Run("Get-SsmLoggingPreference | Set-SsmLoggingPreference -Region us-east-1").ThrowOnError();
        Run("Set-SsmLoggingPreference -IdleSessionTimeout 5").ThrowOnError();

        Assert.NotNull(Stored("us-east-1"));
        Assert.Equal(2, Stored()!.DefaultVersion);
    }

    [Theory]
    [InlineData("iso-8859-1", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    public void A_shell_profile_is_written_letter_by_letter_or_the_file_is_refused(string encoding, bool isTaken)
    {
        var file = Path.Combine(_folder, "a.json");
        File.WriteAllText(file, Documents.ToS3.Replace("\"linux\": \"\"", "\"linux\": \"echo café\""), Encoding.GetEncoding(encoding));

        var run = Run("Set-SsmLoggingPreference -Path $args[0]", file);

        if (isTaken)
        {
            run.ThrowOnError();
            Assert.Contains("echo café", Stored()!.Default.Content);
            return;
        }

        Assert.Equal("FileNotUnicode", run.ErrorId);
        Assert.Equal(file, run.Error.TargetObject);
        Assert.Contains("0xE9", run.Error.Message());
        Assert.Empty(Operations);
    }

    private string Write(string name, string content)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, content);
        return file;
    }
}
