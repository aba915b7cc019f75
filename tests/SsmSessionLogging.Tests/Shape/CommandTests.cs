using System.Management.Automation;
using System.Reflection;

namespace SsmSessionLogging.Tests.Shape;

/// <summary>What all commands have in common.</summary>
public sealed class CommandTests
{
    /// <summary>Verbs of commands that change nothing in an account.</summary>
    private static readonly string[] ReadingVerbs = ["Compare", "Get", "Measure"];

    public static TheoryData<string> Names => [.. BuiltModule.Commands.Select(command => command.Name)];

    [Fact]
    public void No_command_has_a_name_of_AWS_Tools_for_PowerShell()
    {
        var theirs = File.ReadAllLines(Repository.PathOf("tests", "SsmSessionLogging.Tests", "corpus", "aws-tools-names.txt"));
        var ours = BuiltModule.Commands.SelectMany(command => Aliases(command.ImplementingType).Append(command.Name));

        Assert.Empty(ours.Intersect(theirs, StringComparer.OrdinalIgnoreCase));
    }

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

        Assert.Equal(!ReadingVerbs.Contains(command.Verb), command.Parameters.ContainsKey("WhatIf"));
        Assert.Equal(!ReadingVerbs.Contains(command.Verb), command.Parameters.ContainsKey("Confirm"));
    }

    private static string[] Aliases(Type cmdlet) => [.. cmdlet.GetCustomAttributes<AliasAttribute>().SelectMany(alias => alias.AliasNames)];
}
