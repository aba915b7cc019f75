using SsmSessionLogging.Tests.Shape;

namespace SsmSessionLogging.Tests.Module;

/// <summary>What a pipeline says a command is about: null, blank and half of it are errors, and never mean the default Region's document.</summary>
public sealed class PipedSubjectTests : ModuleTest, IDisposable
{
    /// <summary>Each command that takes a subject from the pipeline, with parameters with which it would do something.</summary>
    private static readonly Dictionary<string, string> Complete = new()
    {
        ["Compare-SsmLoggingPreference"] = "-ReferenceObject $reference",
        ["Disable-SsmCloudWatchLogging"] = "-Force",
        ["Disable-SsmCloudWatchStreaming"] = "",
        ["Disable-SsmS3Logging"] = "-Force",
        ["Disable-SsmSessionAction"] = "",
        ["Enable-SsmCloudWatchStreaming"] = "/session-manager/encrypted",
        ["Enable-SsmSessionAction"] = "",
        ["Export-SsmLoggingFinding"] = "$folder/findings.csv",
        ["Export-SsmLoggingPreference"] = "$folder",
        ["Export-SsmSessionReport"] = "$folder/report.csv",
        ["Get-SsmLoggingPermission"] = "",
        ["Get-SsmLoggingPreference"] = "",
        ["Get-SsmLoggingPreferenceChange"] = "",
        ["Get-SsmSessionLog"] = "",
        ["Get-SsmSessionReport"] = "-SkipLogStatus",
        ["Measure-SsmSession"] = "-By UserName",
        ["Save-SsmSessionLog"] = "$folder/archive",
        ["Set-SsmCloudWatchLogging"] = "/session-manager/encrypted",
        ["Set-SsmLoggingPreference"] = "-IdleSessionTimeout 5",
        ["Set-SsmS3Logging"] = "audit-logs",
        ["Test-SsmLoggingPermission"] = "-RoleName SessionNodes",
        ["Test-SsmLoggingPreference"] = "",
        ["Test-SsmSessionAction"] = "",
        ["Test-SsmSessionLogArchive"] = "",
        ["Unregister-SsmSessionAction"] = "",
    };

    private const string BlankDocument = "[pscustomobject]@{ DocumentName = ''; Region = 'eu-west-1' }";

    private static readonly string[] NoAddresses =
    [
        "$null",
        "''",
        "' '",
        "'eu-west-1'",
        "[pscustomobject]@{}",
        "[pscustomobject]@{ Region = '' }",
        "[pscustomobject]@{ Region = ' ' }",
        "[pscustomobject]@{ Region = $null }",
        "[pscustomobject]@{ AccountId = '111122223333' }",
        "[pscustomobject]@{ AccountId = '111122223333'; Region = '' }",
        "[pscustomobject]@{ AccountId = ''; Region = 'eu-west-1' }",
        "[pscustomobject]@{ AccountId = $null; Region = 'eu-west-1' }",
        "[pscustomobject]@{ DocumentName = 'SSM-SessionManagerRunShell' }",
        BlankDocument,
        "[pscustomobject]@{ Region = ''; DocumentName = 'x' }",
        "[SessionLogging.Actions.SessionAction]@{ AccountId = '111122223333'; Region = ''; Name = 'ops' }",
        "[SessionLogging.Actions.SessionAction]@{ AccountId = ''; Region = 'eu-west-1'; Name = 'ops' }",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("subjects").FullName;

    public static TheoryData<string> Commands =>
    [
        .. BuiltModule.Commands
            .Where(command => command.ParameterSets.Any(set => set.Parameters.Any(parameter => parameter.ValueFromPipeline || parameter.ValueFromPipelineByPropertyName)))
            .Select(command => command.Name),
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Commands))]
    public void What_is_no_whole_address_is_an_error_and_nothing_is_asked_or_written(string command)
    {
        var parameters = Arrange(command);

        // A report is about accounts and Regions, whatever documents a row names.
        Assert.All(NoAddresses.Where(subject => subject != BlankDocument || command != "Get-SsmSessionReport"), subject =>
        {
            var run = Run($"{subject} | {command} {parameters}");

            Assert.NotEmpty(run.Errors);
            Assert.DoesNotContain(run.Errors, error => error.Id() is "CommandNotFoundException" or "TypeNotFound");
            Assert.Empty(run.Output);
            Assert.Empty(Operations);
        });
        Assert.Empty(Directory.GetFiles(_folder));
    }

    // So that the errors above are those of the subject.
    [Theory]
    [MemberData(nameof(Commands))]
    public void The_same_command_takes_a_whole_one(string command)
    {
        var parameters = Arrange(command);
        if (command.EndsWith("SsmSessionAction", StringComparison.Ordinal))
        {
            Assert.Equal(
                "ActionNotFound", Run($"[SessionLogging.Actions.SessionAction]@{{ AccountId = '111122223333'; Region = 'eu-west-1'; Name = 'ops' }} | {command} {parameters}").ErrorId);
        }
        else if (command == "Get-SsmSessionLog")
        {
            var log = Path.Combine(_folder, "session.log");
            File.WriteAllText(log, "sh-5.2$ exit\r\n");
            Assert.Single(Run($"[pscustomobject]@{{ PSPath = '{log}' }} | {command}").ThrowOnError().Output);
        }
        else if (command == "Export-SsmLoggingFinding")
        {
            Run($"$reference | Test-SsmLoggingPreference | {command} {parameters}").ThrowOnError();
        }
        else if (command == "Save-SsmSessionLog")
        {
            var session = "[SessionLogging.Sessions.SessionRecord]@{ AccountId = '111122223333'; Region = 'eu-west-1'; SessionId = 'a'; LogStatus = 'NotLoggable' }";
            Assert.Equal(1L, Run($"{session} | {command} {parameters}").Single.Get("WithoutLog"));
        }
        else if (command == "Test-SsmSessionLogArchive")
        {
            Assert.Contains("ManifestMissing", Run($"[pscustomobject]@{{ Path = '{_folder}' }} | {command}").ThrowOnError().Texts("RuleId"));
        }
        else if (command is not ("Measure-SsmSession" or "Export-SsmSessionReport"))
        {
            Run($"$reference | {command} {parameters}").ThrowOnError();
        }
    }

    [Theory]
    [InlineData("-InputObject $null")]
    [InlineData("-InputObject @($null)")]
    [InlineData("-InputObject ''")]
    public void The_same_holds_where_it_is_given_by_name(string argument)
    {
        Put(Documents.ToS3);

        var run = Run($"Disable-SsmS3Logging -Force {argument}");

        Assert.StartsWith("ParameterArgument", run.ErrorId);
        Assert.Empty(Operations);
    }

    [Fact]
    public void The_other_rows_of_a_file_are_changed()
    {
        Put(Documents.ToS3);
        Put(Documents.ToS3, "us-east-1");

        var run = Run("'us-east-1', '' | ForEach-Object { [pscustomobject]@{ AccountId = '111122223333'; Region = $_ } } | Set-SsmLoggingPreference -IdleSessionTimeout 5 -PassThru");

        Assert.Equal(["us-east-1"], run.Texts("Region"));
        Assert.Contains("Region is blank", run.Error.Message());
        Assert.Single(Stored()!.Versions);
    }

    [Fact]
    public void Preferences_whose_account_nobody_knows_go_by_their_Region()
    {
        Put(Documents.ToS3, "us-east-1");
        Sandbox.Faults.Add(new SessionLogging.Sandbox.Faults.SandboxFault { Kind = SessionLogging.Sandbox.Faults.FaultKind.Deny, Service = "STS" });

        Run("Get-SsmLoggingPreference -Region us-east-1 | Set-SsmLoggingPreference -IdleSessionTimeout 5").ThrowOnError();

        Assert.Equal(2, Stored("us-east-1")!.DefaultVersion);
    }

    private string Arrange(string command)
    {
        Assert.True(Complete.ContainsKey(command), $"{command} takes a subject from the pipeline: give the parameters with which it does something.");
        Put(Documents.ToS3);
        Run("$reference = Get-SsmLoggingPreference; $folder = $args[0]", _folder).ThrowOnError();
        Sandbox.Calls.Clear();
        return Complete[command];
    }
}
