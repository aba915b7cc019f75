using System.Reflection;

namespace SsmSessionLogging.Loading;

/// <summary>On .NET Framework: finds the module's own files for the module's own assemblies, also where a package asks for another version of a file than ships.</summary>
/// <remarks>.NET Framework has no load contexts: an AWSSDK.Core that was loaded before the module's wins, which the help says.</remarks>
internal static class DesktopAssemblyBridge
{
    private static readonly string Root = Path.GetDirectoryName(typeof(DesktopAssemblyBridge).Assembly.Location)!;
    private static readonly string[] Folders = [Root, Path.Combine(Root, "lib")];
    private static int _installed;

    internal static void Install()
    {
        if (Interlocked.Exchange(ref _installed, 1) == 0)
        {
            AppDomain.CurrentDomain.AssemblyResolve += (_, request) => IsOurs(request.RequestingAssembly) ? Find(request.Name) : null;
        }
    }

    internal static Assembly Load(string name) =>
        Find(name) ?? throw new FileNotFoundException($"{name}.dll is missing from {Root}. Install the module again.");

    private static bool IsOurs(Assembly? assembly) =>
        assembly is { IsDynamic: false } && assembly.Location.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);

    private static Assembly? Find(string name)
    {
        var file = new AssemblyName(name).Name + ".dll";
        return Folders.Select(folder => Path.Combine(folder, file)).Where(File.Exists).Select(Assembly.LoadFrom).FirstOrDefault();
    }
}
