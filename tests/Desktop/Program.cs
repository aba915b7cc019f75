using System.Runtime.CompilerServices;

namespace SessionLogging.Desktop;

/// <summary>
/// Loads the module's .NET Framework build as Windows PowerShell does and has it work: <c>walk FOLDER URL WORK</c> against a sandbox,
/// <c>compile FOLDER REFERENCES</c> all methods. Writes a line for each step, and ends with the number of those that failed.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        var module = new LoadedModule(arguments[1]);
        return arguments[0] switch
        {
            "walk" => Walk(module, arguments[2], arguments[3]),
            "compile" => Compilation.Run(module, arguments[2]),
            _ => throw new NotSupportedException(arguments[0]),
        };
    }

    // Nothing of the library may be named before the module is loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Walk(LoadedModule module, string url, string folder) => new ModuleWalk(module, url, folder).RunAsync().GetAwaiter().GetResult();
}
