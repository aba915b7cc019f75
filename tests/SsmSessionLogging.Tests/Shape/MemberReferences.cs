using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace SsmSessionLogging.Tests.Shape;

/// <summary>The types and members of other assemblies that one assembly names.</summary>
internal sealed class MemberReferences(AssemblySet assemblies, AssemblyFile file)
{
    private readonly MetadataReader _reader = file.Reader;

    /// <summary>Those that are nowhere.</summary>
    public IEnumerable<string> Missing() =>
        _reader.TypeReferences.Where(type => assemblies.Find(file, type) is null)
            .Select(type => $"{file.Name} names {file.NameOf(type)} of {file.HomeOf(type)}")
            .Concat(_reader.MemberReferences.Select(MissingMember).OfType<string>());

    private string? MissingMember(MemberReferenceHandle handle)
    {
        var member = _reader.GetMemberReference(handle);
        if (assemblies.Find(file, member.Parent) is not { } owner)
        {
            return null;
        }

        var wanted = Signature(member);
        // A base's type parameters are filled by the type that derives from it, so there only the name can be compared.
        return Signatures(owner, member).Contains(wanted) || BasesOf(owner).Any(parent => Signatures(parent, member).Any())
            ? null
            : $"{file.Name} uses {wanted} {owner.Assembly.NameOf(owner.Handle)}.{_reader.GetString(member.Name)} of {owner.Assembly.Name}";
    }

    private IEnumerable<TypeInAssembly> BasesOf(TypeInAssembly type)
    {
        for (var parent = BaseOf(type); parent is { } next; parent = BaseOf(next))
        {
            yield return next;
        }

        TypeInAssembly? BaseOf(TypeInAssembly derived) => assemblies.Find(derived.Assembly, derived.Definition.BaseType);
    }

    /// <summary>The signatures of a type's own members of the name that is asked for.</summary>
    private IEnumerable<string> Signatures(TypeInAssembly type, MemberReference member)
    {
        var name = _reader.GetString(member.Name);
        var reader = type.Assembly.Reader;
        var names = new SignatureNames(type.Assembly);
        return member.GetKind() == MemberReferenceKind.Field
            ? type.Definition.GetFields().Select(reader.GetFieldDefinition)
                .Where(field => reader.StringComparer.Equals(field.Name, name))
                .Select(field => field.DecodeSignature(names, genericContext: null))
            : type.Definition.GetMethods().Select(reader.GetMethodDefinition)
                .Where(method => reader.StringComparer.Equals(method.Name, name))
                .Select(method => SignatureNames.Text(method.DecodeSignature(names, genericContext: null)));
    }

    private string Signature(MemberReference member) => member.GetKind() == MemberReferenceKind.Field
        ? member.DecodeFieldSignature(new SignatureNames(file), genericContext: null)
        : SignatureNames.Text(member.DecodeMethodSignature(new SignatureNames(file), genericContext: null));
}

/// <summary>Writes signatures by the names of their types, whichever assemblies hold these.</summary>
internal sealed class SignatureNames(AssemblyFile file) : ISignatureTypeProvider<string, object?>
{
    public static string Text(MethodSignature<string> signature) =>
        $"{(signature.Header.IsInstance ? "instance " : "")}{signature.ReturnType}<{signature.GenericParameterCount}>"
        + $"({string.Join(",", signature.ParameterTypes)})";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => file.NameOf(handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => file.NameOf(handle);

    public string GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        $"{genericType}<{string.Join(",", typeArguments)}>";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{shape.Rank}]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => $"{unmodifiedType} {modifier}";

    public string GetFunctionPointerType(MethodSignature<string> signature) => $"*({Text(signature)})";
}
