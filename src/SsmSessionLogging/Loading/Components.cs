using SessionLogging.Sessions.Reports;

namespace SsmSessionLogging.Loading;

/// <summary>The parts that bring other people's assemblies along, loaded at first use and apart from what else the process has loaded.</summary>
internal static class Components
{
    private static readonly Lazy<IAccountOpener> LazyAccounts = new(
        () => Create<IAccountOpener>("SessionLogging.Aws", "SessionLogging.Aws.AwsAccountOpener"));

    private static readonly Lazy<IReportRenderer> LazyReports = new(
        () => Create<IReportRenderer>("SessionLogging.Rendering", "SessionLogging.Rendering.ReportRenderer"));

    /// <summary>Opens accounts on the AWS SDK.</summary>
    internal static IAccountOpener Accounts => LazyAccounts.Value;

    /// <summary>Writes reports, and reads tables of them.</summary>
    internal static IReportRenderer Reports => LazyReports.Value;

    private static T Create<T>(string assembly, string type)
    {
#if NETFRAMEWORK
        DesktopAssemblyBridge.Install();
        var loaded = DesktopAssemblyBridge.Load(assembly);
#else
        var loaded = ComponentLoadContext.Instance.LoadFromAssemblyName(new System.Reflection.AssemblyName(assembly));
#endif
        return (T)Activator.CreateInstance(loaded.GetType(type, throwOnError: true)!)!;
    }
}
