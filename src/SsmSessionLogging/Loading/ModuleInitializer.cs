namespace SsmSessionLogging.Loading;

/// <summary>Runs at each import. Loads nothing and asks nothing: it only makes the module's files findable.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport()
    {
#if NETFRAMEWORK
        DesktopAssemblyBridge.Install();
#endif
    }
}
