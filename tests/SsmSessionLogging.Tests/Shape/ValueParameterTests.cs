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

/// <summary>A variable that was mistyped is $null: no parameter takes it for nothing given, for empty text or for 0.</summary>
public sealed class NullParameterTests
{
    public static TheoryData<string, string> Parameters =>
    [
        .. from command in BuiltModule.Commands
           from parameter in command.Parameters.Values
           where !parameter.SwitchParameter && !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name)
           select (command.Name, parameter.Name),
    ];

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Every_parameter_refuses_null(string command, string parameter)
    {
        var metadata = BuiltModule.Commands.Single(known => known.Name == command).Parameters[parameter];

        Assert.True(
            metadata.ParameterSets.Values.All(set => set.IsMandatory)
                || metadata.ParameterType.IsEnum
                || metadata.Attributes.Any(attribute => Refuses(attribute, metadata.ParameterType)),
            $"{command} -{parameter} $null");
    }

    private static bool Refuses(Attribute attribute, Type type) => attribute switch
    {
        // What null becomes as a number is 0.
        ValidateRangeAttribute range => Nullable.GetUnderlyingType(type) is null && Convert.ToDouble(range.MinRange, System.Globalization.CultureInfo.InvariantCulture) > 0,
        ValidateNotNullAttribute or ValidateNotNullOrEmptyAttribute or ValidateSetAttribute or ValidatePatternAttribute => true,
        _ => attribute.GetType().Name is "NoNullAttribute" or "DocumentAddressAttribute",
    };
}
