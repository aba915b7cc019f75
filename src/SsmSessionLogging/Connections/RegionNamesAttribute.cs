namespace SsmSessionLogging.Connections;

/// <summary>Takes Region names, and the Region objects that AWS Tools for PowerShell hands out (<c>Get-AWSRegion</c>, the SDK's RegionEndpoint).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RegionNamesAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] NameProperties = ["SystemName", "Region"];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData is null ? null : Names(inputData);

    /// <summary>The names in one object or a list of them; none for <see langword="null"/>. A <see langword="null"/> in a list stays one, for the parameter to refuse it.</summary>
    internal static string?[] Names(object? regions) => (regions is PSObject wrapped ? wrapped.BaseObject : regions) switch
    {
        null => [],
        IList list => [.. list.Cast<object?>().Select(region => region is null ? null : Name(region))],
        var one => [Name(one)],
    };

    private static string Name(object region)
    {
        var item = PSObject.AsPSObject(region);
        return item.BaseObject as string
            ?? NameProperties.Select(name => item.Properties[name]?.Value as string).FirstOrDefault(name => name is not null)
            ?? LanguagePrimitives.ConvertTo<string>(region);
    }
}
