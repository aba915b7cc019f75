using System.Runtime.Loader;

namespace SsmSessionLogging.Tests.Shape;

/// <summary>Another module has loaded its AWS SDK into the default context before, and all of version 4.0.0.0.</summary>
public sealed class OtherSdkTests
{
    private const string Script = """
        param($Manifest, $Url, $Core, $Ssm, $AccessKey, $SecretKey)
        $theirs = [Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyPath($Core)
        $null = [Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyPath($Ssm)
        $StoredAWSRegion = 'eu-west-1'
        $StoredAWSCredentials = $theirs.GetType('Amazon.Runtime.BasicAWSCredentials')::new($AccessKey, $SecretKey)
        Import-Module $Manifest
        Set-SsmS3Logging audit-logs -EndpointUrl $Url -WarningAction SilentlyContinue
        "read $((Get-SsmLoggingPreference -EndpointUrl $Url).S3BucketName)"
        foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies()) {
            if ($assembly.GetName().Name -like 'AWSSDK.*') {
                "$([Runtime.Loader.AssemblyLoadContext]::GetLoadContext($assembly).Name) $($assembly.Location)"
            }
        }
        """;

    [Fact]
    public async Task The_module_works_with_its_own_SDK_and_leaves_the_other_where_it_was()
    {
        await using var sandbox = await SandboxServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var account = SandboxAccounts.First;

        var lines = await ChildEngine.RunAsync(
            Script,
            [BuiltModule.Manifest, sandbox.Url, AnotherAwsSdk.Core, AnotherAwsSdk.Ssm, account.AccessKeyId, account.SecretAccessKey]);

        Assert.Equal("read audit-logs", lines[0]);
        Assert.Equal([$"Default {AnotherAwsSdk.Core}", $"Default {AnotherAwsSdk.Ssm}"], lines.Where(line => line.IsLike("Default *")));
        var own = Path.Combine(new ShippedEdition(PSEdition.Core).Folder, "lib");
        string[] ofModule = [.. lines.Where(line => line.IsLike("SsmSessionLogging *"))];
        Assert.All(
            ["AWSSDK.Core", "AWSSDK.SimpleSystemsManagement", "AWSSDK.S3", "AWSSDK.SecurityToken"],
            name => Assert.Contains($"SsmSessionLogging {Path.Combine(own, name + ".dll")}", ofModule));
        Assert.Equal(lines.Count, 1 + 2 + ofModule.Length);
    }
}

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
