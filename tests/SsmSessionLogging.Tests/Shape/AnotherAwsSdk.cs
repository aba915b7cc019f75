using System.Reflection;
using System.Runtime.Loader;
using SessionLogging.Sandbox;

namespace SsmSessionLogging.Tests.Shape;

/// <summary>An AWS SDK of another version than the module's, such as AWS Tools for PowerShell brings along.</summary>
internal static class AnotherAwsSdk
{
    public static string Core { get; } = Path.Combine(ShippedEdition.Package("OtherAwsCore"), "AWSSDK.Core.dll");

    public static string Ssm { get; } = Path.Combine(ShippedEdition.Package("OtherAwsSsm"), "AWSSDK.SimpleSystemsManagement.dll");

    /// <summary>In a context of its own here, so that it stands in no other test's way.</summary>
    private static readonly Lazy<Assembly> LoadedCore = new(() => new AssemblyLoadContext("Another AWS SDK").LoadFromAssemblyPath(Core));

    /// <summary>An account's keys as that SDK's BasicAWSCredentials.</summary>
    public static object Credentials(SandboxAccount account) => Activator.CreateInstance(
        LoadedCore.Value.GetType("Amazon.Runtime.BasicAWSCredentials", throwOnError: true)!, account.AccessKeyId, account.SecretAccessKey)!;
}

/// <summary>Keeps credentials as AWS Tools for PowerShell's class of this name does.</summary>
/// <param name="credentials">The SDK's object.</param>
internal sealed class AWSPSCredentials(object credentials)
{
    internal object Credentials { get; } = credentials;
}
