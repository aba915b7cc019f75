namespace SsmSessionLogging.Tests.Module;

/// <summary>Regions that nobody names: every one that is enabled in the account, or those that fit a pattern.</summary>
public sealed class RegionPatternTests : ModuleTest
{
    private const string Topic = "arn:aws:sns:eu-west-1:111122223333:session-activity";

    private static readonly string[] American = ["us-east-1", "us-east-2", "us-west-1", "us-west-2"];

    /// <summary>Commands that change, with what to do before.</summary>
    public static TheoryData<string, string> Changes { get; } = new()
    {
        { "Set-SsmS3Logging audit-logs -SkipTargetCheck", "" },
        { "Set-SsmLoggingPreference -IdleSessionTimeout 15", "" },
        { "Get-SsmLoggingPreference -Region us-east-1 | Set-SsmLoggingPreference", "Set-SsmS3Logging audit-logs -SkipTargetCheck -Region us-east-1" },
        { $"Register-SsmSessionAction notify -TopicArn {Topic}", "" },
        { "Disable-SsmSessionAction notify", $"Register-SsmSessionAction notify -TopicArn {Topic} -Region eu-west-1" },
        { "Enable-SsmSessionAction notify", $"Register-SsmSessionAction notify -TopicArn {Topic} -Region eu-west-1 -Disabled" },
        { "Unregister-SsmSessionAction notify", $"Register-SsmSessionAction notify -TopicArn {Topic} -Region eu-west-1" },
    };

    [Fact]
    public void A_star_stands_for_every_Region_that_is_enabled()
    {
        var run = Run("Get-SsmLoggingPreference -Region *").ThrowOnError();

        Assert.Superset(new HashSet<string?>(["eu-west-1", "us-east-1", "ap-east-1"], StringComparer.Ordinal), run.Texts("Region").ToHashSet(StringComparer.Ordinal));
        Assert.DoesNotContain("eu-south-2", run.Texts("Region"));
        Assert.Equal(run.Output.Count, run.Texts("Region").Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("us-*")]
    [InlineData("us-east-?, us-w*")]
    [InlineData("us-east-1, us-*")]
    public void A_pattern_stands_for_those_that_fit(string regions) =>
        Assert.Equal(American, Run($"Get-SsmLoggingPreference -Region {regions}").ThrowOnError().Texts("Region").Order(StringComparer.Ordinal));

    [Fact]
    public void A_Region_that_is_named_is_asked_also_beside_a_pattern() =>
        Assert.Equal(["eu-west-1", .. American], Run("Get-SsmLoggingPreference -Region eu-west-1, us-*").ThrowOnError().Texts("Region").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_reading_cmdlet_takes_them()
    {
        var folder = Directory.CreateTempSubdirectory("regions");
        try
        {
            Run($"Register-SsmSessionAction notify -TopicArn {Topic} -Region eu-west-1; Set-SsmLoggingPreference -IdleSessionTimeout 15 -Region us-east-1, us-west-2").ThrowOnError();

            Assert.Equal(2, Run("Get-SsmLoggingPreference -AllVersions -Region us-* | Where-Object DocumentVersion").ThrowOnError().Output.Count);
            Assert.Equal(2, Run("Export-SsmLoggingPreference $args[0] -Region us-east-1, us-west-2 -PassThru", folder.FullName).ThrowOnError().Output.Count);
            Assert.Equal(["eu-west-1"], Run("Get-SsmSessionAction -Region eu-*").ThrowOnError().Texts("Region"));
            Assert.Equal(["eu-west-1"], Run("Get-SsmSessionAction notify -Region eu-*").ThrowOnError().Texts("Region"));
            Assert.NotEmpty(Run("Test-SsmSessionAction notify -Region eu-*").ThrowOnError().Output);
            Assert.Empty(Run("Get-SsmSessionReport -SkipLogStatus -Days 1 -Region us-*").ThrowOnError().Warnings);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("Get-SsmSessionAction nothing -Region us-*")]
    [InlineData("Test-SsmSessionAction nothing -Region us-*")]
    public void An_action_that_is_in_none_of_them_is_one_error(string command) => Assert.Equal("ActionNotFound", Run(command).ErrorId);

    [Theory]
    [InlineData("Get-SsmLoggingPreference -Region xx-*", "RegionNotMatched")]
    [InlineData("Get-SsmSessionReport -Region xx-*", "RegionNotMatched")]
    [InlineData("Get-SsmLoggingPreference -Region us_*", "RegionInvalid")]
    public void A_pattern_that_helps_nobody_is_an_error(string command, string errorId) => Assert.Equal(errorId, Run(command).ErrorId);

    [Theory]
    [InlineData("Get-SsmLoggingPreference")]
    [InlineData("Get-SsmSessionAction")]
    [InlineData("Get-SsmSessionReport -SkipLogStatus -Days 1")]
    public void A_Region_that_is_not_enabled_is_told_as_that(string command)
    {
        var run = Run($"{command} -Region eu-south-2, eu-west-1");

        Assert.Equal("RegionNotEnabled", run.ErrorId);
        Assert.Contains("has not enabled the Region eu-south-2", run.Error.Message(), StringComparison.Ordinal);
        Assert.Contains("enable-region", run.Error.Advice(), StringComparison.Ordinal);
        Assert.DoesNotContain(run.Warnings, warning => warning.Contains("AccountId", StringComparison.Ordinal));
    }

    [Fact]
    public void A_role_in_a_Region_that_is_not_enabled_is_no_refused_role()
    {
        var run = Run("Get-SsmLoggingPreference -RoleArn arn:aws:iam::444455556666:role/Audit -Region eu-south-2, eu-west-1");

        Assert.Equal("RegionNotEnabled", run.ErrorId);
        Assert.Equal(["eu-west-1"], run.Texts("Region"));
    }

    [Fact]
    public void Where_listing_is_denied_Regions_that_are_not_enabled_are_left_out_and_named()
    {
        var enabled = Run("Get-SsmLoggingPreference -Region eu-*").ThrowOnError().Texts("Region");
        Sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Deny, Operation = "ListRegions" });

        var run = Run("Get-SsmLoggingPreference -Region eu-*").ThrowOnError();

        Assert.Equal(enabled.Order(StringComparer.Ordinal), run.Texts("Region").Order(StringComparer.Ordinal));
        Assert.Contains(run.Warnings, warning => warning.StartsWith("eu-south-2 is left out", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_where_nobody_can_answer_is_an_error_that_lists_and_names_Force(string command, string before)
    {
        using var session = new ModuleSession(Sandbox, canPrompt: false);
        session.Run($"{before}").ThrowOnError();
        var writes = Written;

        var run = session.Run($"{command} -Region eu-west-*");

        Assert.Equal("ConsentNeeded", run.ErrorId);
        Assert.Contains("-Force", run.Error.Advice(), StringComparison.Ordinal);
        Assert.Contains("account 111122223333: eu-west-1, eu-west-2, eu-west-3", run.Error.Message(), StringComparison.Ordinal);
        Assert.Equal(writes, Written);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_lists_and_asks_and_no_is_the_default(string command, string before)
    {
        using var session = new ModuleSession(Sandbox, input: "\n");
        session.Run($"{before}").ThrowOnError();
        var writes = Written;

        var run = session.Run($"{command} -Region eu-west-*").ThrowOnError();

        Assert.Contains("eu-west-1, eu-west-2, eu-west-3", string.Concat(run.Screen.Split('\n').Select(line => line.TrimEnd('\r'))), StringComparison.Ordinal);
        Assert.Equal(writes, Written);
    }

    [Theory]
    [InlineData("-Force")]
    [InlineData("-Confirm:$false")]
    public void Force_and_an_explicit_Confirm_answer_it(string answer)
    {
        using var session = new ModuleSession(Sandbox, canPrompt: false);

        session.Run($"Set-SsmLoggingPreference -IdleSessionTimeout 15 -Region us-* {answer}").ThrowOnError();

        Assert.All(American, region => Assert.NotNull(Stored(region)));
        Assert.Null(Stored());
    }

    [Fact]
    public void WhatIf_asks_nobody_and_writes_nothing()
    {
        using var session = new ModuleSession(Sandbox, canPrompt: false);

        session.Run("Set-SsmLoggingPreference -IdleSessionTimeout 15 -Region us-* -WhatIf").ThrowOnError();

        Assert.Equal(0, Written);
    }

    private int Written => Sandbox.Calls.All.Count(call =>
        call.Operation is "CreateDocument" or "UpdateDocument" or "PutRule" or "PutTargets" or "EnableRule" or "DisableRule" or "DeleteRule" or "RemoveTargets" or "SetTopicAttributes");
}
