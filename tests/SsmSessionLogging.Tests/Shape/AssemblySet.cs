using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SsmSessionLogging.Tests.Shape;

/// <summary>Assemblies by name, the first of a name winning, and the way from a type's name to where it is defined.</summary>
internal sealed class AssemblySet : IDisposable
{
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, AssemblyFile> _opened = new(StringComparer.OrdinalIgnoreCase);

    public AssemblySet(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            _files.TryAdd(ShippedEdition.NameOf(file), file);
        }
    }

    public AssemblyFile? Get(string name)
    {
        if (!_opened.TryGetValue(name, out var assembly) && _files.TryGetValue(name, out var file))
        {
            _opened.Add(name, assembly = new AssemblyFile(file));
        }

        return assembly;
    }

    /// <summary>Where a type is defined, forwards followed.</summary>
    public TypeInAssembly? Find(string assembly, string type)
    {
        var file = Get(assembly);
        if (file is null)
        {
            return null;
        }

        if (file.Types.TryGetValue(type, out var handle))
        {
            return new TypeInAssembly(file, handle);
        }

        var outermost = type.Split('/')[0];
        return file.Forwards.TryGetValue(outermost, out var next) ? Find(next, type) : null;
    }

    /// <summary>Where the type that an assembly names is defined; null also for what is no plain type, such as an array.</summary>
    public TypeInAssembly? Find(AssemblyFile from, EntityHandle type) => type.IsNil ? null : type.Kind switch
    {
        HandleKind.TypeDefinition => new TypeInAssembly(from, (TypeDefinitionHandle)type),
        HandleKind.TypeReference => from.HomeOf((TypeReferenceHandle)type) is { } home ? Find(home, from.NameOf(type)) : null,
        HandleKind.TypeSpecification => from.GenericTypeOf((TypeSpecificationHandle)type) is { } generic ? Find(from, generic) : null,
        _ => null,
    };

    public void Dispose()
    {
        foreach (var assembly in _opened.Values)
        {
            assembly.Dispose();
        }
    }
}

/// <summary>A type's definition.</summary>
internal readonly record struct TypeInAssembly(AssemblyFile Assembly, TypeDefinitionHandle Handle)
{
    public TypeDefinition Definition => Assembly.Reader.GetTypeDefinition(Handle);
}

/// <summary>One assembly's tables.</summary>
internal sealed class AssemblyFile : IDisposable
{
    private const int GenericInstance = 0x15;

    private readonly PEReader _image;

    public AssemblyFile(string file)
    {
        Name = ShippedEdition.NameOf(file);
        _image = new PEReader(File.OpenRead(file));
        Reader = _image.GetMetadataReader();
        Types = Reader.TypeDefinitions.ToDictionary(handle => NameOf(handle));
        Forwards = Reader.ExportedTypes.Select(Reader.GetExportedType)
            .Where(type => type.Implementation.Kind == HandleKind.AssemblyReference)
            .ToDictionary(
                type => FullName(type.Namespace, type.Name),
                type => AssemblyName((AssemblyReferenceHandle)type.Implementation));
    }

    public string Name { get; }

    public MetadataReader Reader { get; }

    /// <summary>The types it defines; nested ones as <c>Outer/Inner</c>.</summary>
    public IReadOnlyDictionary<string, TypeDefinitionHandle> Types { get; }

    /// <summary>The types it has handed over to another assembly.</summary>
    public IReadOnlyDictionary<string, string> Forwards { get; }

    /// <summary>The name of a type that is defined or named here.</summary>
    public string NameOf(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.TypeDefinition)
        {
            var type = Reader.GetTypeDefinition((TypeDefinitionHandle)handle);
            return type.IsNested ? $"{NameOf(type.GetDeclaringType())}/{Reader.GetString(type.Name)}" : FullName(type.Namespace, type.Name);
        }

        var named = Reader.GetTypeReference((TypeReferenceHandle)handle);
        return named.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(named.ResolutionScope)}/{Reader.GetString(named.Name)}"
            : FullName(named.Namespace, named.Name);
    }

    /// <summary>The assembly in which a type is said to be.</summary>
    public string? HomeOf(TypeReferenceHandle handle)
    {
        var scope = Reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.AssemblyReference => AssemblyName((AssemblyReferenceHandle)scope),
            HandleKind.TypeReference => HomeOf((TypeReferenceHandle)scope),
            _ => Name,
        };
    }

    /// <summary>The generic type behind an instance of it; null for arrays, pointers and type parameters.</summary>
    public EntityHandle? GenericTypeOf(TypeSpecificationHandle handle)
    {
        var blob = Reader.GetBlobReader(Reader.GetTypeSpecification(handle).Signature);
        if (blob.ReadCompressedInteger() != GenericInstance)
        {
            return null;
        }

        blob.ReadCompressedInteger();
        return blob.ReadTypeHandle();
    }

    public void Dispose() => _image.Dispose();

    private string AssemblyName(AssemblyReferenceHandle handle) => Reader.GetString(Reader.GetAssemblyReference(handle).Name);

    private string FullName(StringHandle space, StringHandle name) =>
        space.IsNil ? Reader.GetString(name) : $"{Reader.GetString(space)}.{Reader.GetString(name)}";
}
