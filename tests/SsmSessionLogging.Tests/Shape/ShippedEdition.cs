using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SsmSessionLogging.Tests.Shape;

/// <summary>PowerShell's own word for the two .NETs that it runs on.</summary>
public enum PSEdition
{
    Core,
    Desktop,
}

/// <summary>The assemblies that ship for one edition, and those that are there already: the framework's and the engine's.</summary>
/// <param name="edition">Which.</param>
internal sealed class ShippedEdition(PSEdition edition)
{
    /// <summary>What .NET Framework 4.7.2 lacks of today's base class library: on .NET 8 these are parts of the framework.</summary>
    private static readonly string[] BaseClassLibrary =
    [
        "Microsoft.Bcl.AsyncInterfaces", "Microsoft.Bcl.TimeProvider", "System.Buffers", "System.Formats.Asn1", "System.Memory", "System.Numerics.Vectors",
        "System.Runtime.CompilerServices.Unsafe", "System.Text.Encodings.Web", "System.Text.Json", "System.Threading.Tasks.Extensions",
    ];

    private static readonly string Module = Repository.PathOf("out", "SsmSessionLogging");

    private readonly Lazy<HashSet<string>> _frameworkNames = new(() => [.. FrameworkOf(edition).Select(NameOf)]);

    /// <summary>The folder of the cmdlets.</summary>
    public string Folder { get; } = Path.Combine(Module, edition == PSEdition.Core ? "core" : "desktop");

    /// <summary>The assemblies beside the cmdlets, in the load context of the engine.</summary>
    public IReadOnlyList<string> Beside => Directory.GetFiles(Folder, "*.dll");

    /// <summary>The assemblies in the load context of the module, on .NET Framework behind its handler.</summary>
    public IReadOnlyList<string> Lib => Directory.GetFiles(Path.Combine(Folder, "lib"), "*.dll");

    /// <summary>Everything that ships.</summary>
    public IEnumerable<string> Shipped => Beside.Concat(Lib);

    /// <summary>The framework's reference assemblies, and what the engine brings beside it.</summary>
    public IReadOnlyList<string> Framework => FrameworkOf(edition);

    /// <summary>The engine's API, which both editions share.</summary>
    public static string Engine => Path.Combine(Package("PowerShellReference"), "System.Management.Automation.dll");

    /// <summary>A shipped assembly beside the cmdlets.</summary>
    public string this[string name] => Path.Combine(Folder, name + ".dll");

    /// <summary>Reads types without loading them; references go to what <paramref name="resolve"/> says.</summary>
    public MetadataLoadContext Open(Func<AssemblyName, string?> resolve) =>
        new(new Resolver(resolve), edition == PSEdition.Core ? "System.Runtime" : "mscorlib");

    /// <summary>Reads types without loading them; references go by name to what ships, then to the framework.</summary>
    public MetadataLoadContext Open()
    {
        var files = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Shipped.Append(Engine).Concat(Framework))
        {
            files.TryAdd(NameOf(file), file);
        }

        return Open(name => files.GetValueOrDefault(name.Name!));
    }

    /// <summary>Whether an assembly is the framework's, or one that the framework should have had.</summary>
    public bool IsFramework(string name) => BaseClassLibrary.Contains(name) || _frameworkNames.Value.Contains(name);

    /// <summary>A file's assembly name.</summary>
    public static string NameOf(string file) => Path.GetFileNameWithoutExtension(file);

    /// <summary>The folder of a package that the project downloads.</summary>
    public static string Package(string key) =>
        typeof(ShippedEdition).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;

    /// <summary>The assemblies that a file asks for, with the versions it asks for.</summary>
    public static IReadOnlyList<AssemblyName> ReferencesOf(string file) => Read<AssemblyName[]>(file, reader =>
        [.. reader.AssemblyReferences.Select(handle => reader.GetAssemblyReference(handle).GetAssemblyName())]);

    /// <summary>A file's own version.</summary>
    public static Version VersionOf(string file) => Read(file, reader => reader.GetAssemblyDefinition().Version);

    private static string[] FrameworkOf(PSEdition edition) =>
    [
        .. Directory.GetFiles(Package($"{edition}References"), "*.dll", SearchOption.AllDirectories),
        .. edition == PSEdition.Core ? Directory.GetFiles(Package("EngineReferences"), "*.dll") : [],
    ];

    private static T Read<T>(string file, Func<MetadataReader, T> read)
    {
        using var image = new PEReader(File.OpenRead(file));
        return read(image.GetMetadataReader());
    }

    private sealed class Resolver(Func<AssemblyName, string?> resolve) : MetadataAssemblyResolver
    {
        public override Assembly? Resolve(MetadataLoadContext context, AssemblyName assemblyName) =>
            resolve(assemblyName) is { } file ? context.LoadFromAssemblyPath(file) : null;
    }
}
