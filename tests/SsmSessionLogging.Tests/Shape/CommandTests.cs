namespace SsmSessionLogging.Tests.Shape;

/// <summary>What all commands have in common.</summary>
public sealed class CommandTests
{
    public static TheoryData<string> Names => [.. BuiltModule.Commands.Select(command => command.Name)];

    /// <summary>Names in AWS Tools that do not follow from an operation's.</summary>
    private static readonly string[] Irregular =
    [
        "Add-SSMResourceTag", "Get-SSMCommandInvocationDetail", "Get-SSMDocumentDescription", "Get-SSMLatestEC2Image", "Get-SSMOpsItemSummary",
        "Get-SSMParameterNameList", "Get-SSMParameterValue", "Get-SSMPatchBaselineDetail", "Get-SSMResourceTag", "New-SSMAssociationFromBatch",
        "Remove-SSMParameterCollection", "Remove-SSMResourceTag", "Set-SSMParameterVersionLabel",
    ];

    [Fact]
    public void No_command_has_a_name_of_AWS_Tools_for_PowerShell()
    {
        var ours = BuiltModule.Commands.SelectMany(command => Aliases(command.ImplementingType).Append(command.Name)).ToList();

        Assert.Empty(ours.Intersect(AwsToolsNames.Released, StringComparer.OrdinalIgnoreCase));
        Assert.Empty(ours.Intersect(AwsToolsNames.OfOperations, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_names_that_follow_from_the_SDKs_operations_are_those_of_AWS_Tools_and_of_newer_operations() =>
        Assert.Multiple(
            () => Assert.Equal(Irregular, AwsToolsNames.Released.Except(AwsToolsNames.OfOperations, StringComparer.OrdinalIgnoreCase).Order()),
            () => Assert.Superset(
                new HashSet<string> { "Get-SSMNodeList", "Get-SSMNodesSummary", "Start-SSMAccessRequest", "Get-SSMAccessToken", "Test-SSMCloudConnector" },
                AwsToolsNames.OfOperations.ToHashSet()));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_noun_is_singular_and_says_whose_it_is(string name)
    {
        var noun = name.Split('-')[1];

        Assert.StartsWith("Ssm", noun, StringComparison.Ordinal);
        Assert.DoesNotMatch("[^su]s$", noun);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_command_that_changes_something_can_be_rehearsed_and_confirmed(string name)
    {
        var command = BuiltModule.Commands.Single(command => command.Name == name);

        var changes = BuiltModule.Changes(command);
        Assert.Equal(changes, command.Parameters.ContainsKey("WhatIf"));
        Assert.Equal(changes, command.Parameters.ContainsKey("Confirm"));
    }

    private static string[] Aliases(Type cmdlet) => [.. cmdlet.GetCustomAttributes<AliasAttribute>().SelectMany(alias => alias.AliasNames)];
}
