using System.Collections;
using System.Xml.Linq;
using SsmSessionLogging.Tests.Shape;

namespace SsmSessionLogging.Tests.Module;

/// <summary>Texts that would act on a screen, from documents, services, files and records, pushed through every cmdlet's views and streams.</summary>
public sealed partial class HostileTextTests : ModuleTest, IDisposable
{
    private const string Hostile = "x\u001b[31m\u0007\u202e\u2066\u200b\u2028\u007fy";

    /// <summary>What is left of it where it is shown.</summary>
    private const string Visible = @"\u202E";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hostile");

    /// <summary>Each cmdlet, with something hostile to show: as an object, as an error or in what <c>-WhatIf</c> says.</summary>
    public static TheoryData<string> Commands =>
    [
        "Get-SsmLoggingPreference",
        "Get-SsmLoggingPreference | ForEach-Object Problems",
        "Get-SsmLoggingPreference | Compare-SsmLoggingPreference (Get-SsmLoggingPreference -Region us-east-1)",
        "Test-SsmLoggingPreference",
        "Test-SsmLoggingPreference -Path \"$Folder/$Odd.json\"",
        "Get-SsmLoggingPermission",
        "Get-SsmLoggingPermission -Cmdlet $Odd",
        "Test-SsmLoggingPermission -RoleName $Odd",
        "Get-SsmLoggingPreferenceChange -DocumentName $Odd",
        "Get-SsmLoggingRule $Odd",
        "Get-SsmLoggingDestination $Odd",
        "Test-SsmLoggingPreference | Export-SsmLoggingFinding \"$File/$Odd.csv\"",
        "Export-SsmLoggingPreference -Path $Odd -WhatIf",
        "Export-SsmLoggingPreference -Path \"$File/$Odd\"",
        "Set-SsmLoggingPreference -Path $Odd",
        "Set-SsmS3Logging -BucketName audit-logs-kms -KeyPrefix new -PassThru",
        "(Set-SsmS3Logging -BucketName audit-logs-kms -KeyPrefix new -PassThru).Changes",
        "Set-SsmS3Logging -BucketName audit-logs-kms -KeyPrefix new -WhatIf",
        "Set-SsmS3Logging -BucketName audit-logs-kms -KeyPrefix $Odd",
        "Disable-SsmS3Logging -PassThru -Force",
        "Disable-SsmS3Logging -WhatIf",
        "Set-SsmCloudWatchLogging -LogGroupName $Odd",
        "Disable-SsmCloudWatchLogging -DocumentName $Odd",
        "Enable-SsmCloudWatchStreaming -LogGroupName $Odd",
        "Disable-SsmCloudWatchStreaming -DocumentName $Odd",
        "Get-SsmSessionLog \"$Folder/$Odd.log\"",
        "Get-SsmSessionReport -Path $Records",
        "Get-SsmSessionReport -Path $Records | Measure-SsmSession -By UserName",
        "Get-SsmSessionReport -Path $Records | Export-SsmSessionReport \"$File/$Odd.csv\"",
        "Get-SsmSessionReport -Path $Records | Export-SsmSessionReport \"$Folder/$Odd.csv\" -WhatIf",
        "Get-SsmSessionReport -Path $Records | Save-SsmSessionLog \"$Folder/$Odd\" -WhatIf",
        "Get-SsmSessionReport -Path $Records | Save-SsmSessionLog $Folder -Layout $Odd",
        "Test-SsmSessionLogArchive \"$Folder/$Odd\"",
        "Get-SsmSessionAction -Name $Odd",
        "Register-SsmSessionAction -Name $Odd -TopicArn arn:aws:sns:eu-west-1:111122223333:x",
        "Test-SsmSessionAction -Name $Odd",
        "Enable-SsmSessionAction -Name $Odd",
        "Disable-SsmSessionAction -Name $Odd",
        "Unregister-SsmSessionAction -Name $Odd",
    ];

    /// <summary>Each cmdlet that asks a service, whose answer is hostile.</summary>
    public static TheoryData<string> Asking =>
    [
        "Get-SsmLoggingPreference",
        "Get-SsmLoggingPermission",
        "Get-SsmLoggingPreferenceChange",
        "Get-SsmSessionAttempt",
        "Export-SsmLoggingPreference -Path $Folder",
        "Compare-SsmLoggingPreference (Get-SsmLoggingPreference)",
        "Set-SsmLoggingPreference -RunAsEnabled $false",
        "Set-SsmS3Logging -BucketName audit-logs-kms",
        "Disable-SsmS3Logging",
        "Set-SsmCloudWatchLogging -LogGroupName /session-manager/encrypted",
        "Disable-SsmCloudWatchLogging",
        "Enable-SsmCloudWatchStreaming",
        "Disable-SsmCloudWatchStreaming",
        "Get-SsmSessionReport",
        "Get-SsmSessionAction",
        "Register-SsmSessionAction -Name watch -TopicArn arn:aws:sns:eu-west-1:111122223333:" + ActionSeeds.Topic,
        "Test-SsmSessionAction -Name watch",
        "Enable-SsmSessionAction -Name watch",
        "Disable-SsmSessionAction -Name watch",
        "Unregister-SsmSessionAction -Name watch",
    ];

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Commands))]
    public void What_is_given_or_read_never_acts_on_the_screen(string command)
    {
        Put(Documents.ToS3But(("s3KeyPrefix", Hostile), ("runAsDefaultUser", Hostile), ("cloudWatchLogGroupName", Hostile), ("idleSessionTimeout", Hostile)));

        var run = Show(command);

        Assert.Contains(Shown(run), text => text.Contains(Visible, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Asking))]
    public void What_a_service_says_never_acts_on_the_screen(string command)
    {
        foreach (var operation in new[] { "GetDocument", "DescribeDocument", "ListDocumentVersions", "DescribeSessions", "LookupEvents", "ListRules", "DescribeRule" })
        {
            Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Error, Operation = operation, Code = "Odd" + Hostile, Status = 400, Message = Hostile });
        }

        var run = Show(command);

        Assert.Contains(run.Errors.Select(error => error.Message()), text => text.Contains(Visible, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_cmdlet_is_among_them()
    {
        var shown = Commands.Concat(Asking).Select(row => row.Data).SelectMany(command => CmdletName().Matches(command).Select(match => match.Value));

        Assert.Equal(BuiltModule.Commands.Select(command => command.Name).Order(StringComparer.Ordinal), shown.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Objects_keep_their_values()
    {
        Put(Documents.ToS3But(("s3KeyPrefix", Hostile)));

        Assert.Equal(Hostile, Run("Get-SsmLoggingPreference").Single.Text("S3KeyPrefix"));
        Assert.Equal(Hostile, Show("Get-SsmSessionReport -Path \"$Folder/$Odd.jsonl\"").Error.TargetObject?.ToString()!.Split('/', '\\')[^1][..^".jsonl".Length]);
    }

    /// <summary>Runs a command with everything said that can be, and its objects in tables and lists.</summary>
    private ModuleRun Show(string command)
    {
        var file = Path.Combine(_folder.FullName, "file.json");
        var records = Path.Combine(_folder.FullName, "records.jsonl");
        File.WriteAllText(file, System.Text.Json.JsonSerializer.Serialize(Hostile));
        File.WriteAllText(records, System.Text.Json.JsonSerializer.Serialize(new
        {
            AccountId = "111122223333",
            Region = "eu-west-1" + Hostile,
            SessionId = "s" + Hostile,
            UserName = "u" + Hostile,
            Target = Hostile,
            Status = Hostile,
            Reason = Hostile,
            LogDetail = Hostile,
        }));
        var run = Run(
            $$"""
            param($Odd, $File, $Records, $Folder, $Lists)
            $PSStyle.OutputRendering = 'PlainText'; $VerbosePreference = 'Continue'
            $given = @({{command}})
            $given | Out-Host
            foreach ($item in $given) { foreach ($view in $Lists[$item.GetType().FullName]) { $item | ForEach-Object ([scriptblock]::Create($view)) } }
            """,
            Hostile,
            file,
            records,
            _folder.FullName,
            ListViews());

        Assert.All(Shown(run), text => Assert.DoesNotMatch(Acting(), text));
        return run;
    }

    /// <summary>What the lists of each type show, as scripts: this engine has no Format-List.</summary>
    private static Hashtable ListViews() => new(XDocument.Load(Repository.PathOf("out", "SsmSessionLogging", "SsmSessionLogging.Format.ps1xml")).Descendants("View")
        .Where(view => view.Element("ListControl") is not null)
        .ToDictionary(
            view => view.Element("ViewSelectedBy")!.Element("TypeName")!.Value,
            view => view.Descendants("ListItem").Select(item => item.Element("ScriptBlock")?.Value ?? $"$_.{item.Element("PropertyName")!.Value}").ToArray()));

    private static IEnumerable<string> Shown(ModuleRun run) =>
    [
        run.Screen,
        .. run.Output.Where(shown => shown is not null).Select(shown => shown.AsText()),
        .. run.Warnings,
        .. run.Verbose,
        .. run.Errors.Select(error => error.Message()),
        .. run.Errors.Select(error => error.Advice() ?? ""),
        .. run.Errors.Select(error => error.CategoryInfo.ToString()),
        .. run.Progress.Select(progress => $"{progress.Activity} {progress.StatusDescription}"),
    ];

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}-[\r\n\t]]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Acting();

    [GeneratedRegex("[A-Z][a-z]+-Ssm[A-Za-z0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CmdletName();
}
