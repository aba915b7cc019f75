using System.Management.Automation;

namespace SsmSessionLogging.Tests.Shape;

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
