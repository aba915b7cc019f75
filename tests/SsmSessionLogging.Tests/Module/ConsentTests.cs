namespace SsmSessionLogging.Tests.Module;

/// <summary>What nobody may do by a slip: after these changes sessions would be logged nowhere.</summary>
public sealed class ConsentTests : ModuleTest
{
    /// <summary>Commands that turn the last destination off, with the document that they start from.</summary>
    public static TheoryData<string, string> Stopping { get; } = new()
    {
        { "Disable-SsmS3Logging", Documents.ToS3 },
        { "Disable-SsmCloudWatchLogging", Documents.Streaming },
        { "$none | Set-SsmLoggingPreference", Documents.ToS3 },
        { "Set-SsmLoggingPreference -Path $file", Documents.ToS3 },
        { "Get-SsmLoggingPreference -DocumentVersion 1 | Set-SsmLoggingPreference -IdleSessionTimeout 5", Documents.ToS3 },
    };

    [Theory]
    [MemberData(nameof(Stopping))]
    public void Where_nobody_can_answer_it_is_an_error_before_any_write_that_names_Force(string command, string before)
    {
        using var session = Arrange(before, canPrompt: false);

        var error = session.Run(command).Error;

        Assert.Equal(("ConsentNeeded", ErrorCategory.InvalidOperation), (error.Id(), error.CategoryInfo.Category));
        Assert.Contains("-Force", error.Exception.Message);
        Assert.Contains("-Force", error.Advice());
        Assert.Contains("eu-west-1", error.Message());
        Assert.Empty(Writes);
    }

    [Theory]
    [MemberData(nameof(Stopping))]
    public void An_input_that_has_ended_is_nobody_either(string command, string before)
    {
        using var session = Arrange(before, input: "");

        Assert.Equal("ConsentNeeded", session.Run(command).ErrorId);
        Assert.Empty(Writes);
    }

    [Theory]
    [MemberData(nameof(Stopping))]
    public void It_is_told_and_asked_and_no_is_the_default(string command, string before)
    {
        foreach (var (answer, isWritten) in new[] { ("", false), ("n", false), ("y", true) })
        {
            using var session = Arrange(before, input: answer + "\n");

            var run = session.Run(command).ThrowOnError();

            Assert.Contains(run.Warnings, warning => warning.StartsWith("NothingIsLogged: ", StringComparison.Ordinal));
            Assert.Contains("Go on?", run.Screen);
            Assert.Equal(isWritten, Writes.Any());
        }
    }

    [Theory]
    [MemberData(nameof(Stopping))]
    public void Force_and_an_explicit_Confirm_false_answer_it(string command, string before)
    {
        foreach (var answer in new[] { "-Force", "-Confirm:$false" })
        {
            using var session = Arrange(before, canPrompt: false);

            var run = session.Run($"{command} {answer}").ThrowOnError();

            Assert.Contains(run.Warnings, warning => warning.StartsWith("NothingIsLogged: ", StringComparison.Ordinal));
            Assert.NotEmpty(Writes);
            Sandbox.Calls.Clear();
        }
    }

    [Theory]
    [InlineData("$ConfirmPreference = 'None'; Disable-SsmS3Logging")]
    [InlineData("Disable-SsmS3Logging -Force:$false")]
    public void A_preference_variable_is_no_answer(string command)
    {
        using var session = Arrange(Documents.ToS3, canPrompt: false);

        Assert.Equal("ConsentNeeded", session.Run(command).ErrorId);
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("-WhatIf -Force")]
    public void WhatIf_only_warns(string arguments)
    {
        using var session = Arrange(Documents.ToS3, canPrompt: false);

        var run = session.Run($"Disable-SsmS3Logging {arguments}").ThrowOnError();

        Assert.Contains(run.Warnings, warning => warning.StartsWith("NothingIsLogged: ", StringComparison.Ordinal));
        Assert.DoesNotContain("Go on?", run.Screen);
        Assert.Empty(Writes);
    }

    [Theory]
    [InlineData("Disable-SsmS3Logging")]
    [InlineData("Disable-SsmCloudWatchLogging")]
    [InlineData("Set-SsmLoggingPreference -IdleSessionTimeout 5")]
    public void Turning_one_of_two_destinations_off_is_never_stopped(string command)
    {
        using var session = Arrange(Documents.ToS3But(("cloudWatchLogGroupName", "/session-manager/encrypted")), canPrompt: false);

        var run = session.Run(command).ThrowOnError();

        Assert.DoesNotContain(run.Warnings, warning => warning.StartsWith("NothingIsLogged", StringComparison.Ordinal));
        Assert.NotEmpty(Writes);
    }

    // The answers, then the Regions that are changed of us-east-1, eu-west-1 and eu-west-3.
    [Theory]
    [InlineData("y,n,y", "us-east-1", "eu-west-3")]
    [InlineData("a", "us-east-1", "eu-west-1", "eu-west-3")]
    [InlineData("y,l", "us-east-1")]
    public void One_answer_may_stand_for_all_that_follow(string answers, params string[] changed)
    {
        foreach (var region in new[] { "us-east-1", "eu-west-1", "eu-west-3" })
        {
            Put(Documents.ToS3, region);
        }

        using var session = new ModuleSession(Sandbox, answers.Replace(',', '\n') + "\n");

        Assert.Equal(changed, session.Run("Disable-SsmS3Logging -Region us-east-1, eu-west-1, eu-west-3 -PassThru").ThrowOnError().Texts("Region"));
    }

    [Fact]
    public void An_unanswered_question_counts_as_a_failure_of_a_sweep()
    {
        foreach (var region in new[] { "us-east-1", "eu-west-1" })
        {
            Put(Documents.ToS3, region);
        }

        using var session = new ModuleSession(Sandbox, canPrompt: false);

        var run = session.Run("Disable-SsmS3Logging -Region us-east-1, eu-west-1 -PassThru");

        Assert.Equal(["us-east-1 Failed", "eu-west-1 Skipped"], run.Output.Select(item => $"{item.Get("Region")} {item.Get("Result")}"));
    }

    [Theory]
    [InlineData("Disable-SsmS3Logging")]
    [InlineData("Disable-SsmCloudWatchLogging")]
    [InlineData("Disable-SsmCloudWatchStreaming")]
    [InlineData("Set-SsmLoggingPreference -BaseVersion Latest")]
    public void Nothing_to_turn_off_is_unchanged_and_makes_no_document(string command)
    {
        var receipt = Run($"{command} -PassThru").Single;

        Assert.Equal("Unchanged", receipt.Text("Result"));
        Assert.Null(Stored());
        Assert.Empty(Writes);
    }

    // Version 1 of the document has no destination; $none are such preferences, $file such a document.
    private ModuleSession Arrange(string before, bool canPrompt = true, string input = "")
    {
        var none = Documents.ToS3But(("s3BucketName", ""));
        Put(none);
        Put(before);
        var session = new ModuleSession(Sandbox, input, canPrompt: canPrompt);
        session.Run("""
            $none = Get-SsmLoggingPreference -DocumentVersion 1
            $file = [IO.Path]::Combine([IO.Path]::GetTempPath(), "$([Guid]::NewGuid()).json")
            [IO.File]::WriteAllText($file, $none.Document)
            """).ThrowOnError();
        Sandbox.Calls.Clear();
        return session;
    }
}
