namespace SessionLogging.Desktop;

/// <summary>The module, loaded from its own file, with its own way to find what it needs.</summary>
internal sealed class LoadedModule
{
    private const BindingFlags Inside = BindingFlags.Static | BindingFlags.NonPublic;

    private readonly Assembly _module;

    /// <summary>Loads the module's file by its path, as Import-Module does, and lets it begin.</summary>
    /// <param name="root">The folder <c>desktop</c> of the module.</param>
    internal LoadedModule(string root)
    {
        Root = Path.GetFullPath(root);
        _module = Assembly.LoadFrom(Path.Combine(Root, "SsmSessionLogging.dll"));
        _module.GetType("SsmSessionLogging.Loading.DesktopAssemblyBridge", throwOnError: true)!.GetMethod("Install", Inside)!.Invoke(null, null);
        // This program is no part of the module, whose way finds nothing for others.
        AppDomain.CurrentDomain.AssemblyResolve += (_, request) =>
        {
            var file = Path.Combine(Root, new AssemblyName(request.Name).Name + ".dll");
            return request.RequestingAssembly == typeof(LoadedModule).Assembly && File.Exists(file) ? Assembly.LoadFrom(file) : null;
        };
    }

    internal string Root { get; }

    /// <summary>A part that the module loads at first use.</summary>
    /// <param name="name">The property of the module's Components.</param>
    internal T Component<T>(string name) => (T)_module.GetType("SsmSessionLogging.Loading.Components", throwOnError: true)!.GetProperty(name, Inside)!.GetValue(null)!;
}
