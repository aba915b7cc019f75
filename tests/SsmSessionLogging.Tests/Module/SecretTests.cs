using System.Collections;
using SsmSessionLogging.Tests.Shape;

namespace SsmSessionLogging.Tests.Module;

/// <summary>Secrets that a person gives are marked, and looked for in everything that comes back.</summary>
public sealed class SecretTests : ModuleTest
{
    private const string Mark = "MARKED";
    private const string ExternalId = Mark + "-external-id";

    public static TheoryData<string> Commands =>
    [
        "Set-SsmS3Logging -BucketName audit-logs-kms -PassThru",
        "Set-SsmS3Logging -BucketName audit-logs-kms -WhatIf",
        "Get-SsmLoggingPreference",
        "Get-SsmSessionReport -IncludeCoverage -MaxCallsPerSecond 0",
        "Get-SsmSessionAction",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Nothing_tells_them_where_all_goes_well(string command) => AssertUntold(Ask(command, UrlWithSecrets()).ThrowOnError());

    [Theory]
    [MemberData(nameof(Commands))]
    public void Nothing_tells_them_where_calls_fail(string command)
    {
        foreach (var operation in new[] { "UpdateDocumentDefaultVersion", "DescribeSessions", "ListRules" })
        {
            Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Error, Operation = operation, Status = 500 });
        }

        AssertUntold(Ask(command, UrlWithSecrets()));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Nothing_tells_them_where_nobody_answers(string command)
    {
        var run = Ask(command, $"http://{Mark}:{Mark}@127.0.0.1:1");

        Assert.NotEmpty(run.Errors);
        AssertUntold(run);
    }

    [Theory]
    [InlineData($"{Mark}:{Mark}@127.0.0.1:1")]
    [InlineData($"ftp://{Mark}:{Mark}@127.0.0.1:1")]
    [InlineData($"http://{Mark}:{Mark}@no host")]
    public void Nothing_tells_them_where_the_address_is_none(string url)
    {
        var run = Ask("Get-SsmLoggingPreference", url);

        Assert.NotEmpty(run.Errors);
        AssertUntold(run);
    }

    [Fact]
    public void Nothing_tells_an_external_id_that_breaks_the_rules_of_STS()
    {
        var run = Ask("Get-SsmLoggingPreference", UrlWithSecrets(), externalId: ExternalId + " with spaces");

        Assert.NotEmpty(run.Errors);
        AssertUntold(run);
    }

    [Fact]
    public async Task No_exported_cmdlet_tells_a_secret_that_stands_anywhere()
    {
        Put(Documents.ToS3);
        var folder = Directory.CreateTempSubdirectory("secrets");
        try
        {
            var run = await PowerShellProcess.RunAsync(
                Repository.PathOf("tests", "SsmSessionLogging.Tests", "Module", "Search-Secrets.ps1"), [BuiltModule.Manifest, Sandbox.Url, folder.FullName]);

            var lines = run.Output.Split('\n');
            Assert.Contains("What is there is found.", lines);
            Assert.Contains($"{BuiltModule.Commands.Count} commands ran.", lines);
            Assert.DoesNotContain(lines, line => line.StartsWith("Found in ", StringComparison.Ordinal));
            Assert.DoesNotContain(Mark, run.Output + run.Error, StringComparison.Ordinal);
            Assert.Superset(
                new HashSet<string>(["UpdateDocument", "AssumeRole", "DescribeSessions", "PutRule", "SetTopicAttributes", "ListRules"]), Operations.ToHashSet());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("http://proxy.example:8080", true)]
    [InlineData("HTTP://name:secret@10.0.0.1", true)]
    [InlineData("http://127.0.0.1.example:1", true)]
    [InlineData("https://proxy.example", false)]
    [InlineData("http://127.0.0.1:1", false)]
    [InlineData("http://127.1.2.3:1", false)]
    [InlineData("http://localhost:1", false)]
    [InlineData("http://[::1]:1", false)]
    public void Plain_http_to_another_machine_is_warned_of_once(string url, bool isWarnedOf)
    {
        // Nobody is asked: the role waits for an account.
        var run = Run("Get-SsmLoggingPreference -EndpointUrl $args[0] -RoleArn 'arn:aws:iam::{AccountId}:role/Audit' -Region eu-west-1, us-east-1", url);

        Assert.Equal("AccountIdMissing", run.ErrorId);
        Assert.Equal(isWarnedOf ? 1 : 0, run.Warnings.Count(warning => warning.Contains("is plain http", StringComparison.Ordinal)));
        Assert.DoesNotContain(run.Warnings, warning => warning.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void The_way_back_runs_with_the_external_id_in_a_variable()
    {
        Put(Documents.ToS3);
        var undo = Ask("Set-SsmS3Logging -BucketName audit-logs-kms -PassThru", UrlWithSecrets()).Output[0].Text("UndoCommand")!;
        Assert.Contains("-ExternalId $ExternalId", undo, StringComparison.Ordinal);

        Run("param($ExternalId) $PSDefaultParameterValues.Remove('*-Ssm*:RoleArn'); $PSDefaultParameterValues.Remove('*-Ssm*:ExternalId'); " + undo, ExternalId).ThrowOnError();

        Assert.Equal(Documents.ToS3, Stored()!.Default.Content);
    }

    private string UrlWithSecrets() => Sandbox.Url.Replace("://", $"://{Mark}-name:{Mark}-password@", StringComparison.Ordinal);

    private ModuleRun Ask(string command, string url, string externalId = ExternalId) => Run(
        $$"""
        param($Url, $Id)
        $VerbosePreference = 'Continue'
        {{command}} -EndpointUrl $Url -RoleArn arn:aws:iam::111122223333:role/{{Seeds.AuditRole}} -ExternalId $Id
        """,
        url,
        externalId);

    private static void AssertUntold(ModuleRun run)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Assert.All(
            [
                run.Screen, .. run.Warnings, .. run.Verbose,
                .. run.Progress.Select(progress => $"{progress.Activity} {progress.StatusDescription} {progress.CurrentOperation}"),
                .. run.Output.SelectMany(item => Texts(item.BaseObject, seen, depth: 0)),
                .. run.Errors.SelectMany(error => new[] { error.Message(), error.Advice() ?? "", error.CategoryInfo.ToString(), error.Exception.ToString(), $"{error.TargetObject}" }),
                .. run.Errors.SelectMany(error => Texts(error.Exception, seen, depth: 0)),
            ],
            text => Assert.DoesNotContain(Mark, text, StringComparison.Ordinal));
    }

    /// <summary>Every text in an object, and in what it holds.</summary>
    private static IEnumerable<string> Texts(object? item, HashSet<object> seen, int depth)
    {
        const int deepest = 6;
        if (item is string text)
        {
            return [text];
        }

        if (item is null || depth > deepest || item.GetType().IsPrimitive || !seen.Add(item))
        {
            return [];
        }

        if (item is IEnumerable items)
        {
            return items.Cast<object?>().SelectMany(inner => Texts(inner, seen, depth + 1));
        }

        return item.GetType().Namespace?.StartsWith("SessionLogging", StringComparison.Ordinal) is true
            ? item.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0).SelectMany(property => Texts(property.GetValue(item), seen, depth + 1)).Append($"{item}")
            : [$"{item}"];
    }
}
