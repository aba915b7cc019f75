using SessionLogging.Sandbox;

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
