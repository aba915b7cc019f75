using Mono.Cecil;

namespace SsmSessionLogging.Tests.Shape;

/// <summary>Dependencies between the folders of an assembly, which are its namespaces, run one way: whoever reads one need not read what uses it.</summary>
public sealed class FolderArrowTests
{
    [Theory]
    [InlineData("SessionLogging.dll")]
    [InlineData("SsmSessionLogging.dll")]
    [InlineData("lib/SessionLogging.Aws.dll")]
    [InlineData("lib/SessionLogging.Rendering.dll")]
    public void No_folder_uses_one_that_uses_it(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(Repository.PathOf("out", "SsmSessionLogging", "core", assembly));
        var arrows = module.Types
            .Where(type => IsOwn(type, module))
            .SelectMany(type => UsedBy(type).Select(Outermost).Where(used => IsOwn(used, module)).Select(used => (From: type.Namespace, To: used.Namespace, Example: $"{type.Name} uses {used.Name}")))
            .Where(arrow => arrow.From != arrow.To)
            .ToLookup(arrow => arrow.From);

        var circles = (
            from folder in arrows
            from arrow in folder.GroupBy(arrow => arrow.To)
            where Reaches(arrow.Key, folder.Key, arrows)
            select $"{folder.Key} -> {arrow.Key}: {string.Join(", ", arrow.Select(each => each.Example).Distinct(StringComparer.Ordinal).Take(5))}").ToList();

        Assert.NotEmpty(arrows);
        Assert.True(circles.Count == 0, string.Join('\n', circles));
    }

    private static bool Reaches(string start, string goal, ILookup<string, (string From, string To, string Example)> arrows)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>([start]);
        while (next.TryPop(out var folder))
        {
            if (folder == goal)
            {
                return true;
            }

            foreach (var arrow in arrows[folder].Where(arrow => seen.Add(arrow.To)))
            {
                next.Push(arrow.To);
            }
        }

        return false;
    }

    // What the compiler adds lies outside of the namespaces of the house.
    private static bool IsOwn(TypeReference type, ModuleDefinition module) =>
        (type.Scope == module || type.Scope is AssemblyNameReference { Name: var name } && name == module.Assembly.Name.Name)
        && type.Namespace.Split('.')[0] is "SessionLogging" or "SsmSessionLogging";

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<TypeReference> UsedBy(TypeDefinition type)
    {
        var used = new List<TypeReference?> { type.BaseType };
        used.AddRange(type.Interfaces.Select(each => each.InterfaceType));
        used.AddRange(type.Fields.Select(field => field.FieldType));
        used.AddRange(type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType));
        used.AddRange(AttributesOf(type).Concat(type.Fields.SelectMany(AttributesOf)).Concat(type.Properties.SelectMany(AttributesOf)).Concat(type.Methods.SelectMany(AttributesOf)));
        foreach (var method in type.Methods)
        {
            used.AddRange(Signature(method));
            used.AddRange(method.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType));
            if (method.HasBody)
            {
                used.AddRange(method.Body.Variables.Select(variable => variable.VariableType));
                used.AddRange(method.Body.ExceptionHandlers.Select(handler => handler.CatchType));
                used.AddRange(method.Body.Instructions.SelectMany(instruction => Named(instruction.Operand)));
            }
        }

        return used.OfType<TypeReference>().SelectMany(Parts).Concat(type.NestedTypes.SelectMany(UsedBy));
    }

    private static IEnumerable<TypeReference> AttributesOf(Mono.Cecil.ICustomAttributeProvider member) => member.CustomAttributes.SelectMany(attribute =>
        attribute.ConstructorArguments.Concat(attribute.Properties.Select(property => property.Argument))
            .Select(argument => argument.Value).OfType<TypeReference>().Prepend(attribute.AttributeType));

    private static IEnumerable<TypeReference?> Signature(MethodReference method) =>
        [method.ReturnType, method.DeclaringType, .. method.Parameters.Select(parameter => parameter.ParameterType), .. (method as GenericInstanceMethod)?.GenericArguments ?? []];

    private static IEnumerable<TypeReference?> Named(object? operand) => operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => Signature(method),
        _ => [],
    };

    // A list of sessions uses both.
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        GenericParameter => [],
        _ => [type],
    };
}
