namespace SsmSessionLogging.Tests.Shape;

/// <summary>
/// What others can touch is made of .NET's, PowerShell's and the module's own types. A third party's, or System.Text.Json's, would be
/// another type on either side of the load context, or in another PowerShell.
/// </summary>
public sealed class PublicSurfaceTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Theory]
    [InlineData(PSEdition.Core, "SessionLogging")]
    [InlineData(PSEdition.Core, "SsmSessionLogging")]
    [InlineData(PSEdition.Desktop, "SessionLogging")]
    [InlineData(PSEdition.Desktop, "SsmSessionLogging")]
    public void No_third_partys_type_and_none_of_System_Text_Json_is_on_a_public_member(PSEdition edition, string assembly)
    {
        var shipped = new ShippedEdition(edition);
        using var context = shipped.Open();

        var foreign = from type in context.LoadFromAssemblyPath(shipped[assembly]).GetExportedTypes()
                      from named in Named(type)
                      where !IsOurs(named.Type.Assembly.GetName().Name!, shipped)
                      select $"{type.FullName} {named.Member}: {named.Type.FullName}";

        Assert.Empty(foreign.Distinct());
    }

    private static bool IsOurs(string assembly, ShippedEdition shipped) => assembly switch
    {
        "SessionLogging" or "SsmSessionLogging" or "System.Management.Automation" => true,
        "System.Text.Json" => false,
        _ => shipped.IsFramework(assembly),
    };

    private static IEnumerable<(string Member, Type Type)> Named(Type type)
    {
        IEnumerable<Type> own =
        [
            .. type.BaseType is { } parent ? Parts(parent) : [],
            .. type.GetInterfaces().SelectMany(Parts),
            .. type.GetGenericArguments().SelectMany(argument => argument.GetGenericParameterConstraints()).SelectMany(Parts),
            .. Attributes(type),
        ];
        return own.Select(part => ("", part)).Concat(
            from member in type.GetMembers(Declared)
            where IsVisible(member)
            from part in Signature(member).SelectMany(Parts).Concat(Attributes(member))
            select (member.Name, part));
    }

    private static IEnumerable<Type> Attributes(MemberInfo member) => member.GetCustomAttributesData().Select(data => data.AttributeType);

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        EventInfo occurrence => IsVisible(occurrence.AddMethod!),
        _ => false,
    };

    private static IEnumerable<Type> Signature(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType),
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        FieldInfo field => [field.FieldType],
        PropertyInfo property => [property.PropertyType],
        EventInfo occurrence => [occurrence.EventHandlerType!],
        _ => [],
    };

    private static IEnumerable<Type> Parts(Type type) => type switch
    {
        { HasElementType: true } => Parts(type.GetElementType()!),
        { IsGenericParameter: true } => [],
        { IsGenericType: true } => type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()),
        _ => [type],
    };
}
