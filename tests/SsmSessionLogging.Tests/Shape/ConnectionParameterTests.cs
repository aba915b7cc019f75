namespace SsmSessionLogging.Tests.Shape;

/// <summary>How commands are told whom to ask: with the names, types and aliases that users of AWS Tools for PowerShell know.</summary>
public sealed class ConnectionParameterTests
{
    private static readonly (string Name, Type Type, string[] Aliases)[] Parameters =
    [
        ("ProfileName", typeof(string), ["StoredCredentials", "AWSProfileName"]),
        ("ProfileLocation", typeof(string), ["AWSProfilesLocation", "ProfilesLocation"]),
        ("AccessKey", typeof(string), ["AK"]),
        ("SecretKey", typeof(string), ["SK", "SecretAccessKey"]),
        ("SessionToken", typeof(string), ["ST"]),
        ("Credential", typeof(object), []),
        ("Region", typeof(string[]), ["RegionToCall"]),
        ("EndpointUrl", typeof(string), []),
        ("RoleArn", typeof(string[]), []),
        ("ExternalId", typeof(string), []),
        ("AccountId", typeof(string[]), []),
        ("OrganizationalUnit", typeof(string[]), []),
        ("ExcludeAccountId", typeof(string[]), []),
        ("ExcludeRegion", typeof(string[]), []),
    ];

    /// <summary>Commands that ask nobody.</summary>
    private static readonly string[] Offline = ["Export-SsmLoggingFinding", "Export-SsmSessionReport", "Get-SsmLoggingRule", "Measure-SsmSession"];

    private static readonly string[] Taken =
    [
        .. Parameters.SelectMany(parameter => parameter.Aliases.Append(parameter.Name)), "AWSCredentials",
    ];

    public static TheoryData<string> Connected => [.. BuiltModule.Commands.Select(command => command.Name).Except(Offline)];

    [Theory]
    [MemberData(nameof(Connected))]
    public void A_command_that_asks_AWS_has_each_of_them_in_every_parameter_set(string name)
    {
        var command = BuiltModule.Commands.Single(command => command.Name == name);

        Assert.All(Parameters, expected =>
        {
            var parameter = Assert.Contains(expected.Name, command.Parameters);
            Assert.Equal(expected.Type, parameter.ParameterType);
            Assert.Equal(expected.Aliases.Order(), parameter.Aliases.Order());
            Assert.Equal([ParameterAttribute.AllParameterSets], parameter.ParameterSets.Keys);
        });
    }

    [Theory]
    [MemberData(nameof(Connected))]
    public void Nothing_that_comes_down_a_pipeline_changes_whom_a_command_asks(string name)
    {
        var command = BuiltModule.Commands.Single(command => command.Name == name);

        Assert.All(Parameters, expected => Assert.DoesNotContain(
            command.Parameters[expected.Name].ParameterSets.Values, set => set.ValueFromPipeline || set.ValueFromPipelineByPropertyName));
    }

    [Fact]
    public void No_other_parameter_has_one_of_their_names()
    {
        var reused = from command in BuiltModule.Commands
                     from parameter in command.OwnParameters()
                     where Offline.Contains(command.Name) || !Array.Exists(Parameters, expected => expected.Name == parameter.Name)
                     from name in parameter.Aliases.Append(parameter.Name)
                     where Taken.Contains(name, StringComparer.OrdinalIgnoreCase)
                     select $"{command.Name} -{name}";

        Assert.Empty(reused);
    }
}
