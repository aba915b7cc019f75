using System.Collections;
using System.Management.Automation;

namespace SsmSessionLogging.Abstractions;

/// <summary>Takes names of an enumeration's values, one or several, each by itself.</summary>
/// <remarks>
/// PowerShell makes one value of several names by adding their numbers up, also where the enumeration is none of flags: what comes out can be the
/// number of a value that nobody named. So every parameter of an enumeration's type carries this.
/// </remarks>
/// <param name="type">The enumeration.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamedValuesAttribute(Type type) : ArgumentTransformationAttribute
{
    /// <summary>The enumeration.</summary>
    public Type Type => type;

    /// <summary>Whether several values may be given, to a parameter that takes a list.</summary>
    public bool Several { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        object[] values = given switch
        {
            null => [],
            string text => Names(text),
            IList list => [.. list.Cast<object?>().Select(item => item is PSObject wrappedItem ? wrappedItem.BaseObject : item).SelectMany(item => item is string text ? Names(text) : [item!])],
            _ => [given],
        };
        if (Several)
        {
            return values.Length == 0 ? inputData : values;
        }

        return values.Length > 1
            ? throw new ArgumentTransformationMetadataException($"Give one of {string.Join(", ", Enum.GetNames(type))}: {string.Join(", ", values)} are several.")
            : values.Length == 1 ? values[0] : inputData;
    }

    private static object[] Names(string text)
    {
        var names = text.Split(',').Select(name => name.Trim()).Where(name => name.Length > 0).ToArray<object>();
        return names.Length == 0 ? [text] : names;
    }
}
