using System.Runtime.CompilerServices;

namespace SessionLogging.Desktop;

/// <summary>Compiles every method of the module's own assemblies: one that names what this .NET does not have fails here, and not at a user's.</summary>
internal static class Compilation
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly string[] Assemblies = ["SessionLogging.dll", "SsmSessionLogging.dll", "lib/SessionLogging.Aws.dll", "lib/SessionLogging.Rendering.dll"];

    /// <param name="module">The module.</param>
    /// <param name="references">Where the reference assembly of PowerShell lies, which brings no PowerShell along.</param>
    internal static int Run(LoadedModule module, string references)
    {
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) => new[] { module.Root, Path.Combine(module.Root, "lib"), references }
            .Select(folder => Path.Combine(folder, new AssemblyName(request.Name).Name + ".dll")).Where(File.Exists).Select(Assembly.LoadFrom).FirstOrDefault();
        var methods = Assemblies.SelectMany(file => Assembly.LoadFrom(Path.Combine(module.Root, file)).GetTypes())
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetMembers(All).OfType<MethodBase>())
            .Where(method => !method.IsAbstract && !method.ContainsGenericParameters && method.GetMethodBody() is not null)
            .ToList();
        var failed = methods.Count(method => !IsCompiled(method));
        Console.WriteLine($"{methods.Count} methods, {failed} failed");
        return failed;
    }

    private static bool IsCompiled(MethodBase method)
    {
        try
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
            method.MethodHandle.GetFunctionPointer();
            return true;
        }
        catch (Exception failure)
        {
            Console.WriteLine($"FAIL {method.DeclaringType}.{method.Name}: {failure.GetType().Name}: {failure.Message}");
            return false;
        }
    }
}
