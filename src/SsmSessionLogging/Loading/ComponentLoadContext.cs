using System.Reflection;
using System.Runtime.Loader;

namespace SsmSessionLogging.Loading;

/// <summary>Binds the files in <c>lib</c> for the module alone, whatever AWS SDK another module has loaded before or will load.</summary>
/// <remarks>
/// Every AWSSDK 4 assembly has the version 4.0.0.0, so the default context hands out whichever came first, of any age.
/// Only an overridden <see cref="Load"/> is asked before the default context is.
/// </remarks>
internal sealed class ComponentLoadContext : AssemblyLoadContext
{
    private static readonly Assembly Library = typeof(SessionLogging.Accounts.IAccountOpener).Assembly;

    private readonly string _folder;

    private ComponentLoadContext(string folder)
        : base("SsmSessionLogging") => _folder = folder;

    /// <summary>One for the process: importing the module again finds what is loaded already.</summary>
    internal static ComponentLoadContext Instance { get; } =
        new(Path.Combine(Path.GetDirectoryName(typeof(ComponentLoadContext).Assembly.Location)!, "lib"));

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == Library.GetName().Name)
        {
            return Library;
        }

        var file = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
