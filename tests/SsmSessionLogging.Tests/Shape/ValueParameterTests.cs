namespace SsmSessionLogging.Tests.Shape;

/// <summary>What PowerShell itself would read wrongly, parameters read for themselves.</summary>
public sealed class ValueParameterTests
{
    private static readonly Type[] Times = [typeof(DateTime), typeof(DateTimeOffset), typeof(DateTime?), typeof(DateTimeOffset?)];

    /// <summary>Several names of an enumeration would be added up to a value that nobody named.</summary>
    [Fact]
    public void Each_value_of_an_enumeration_is_taken_by_itself()
    {
        var enumerations = BuiltModule.Commands.SelectMany(command => command.OwnParameters().Select(parameter => (Command: command.Name, Parameter: parameter)))
            .Where(it => (it.Parameter.ParameterType.GetElementType() ?? Nullable.GetUnderlyingType(it.Parameter.ParameterType) ?? it.Parameter.ParameterType).IsEnum)
            .Where(it => it.Parameter.ParameterType != typeof(System.Management.Automation.ActionPreference))
            .ToList();

        Assert.InRange(enumerations.Count, 5, 100);
        Assert.All(enumerations, it => Assert.True(
            it.Parameter.Attributes.Any(attribute => attribute.GetType().Name == "NamedValuesAttribute"), $"{it.Command} -{it.Parameter.Name}"));
    }

    /// <summary>Text would be read by the culture's calendar.</summary>
    [Fact]
    public void Each_time_is_read_as_ISO_8601_first()
    {
        var times = BuiltModule.Commands.SelectMany(command => command.OwnParameters().Select(parameter => (Command: command.Name, Parameter: parameter)))
            .Where(it => Times.Contains(it.Parameter.ParameterType)).ToList();

        Assert.InRange(times.Count, 2, 100);
        Assert.All(times, it => Assert.True(it.Parameter.Attributes.Any(attribute => attribute.GetType().Name == "InstantAttribute"), $"{it.Command} -{it.Parameter.Name}"));
    }
}
