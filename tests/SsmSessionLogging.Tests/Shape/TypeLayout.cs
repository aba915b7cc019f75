namespace SsmSessionLogging.Tests.Shape;

/// <summary>
/// Does what a runtime does to load a type: reads its bases and interfaces with the signatures that it overrides, and its fields' value
/// types.
/// </summary>
internal static class TypeLayout
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <exception cref="FileNotFoundException">An assembly that the type needs cannot be bound.</exception>
    public static void Load(Type type) => Load(type, []);

    private static void Load(Type type, HashSet<Type> loaded)
    {
        if (type.IsGenericType && !type.IsGenericTypeDefinition)
        {
            type = type.GetGenericTypeDefinition();
        }

        if (!loaded.Add(type))
        {
            return;
        }

        if (type.BaseType is { } parent)
        {
            Load(parent, loaded);
        }

        foreach (var contract in type.GetInterfaces())
        {
            Load(contract, loaded);
        }

        foreach (var method in type.GetMethods(Declared).Where(method => method.IsVirtual))
        {
            _ = method.ReturnType.Assembly;
            foreach (var parameter in method.GetParameters())
            {
                _ = parameter.ParameterType.Assembly;
            }
        }

        foreach (var field in type.GetFields(Declared).Where(field => field.FieldType is { IsValueType: true, IsGenericParameter: false }))
        {
            Load(field.FieldType, loaded);
        }
    }
}
