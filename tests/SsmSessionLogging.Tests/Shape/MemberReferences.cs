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
        if (assemblies.Find(file, member.Parent) is not { } owner) return null;

        var name = _reader.GetString(member.Name);
        var wanted = Signature(member);
        for (var (type, inherited) = ((TypeInAssembly?)owner, false); type is { } at; type = assemblies.Find(at.Assembly, at.Definition.BaseType), inherited = true)
        {
            var definition = at.Definition;
            var reader = at.Assembly.Reader;
            var signatures = member.GetKind() == MemberReferenceKind.Field
                ? definition.GetFields().Select(reader.GetFieldDefinition).Where(field => reader.StringComparer.Equals(field.Name, name))
                    .Select(field => field.DecodeSignature(new SignatureNames(at.Assembly), genericContext: null))
                : definition.GetMethods().Select(reader.GetMethodDefinition).Where(method => reader.StringComparer.Equals(method.Name, name))
                    .Select(method => SignatureNames.Text(method.DecodeSignature(new SignatureNames(at.Assembly), genericContext: null)));

            // A base's type parameters are filled by the type that derives from it, so there only the name can be compared.
            if (signatures.Any(signature => inherited || signature == wanted)) return null;
        }

        return $"{file.Name} calls {wanted} {owner.Assembly.NameOf(owner.Handle)}.{name} of {owner.Assembly.Name}";
    }

    private string Signature(MemberReference member) => member.GetKind() == MemberReferenceKind.Field
        ? member.DecodeFieldSignature(new SignatureNames(file), genericContext: null)
        : SignatureNames.Text(member.DecodeMethodSignature(new SignatureNames(file), genericContext: null));
}
